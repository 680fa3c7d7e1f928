"""Searches nearest neighbours through time, block by block, within budgets of work and memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.arrays.products import top_products
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.system.cores import usable_cores
from clustering.system.progress import Tell

_BLOCK = 5_000  # dated articles searched at once, where the days are that full
_UNDATED_BLOCK = 10_000
# Budget of multiplications: at least _MIN_MULTIPLICATIONS in all, and for many articles
# _MULTIPLICATIONS_PER_ARTICLE each, so that the cost grows in step with the articles. The most
# frequent words are left out of the search until it fits; they tell articles apart least.
_MIN_MULTIPLICATIONS = 1e9
_MULTIPLICATIONS_PER_ARTICLE = 5_000
# Budget of pairs to keep, in the same way: the floor rises until no more are left. What both
# budgets cost in quality is in reports/quality.md.
_MIN_PAIRS = 4_000_000
_PAIRS_PER_ARTICLE = 12
_SAMPLED_ARTICLES = 2_000  # articles from which the floor is told
_SAMPLE_BLOCKS = 8

_Ends = npt.NDArray[np.int32]


class _Block(NamedTuple):
    """Some articles, and those they are compared with: all in a stretch of days, and undated."""

    start: int
    stop: int
    low: int
    high: int


class _Found(NamedTuple):
    """Neighbours of some articles; ``is_full`` where the article may have had more."""

    left: IntArray
    right: IntArray
    similarity: npt.NDArray[np.float32]
    is_full: BoolArray

    def only(self, kept: BoolArray) -> _Found:
        return _Found(self.left[kept], self.right[kept], self.similarity[kept], self.is_full[kept])


class NeighbourSearch:
    """The nearest neighbours of articles, each within so many calendar days.

    Inside, articles are in the order of their days, the undated last, so that what an article
    is compared with lies in one stretch.

    Parameters
    ----------
    matrix
        Unit vectors, shape ``(articles, features)``.
    days
        Publication time in days, ``nan`` where unknown; shape ``(articles,)``.
    neighbours
        How many neighbours of each article to find.
    window
        Most whole days between two dated articles; 0 for no limit.
    comparisons
        With how many articles one is compared, on average.
    jobs
        Threads to use; 0 for one for each core.
    """

    def __init__(
        self,
        matrix: sparse.csr_array,
        days: FloatArray,
        neighbours: int,
        window: float,
        comparisons: float,
        jobs: int,
    ) -> None:
        calendar = np.floor(days)
        self._order: IntArray = np.argsort(calendar, kind="stable")
        # Half the size of int64: the ends of pairs are the most a run holds.
        self._ends: _Ends = self._order.astype(np.int32)
        self._calendar = calendar[self._order]
        self._dated = int(np.searchsorted(self._calendar, np.inf, side="right"))
        self._matrix = _within_budget(matrix, comparisons)[self._order]
        self._window = window
        self._top = neighbours + 1  # every article finds itself first
        self._threads = usable_cores(jobs)
        self._stretch: tuple[int, int] | None = None
        self._kept: list[tuple[_Ends, _Ends, npt.NDArray[np.float32]]] = []

    def floor_within_budget(self, floor: float) -> float:
        """Raise the floor until the pairs above it are within their budget, told from a sample."""
        articles = len(self._order)
        most = max(_MIN_PAIRS, _PAIRS_PER_ARTICLE * articles)
        if articles * (self._top - 1) <= most:
            return floor
        blocks = list(self._blocks())
        blocks = blocks[:: -(-len(blocks) // _SAMPLE_BLOCKS)]
        searched = sum(block.stop - block.start for block in blocks)
        step = max(searched // _SAMPLED_ARTICLES, 1)
        found = [piece.similarity for block in blocks for piece in self._search(block, floor, step)]
        strongest = np.sort(np.concatenate(found))[::-1]
        sampled = sum(len(range(block.start, block.stop, step)) for block in blocks)
        affordable = 2 * most * sampled // articles  # of two articles each finds the other
        return float(strongest[affordable]) if affordable < len(strongest) else floor

    def pairs(self, floor: float, tell: Tell | None = None) -> sparse.coo_array:
        """Search all articles; each pair is there once, ``row < col``, sorted by both.

        Parameters
        ----------
        floor
            Least similarity of a pair.
        tell
            Called after each block with how many articles are searched, of how many.
        """
        articles, searched = len(self._order), 0
        for block in self._blocks():
            for found in self._search(block, floor):
                left, right = self._ends[found.left], self._ends[found.right]
                self._kept.append((left, right, found.similarity))
            searched += block.stop - block.start
            if tell:
                tell(searched, articles)
        if not self._kept:
            return sparse.coo_array((articles, articles), dtype=np.float32)
        left, right, similarity = map(np.concatenate, zip(*self._kept, strict=True))
        self._kept.clear()
        shape = (articles, articles)
        up, down = left < right, left > right
        upward = sparse.csr_array((similarity[up], (left[up], right[up])), shape=shape)
        downward = sparse.csr_array((similarity[down], (right[down], left[down])), shape=shape)
        del left, right, similarity, up, down
        either = sparse.csr_array(upward.maximum(downward))
        either.sort_indices()
        return sparse.coo_array(either)

    def _blocks(self) -> Iterator[_Block]:
        """Cut the articles into blocks: some days, or some undated articles."""
        articles, dated, window = len(self._order), self._dated, self._window
        everything = (0, articles)
        first_undated = 0 if window <= 0 else dated
        for start in range(first_undated, articles, _UNDATED_BLOCK):
            yield _Block(start, min(start + _UNDATED_BLOCK, articles), *everything)
        days = self._calendar[:dated]
        start = 0
        while start < first_undated:
            # A few days of a thin stream, one or more of a dense one.
            last = min(days[start] + window // 2, days[min(start + _BLOCK, dated - 1)])
            stop = int(np.searchsorted(days, max(last, days[start] + 1)))
            low, high = np.searchsorted(days, [days[start] - window, days[stop - 1] + window + 1])
            yield _Block(start, stop, int(low), int(high))
            start = stop

    def _search(self, block: _Block, floor: float, step: int = 1) -> Iterator[_Found]:
        """Find the neighbours of every ``step``-th article of a block, within the window."""
        rows = np.arange(block.start, block.stop, step)
        found = self._nearest(rows, block, floor)
        if self._window <= 0:
            yield found
            return
        # Comparing with nan is false: an undated article is outside nobody's window.
        calendar = self._calendar
        outside = np.abs(calendar[found.left] - calendar[found.right]) > self._window
        crowded = np.unique(found.left[outside & found.is_full])
        yield found.only(~(outside | np.isin(found.left, crowded)))
        days = calendar[: self._dated]
        for day in np.unique(calendar[crowded]):
            # Articles outside the window took places of some inside: search again without them.
            low, high = np.searchsorted(days, [day - self._window, day + self._window + 1])
            rows = crowded[calendar[crowded] == day]
            yield self._nearest(rows, _Block(0, 0, int(low), int(high)), floor)

    def _nearest(self, rows: IntArray, block: _Block, floor: float) -> _Found:
        """Find the nearest neighbours of articles in what a block is compared with."""
        columns = self._columns(block.low, block.high)
        product = top_products(self._matrix[rows], columns, self._top, floor, self._threads)
        filled = np.bincount(product.row, minlength=len(rows)) >= self._top
        right = product.col.astype(np.int64) + block.low
        right[right >= block.high] += self._dated - block.high  # the undated follow
        left = rows[product.row]
        found = _Found(left, right, product.data, filled[product.row])
        return found.only(left != right)

    def _columns(self, low: int, high: int) -> sparse.csr_array:
        """Return the vectors of a stretch of days and the undated, shape ``(features, …)``."""
        if self._stretch != (low, high):
            stretch = self._matrix[low:high]
            if high <= self._dated < len(self._order):
                stretch = sparse.vstack([stretch, self._matrix[self._dated :]], format="csr")
            self._transposed = sparse.csr_array(stretch.T.tocsr())
            self._stretch = low, high
        return self._transposed


def _within_budget(matrix: sparse.csr_array, comparisons: float) -> sparse.csr_array:
    """Leave out the words that cost a search most, until it is within its budget."""
    articles, words = matrix.shape
    cost = np.bincount(matrix.indices, minlength=words).astype(np.float64) ** 2
    cost *= comparisons / max(articles, 1)
    budget = max(_MIN_MULTIPLICATIONS, _MULTIPLICATIONS_PER_ARTICLE * articles)
    if cost.sum() <= budget:
        return matrix
    cheap_first = np.argsort(cost, kind="stable")
    return matrix[:, np.sort(cheap_first[np.cumsum(cost[cheap_first]) <= budget])]
