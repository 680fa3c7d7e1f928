"""Reads a plainly written ``related`` list entry by entry, and each distinct entry only once.

Neighbouring posts list the same articles: the 161,223 entries of 5,632 real posts are 7,581
different texts, so remembering what each one says saves most of the YAML. Cutting the list
is right only where no quoted text, flow list or comment reaches over a line end, so every
line around a cut has to match a narrow pattern; any other front matter is left to YAML whole.
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
_OPENING = f"\n{RELATED}:\n"
_FIRST_DASH = re.compile(r"( {0,20})- ")
_NEXT_KEY = re.compile(rf"\n(?={_KEY}[ \n])")


@cache
def _plain_entry(indent: int) -> re.Pattern[str]:
    deeper = rf"[ ]{{{indent + 1},}}+"
    return re.compile(rf"{_ITEM}(?:\n(?:{deeper}{_ITEM}|[ ]*+))*+")


class Cut(NamedTuple, Generic[ParsedEntry]):
    """Front matter without its ``related`` list, and what the entries of the list say."""

    rest: str
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
        self._known: dict[str, dict[str, ParsedEntry]] = {}
        self._count = 0

    def cut(self, front_matter: str) -> Cut[ParsedEntry] | None:
        """Cut out the related list; ``None`` if the front matter is not plain enough for it.

        Reading ``rest`` and the entries one by one gives what reading the front matter as
        a whole gives, unless ``rest`` cannot be read or holds another ``related``.
        """
        start = front_matter.find(_OPENING)
        if start < 0 or not _PLAIN_START.fullmatch(front_matter, 0, start + 1):
            return None
        first = _FIRST_DASH.match(front_matter, start + len(_OPENING))
        if first is None:
            return None
        indent = first[1]
        known = self._known.setdefault(indent, {})
        entries = []
        between = f"\n{indent}- "
        pieces = front_matter[first.end() :].split(between)
        for position, piece in enumerate(pieces):
            if piece not in known:
                end = _NEXT_KEY.search(piece)
                entry = piece[: end.start()] if end else piece
                if entry not in known and not self._learn(entry, indent):
                    return None
                if end:
                    entries.append(known[entry])
                    rest = between.join([piece[end.start() :], *pieces[position + 1 :]])
                    return Cut(front_matter[:start] + rest, entries)
            entries.append(known[piece])
        return Cut(front_matter[: start + 1], entries)

    def _learn(self, entry: str, indent: str) -> bool:
        """Read and remember an entry; false if it cannot stand alone."""
        if len(entry) > MAX_ENTRY_CHARS or not _plain_entry(len(indent)).fullmatch(entry):
            return False
        if self._count >= MAX_ENTRIES_KEPT:
            for known in self._known.values():
                known.clear()
            self._count = 0
        try:
            self._known[indent][entry] = self._read_entry(f"{indent}  {entry}")
        except Unreadable:
            return False
        self._count += 1
        return True
