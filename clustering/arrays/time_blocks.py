"""Articles in blocks of whole days, so that what is near in time is worked on together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from clustering.arrays.types import FloatArray, IntArray

# Of work that looks only at what a block touches. Fewer would cost more calls, and more memory of
# what all blocks touch; more take more memory each.
ROWS = 20_000


@dataclass(frozen=True)
class TimeBlocks:
    """Articles by day, cut into blocks.

    Attributes
    ----------
    order
        The articles by calendar day, then position, the undated last; shape ``(articles,)``.
    starts
        Where each block begins in ``order``, and where the last one ends; shape ``(blocks + 1,)``.
    """

    order: IntArray
    starts: IntArray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[IntArray]:
        for start, stop in pairwise(self.starts.tolist()):
            yield self.order[start:stop]

    @cached_property
    def place(self) -> IntArray:
        """Where each article stands in ``order``; shape ``(articles,)``."""
        place = np.empty(len(self.order), dtype=np.int64)
        place[self.order] = np.arange(len(self.order))
        return place

    @cached_property
    def block_of(self) -> IntArray:
        """Block of each article; shape ``(articles,)``."""
        return np.searchsorted(self.starts, self.place, side="right") - 1


def blocks_of_days(days: FloatArray, rows: int | None = None) -> TimeBlocks:
    """Cut articles into blocks of whole days, and of undated articles (``nan``).

    A block has at least so many ``rows``, the last of each kind apart; 20,000 where none is given.
    """
    rows = rows or ROWS
    calendar = np.floor(days)
    order = np.argsort(calendar, kind="stable")
    calendar = calendar[order]
    dated = int(np.searchsorted(calendar, np.inf, side="right"))
    starts = [0]
    while starts[-1] < dated:
        last = min(starts[-1] + rows, dated) - 1
        starts.append(int(np.searchsorted(calendar[:dated], calendar[last], side="right")))
    starts += range(min(dated + rows, len(days)), len(days), rows)
    if starts[-1] < len(days):
        starts.append(len(days))
    return TimeBlocks(order, np.array(starts, dtype=np.int64))
