"""Reads a plainly written ``related`` list entry by entry, and each distinct entry only once.

Neighbouring posts list the same articles: the 161,223 entries of 5,632 real posts are 7,581
different texts, so remembering what each one says saves most of the YAML. Cutting the list
is right only where no quoted text, flow list or comment reaches over a line end, so what stands
around a cut has to be plain; any other front matter is left to YAML whole.
Lists are cut as bytes, so that what is known already is not even decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from clustering.sources.names import RELATED
from clustering.text.parsing.plain_yaml import KEY, read_plain_yaml

ParsedEntry = TypeVar("ParsedEntry")

MAX_ENTRIES_KEPT = 20_000
"""Entries remembered at a time: about 20 MB of text."""

MAX_ENTRY_BYTES = 10_000
"""Bytes from which an entry is not worth remembering; real ones have about 900."""

_FENCE = b"---\n"
_OPENING = f"\n{RELATED}:\n".encode()
_FIRST_DASH = re.compile(rb"( {0,20})- ")
# A key of the front matter, or the line that closes it.
_BEHIND = re.compile(rf"\n(?={KEY}[ \n]|(?:---|\.\.\.)[ \t]*+(?:\n|\Z))".encode())


class Cut(NamedTuple, Generic[ParsedEntry]):
    """A file in parts.

    Attributes
    ----------
    before
        What the front matter says before its ``related`` list.
    entries
        What the entries of the list say.
    rest
        The file without both.
    """

    before: dict[object, object]
    entries: list[ParsedEntry]
    rest: bytes


class RelatedLists(Generic[ParsedEntry]):
    """Cuts related lists out of front matter and remembers what each entry says.

    Parameters
    ----------
    read_entry
        Reads the values of one entry.
    """

    def __init__(self, read_entry: Callable[[dict[object, object]], ParsedEntry]) -> None:
        self._read_entry = read_entry
        self._known: dict[bytes, dict[bytes, ParsedEntry]] = {}
        self._count = 0

    def cut(self, data: bytes) -> Cut[ParsedEntry] | None:
        """Cut out the related list; ``None`` if the front matter is not plain enough for it.

        What is said before it, in it and in ``rest`` is what the file says as a whole, unless
        ``rest`` is not UTF-8, cannot be read or holds another ``related``.
        """
        start = data.find(_OPENING)
        if start < 0 or not data.startswith(_FENCE):
            return None
        behind_key = start + len(_OPENING)
        first = _FIRST_DASH.match(data, behind_key)
        before = _read_plain(data[3:behind_key]) if first else None
        if first is None or before is None:
            return None
        del before[RELATED]
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
                    return Cut(before, entries, b"---" + rest)
            entries.append(known[piece])
        return None  # the front matter has no end

    def _learn(self, entry: bytes, indent: bytes) -> bool:
        """Read and remember an entry; false if it cannot stand alone."""
        if len(entry) > MAX_ENTRY_BYTES:
            return False
        values = _read_plain(indent + b"  " + entry)
        if values is None:
            return False
        if self._count >= MAX_ENTRIES_KEPT:
            for known in self._known.values():
                known.clear()
            self._count = 0
        self._known[indent][entry] = self._read_entry(values)
        self._count += 1
        return True


def _read_plain(data: bytes) -> dict[object, object] | None:
    """Read plain YAML; ``None`` where it is anything else."""
    try:
        return read_plain_yaml(data.decode())
    except UnicodeDecodeError:
        return None
