"""Reads standard input into records; its first bytes tell what it is."""

from __future__ import annotations

import io
import sys
from typing import IO, TYPE_CHECKING, ClassVar

from clustering.model import Reading
from clustering.sources.article_lists import holds_article
from clustering.sources.base import MAX_FILE_BYTES, ReadOptions, Source
from clustering.sources.documents import read_document
from clustering.sources.feeds.reader import read_entries
from clustering.sources.tables.delimited import cut_delimited
from clustering.sources.tables.jsonlines import cut_json_lines
from clustering.sources.tables.rows import RowReader
from clustering.sources.unpacked import unpacked
from clustering.system.files import STANDARD_INPUT
from clustering.system.progress import Progress
from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import Unreadable

if TYPE_CHECKING:
    from typing_extensions import Buffer

_BLANK = b" \t\r\n\xef\xbb\xbf"


class StandardInput(Source):
    """JSON lines, a JSON document, a table with a header line, or a feed on standard input."""

    takes: ClassVar[str] = "-, for JSON lines, JSON, CSV, TSV or a feed on standard input"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the source is ``-``."""
        return name == STANDARD_INPUT

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read everything that reaches standard input, packed or not.

        Raises
        ------
        UsageError
            For a table without a title or URL column, or without one that is mapped.
        """
        if sys.stdin is None:  # closed by the caller
            return Reading([], [], 1)
        packed = unpacked(sys.stdin.buffer, name)
        start = _read_start(packed)
        stream = io.BufferedReader(_Joined(start, packed))
        first = start.lstrip(_BLANK)
        if first.startswith(b"<"):
            return read_entries(name, name, stream.read(MAX_FILE_BYTES), options)
        if first.startswith(b"[") or (first.startswith(b"{") and not _is_row(first)):
            return read_document(stream, name, name, options, progress)
        reader = RowReader(name, name, options)
        encodings = reader.tally.encodings
        if first.startswith(b"{"):
            return reader.read(cut_json_lines(stream, MAX_FILE_BYTES, encodings), progress)
        tabs_first = first.count(b"\t") > first.count(b",")
        rows = cut_delimited(
            stream, reader.finder, name, MAX_FILE_BYTES, tabs_first=tabs_first, encodings=encodings
        )
        return reader.read(rows, progress)


class _Joined(io.RawIOBase):
    """What was read ahead of a stream, and the rest of it."""

    def __init__(self, start: bytes, rest: IO[bytes]) -> None:
        self._start = memoryview(start)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        room = memoryview(buffer)
        if self._start:
            data: memoryview | bytes = self._start[: len(room)]
            self._start = self._start[len(data) :]
        else:
            data = self._rest.read(len(room))
        room[: len(data)] = data
        return len(data)


def _read_start(stream: IO[bytes]) -> bytes:
    """Read up to the end of the first line that is not blank."""
    start = b""
    while line := stream.readline(MAX_FILE_BYTES):
        start += line
        if line.strip(_BLANK) or len(start) > MAX_FILE_BYTES:
            break
    return start


def _is_row(line: bytes) -> bool:
    """Whether a line is an article by itself: one object of JSON lines."""
    try:
        values = load_json(line.decode("utf-8", "replace"))
    except Unreadable:
        return line.rstrip().endswith(b"}")  # a broken row, as lines have them
    return isinstance(values, dict) and holds_article(values)
