"""Reads a plainly written ``related`` list entry by entry, and each distinct entry only once.

Neighbouring posts list the same articles: the 161,223 entries of 5,632 real posts are 7,581
different texts, so remembering what each one says saves most of the YAML. Cutting the list
is right only where no quoted text, flow list or comment reaches over a line end, so every
line around a cut has to match a narrow pattern; any other front matter is left to YAML whole.
Lists are cut as bytes, so that what is known already is not even decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from clustering.sources.names import RELATED
from clustering.text.limits import Unreadable

ParsedEntry = TypeVar("ParsedEntry")

MAX_ENTRIES_KEPT = 20_000
"""Entries remembered at a time: about 20 MB of text."""

MAX_ENTRY_CHARS = 10_000
"""Characters from which an entry is not worth remembering; real ones have about 900."""

# What YAML refuses or takes for a line break; text with these goes the long way.
_SPECIAL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_VALUE = (
    rf'(?:"(?:[^"\\{_SPECIAL}]|\\[^{_SPECIAL}])*+"'
    rf"|'(?:[^'{_SPECIAL}]|'')*+'"
    rf"|(?:[\w/.+~$(]|-(?=\d))(?:[^ :#{_SPECIAL}]|:(?=\S)|(?<! )\#|[ ](?!\#))*+)"
)
_KEY = r"[A-Za-z_]\w{0,60}+:"
_PAIR = rf"{_KEY}(?: ++{_VALUE})?"
_ITEM = rf"(?:(?:- )?{_PAIR}|- {_VALUE})[ ]*+"
_BLANKS = r"(?:[ ]*+\n)*+"

_PLAIN_START = re.compile(rf"{_BLANKS}(?:{_PAIR}[ ]*+\n(?:[ ]*+(?:{_ITEM})?\n)*+)?")
_FENCE = b"---\n"
_OPENING = f"\n{RELATED}:\n".encode()
_FIRST_DASH = re.compile(rb"( {0,20})- ")
# A key of the front matter, or the line that closes it.
_BEHIND = re.compile(rf"\n(?={_KEY}[ \n]|(?:---|\.\.\.)[ \t]*+(?:\n|\Z))".encode())


@cache
def _plain_entry(indent: int) -> re.Pattern[str]:
    deeper = rf"[ ]{{{indent + 1},}}+"
    return re.compile(rf"{_ITEM}(?:\n(?:{deeper}{_ITEM}|[ ]*+))*+")


class Cut(NamedTuple, Generic[ParsedEntry]):
    """A file without the ``related`` list of its front matter, and what its entries say."""

    rest: bytes
    entries: list[ParsedEntry]


class RelatedLists(Generic[ParsedEntry]):
    """Cuts related lists out of front matter and remembers what each entry says.

    Parameters
    ----------
    read_entry
        Reads the YAML text of one entry; may raise ``Unreadable``.
    """

    def __init__(self, read_entry: Callable[[str], ParsedEntry]) -> None:
        self._read_entry = read_entry
        self._known: dict[bytes, dict[bytes, ParsedEntry]] = {}
        self._count = 0

    def cut(self, data: bytes) -> Cut[ParsedEntry] | None:
        """Cut out the related list; ``None`` if the front matter is not plain enough for it.

        Reading ``rest`` and the entries one by one gives what reading the file as a whole gives,
        unless ``rest`` is not UTF-8, cannot be read or holds another ``related``.
        """
        start = data.find(_OPENING)
        if start < 0 or not data.startswith(_FENCE) or not _is_plain_start(data[3 : start + 1]):
            return None
        first = _FIRST_DASH.match(data, start + len(_OPENING))
        if first is None:
            return None
        indent = first[1]
        known = self._known.setdefault(indent, {})
        entries = []
        between = b"\n" + indent + b"- "
        pieces = data[first.end() :].split(between)
        for position, piece in enumerate(pieces):
            if piece not in known:
                end = _BEHIND.search(piece)
                entry = piece[: end.start()] if end else piece
                if entry not in known and not self._learn(entry, indent):
                    return None
                if end:
                    entries.append(known[entry])
                    rest = between.join([piece[end.start() :], *pieces[position + 1 :]])
                    return Cut(data[:start] + rest, entries)
            entries.append(known[piece])
        return None  # the front matter has no end

    def _learn(self, entry: bytes, indent: bytes) -> bool:
        """Read and remember an entry; false if it cannot stand alone."""
        try:
            text = entry.decode()
            if len(text) > MAX_ENTRY_CHARS or not _plain_entry(len(indent)).fullmatch(text):
                return False
            said = self._read_entry(f"{indent.decode()}  {text}")
        except (Unreadable, UnicodeDecodeError):
            return False
        if self._count >= MAX_ENTRIES_KEPT:
            for known in self._known.values():
                known.clear()
            self._count = 0
        self._known[indent][entry] = said
        self._count += 1
        return True


def _is_plain_start(data: bytes) -> bool:
    """Whether front matter is plain up to its related list."""
    try:
        return _PLAIN_START.fullmatch(data.decode()) is not None
    except UnicodeDecodeError:
        return False
