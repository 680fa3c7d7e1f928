"""How far the reading of a table has come, for whoever shows progress."""

from __future__ import annotations

from collections.abc import Callable


class Extent:
    """Estimates how many rows a table has; whoever cuts it says where it stands."""

    def __init__(self) -> None:
        self._position: Callable[[], int] | None = None
        self._end = 0

    def follow(self, position: Callable[[], int], end: int) -> None:
        """Tell the share by a position, such as that in a file of ``end`` bytes."""
        self._position, self._end = position, end

    def total(self, rows: int) -> int | None:
        """Estimate the rows in all, after so many of them; ``None`` where it cannot be told."""
        position = self._position() if self._position else 0
        return max(rows, round(rows * self._end / position)) if position and self._end else None
