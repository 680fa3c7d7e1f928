"""Counts the rows of a report's file while they are written, to report the progress."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from clustering.result import Result
    from clustering.system.progress import Progress

TOTALS: Mapping[str, Callable[[Result], int]] = {
    "stories.json": lambda r: len(r.stories) + len(r.duplicate_groups),
    "stories.csv": lambda r: len(r.stories),
    "duplicates.csv": lambda r: sum(len(group.records) for group in r.duplicate_groups),
    "assignments.csv": lambda r: r.reading.read_count,
}
"""How many rows a file will have, where that is known before it is written."""

# A call for each of a million rows would take as long as writing them.
_ROWS_BETWEEN_PROGRESS = 1_000


def counting(stream: TextIO, file: str, result: Result, progress: Progress | None) -> TextIO:
    """Return a stream that writes to ``stream`` and reports the progress."""
    if progress is None:
        return stream
    total = TOTALS[file](result) if file in TOTALS else None
    progress(f"writing {file}", 0, total)
    return cast(TextIO, _Counted(stream, f"writing {file}", total, progress))


class _Counted(io.TextIOBase):
    """Passes text on and counts the ends of lines: one for each row."""

    def __init__(self, stream: TextIO, what: str, total: int | None, progress: Progress) -> None:
        self._stream = stream
        self._what = what
        self._total = total
        self._progress = progress
        self._rows = 0

    def write(self, text: str, /) -> int:
        """Write to the stream."""
        if ends := text.count("\n"):
            self._rows += ends
            if self._rows // _ROWS_BETWEEN_PROGRESS > (self._rows - ends) // _ROWS_BETWEEN_PROGRESS:
                done = self._rows if self._total is None else min(self._rows, self._total)
                self._progress(self._what, done, self._total)
        return self._stream.write(text)
