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
_UNDATED_BLOCK = 10_000  # least; each has all later articles as columns, so there are few blocks
_MAX_UNDATED_BLOCKS = 20
# Budget of pairs to keep: the floor rises until no more are left.
_MIN_PAIRS = 4_000_000
_PAIRS_PER_ARTICLE = 12
_SAMPLED_ARTICLES = 2_000  # articles from which the floor is told
_SAMPLE_BLOCKS = 8

Ends = npt.NDArray[np.int32]


class SearchBlock(NamedTuple):
    """Some articles, and those they are compared with: all in a stretch of days, and undated."""

    start: int
    stop: int
    low: int
    high: int


class Neighbours(NamedTuple):
    """Pairs of an article and one of its neighbours."""

    left: Ends
    right: Ends
    similarity: npt.NDArray[np.float32]

    def only(self, kept: BoolArray | IntArray) -> Neighbours:
        """Return some of the pairs."""
        return Neighbours(self.left[kept], self.right[kept], self.similarity[kept])


class Searched(NamedTuple):
    """What neighbours are searched in.

    Attributes
    ----------
    matrix
        Unit vectors, shape ``(articles, features)``.
    days
        Publication time in days, ``nan`` where unknown; shape ``(articles,)``.
    neighbours
        How many neighbours of each article to find.
    window
        Most whole days between two dated articles; 0 for no limit.
    left_out
        Columns that are not searched.
    jobs
        Threads to use; 0 for one for each core.
    """

    matrix: sparse.csr_array
    days: FloatArray
    neighbours: int
    window: float
    left_out: IntArray
    jobs: int


class NeighbourSearch:
    """The nearest neighbours of articles, each within so many calendar days.

    Inside, articles are in the order of their days, the undated last, so that what an article
    is compared with lies in one stretch.
    """

    def __init__(self, searched: Searched) -> None:
        matrix, days, neighbours, window, left_out, jobs = searched
        calendar = np.floor(days)
        self._order: IntArray = np.argsort(calendar, kind="stable")
        # Half the size of int64: the ends of pairs are the most a run holds.
        self._places: Ends = np.arange(len(days), dtype=np.int32)
        self._calendar = calendar[self._order]
        self._dated = int(np.searchsorted(self._calendar, np.inf, side="right"))
        self._matrix = self._arranged(matrix, left_out)
        self._window = window
        self._top = neighbours + 1  # every article finds itself first
        self._threads = usable_cores(jobs)
        self._stretch: tuple[int, int] | None = None

    def _arranged(self, matrix: sparse.csr_array, left_out: IntArray) -> sparse.csr_array:
        """Return the vectors in the order of their days, without some columns."""
        return without_columns(matrix, left_out)[self._order]

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
        samples = [self._places[block.start : block.stop : step] for block in blocks]
        found = [
            piece.similarity
            for block, rows in zip(blocks, samples, strict=True)
            for piece in self._search(rows, block, floor)
        ]
        strongest = np.sort(np.concatenate(found))[::-1]
        # Of two articles each finds the other.
        affordable = 2 * most * sum(map(len, samples)) // articles
        return float(strongest[affordable]) if affordable < len(strongest) else floor

    def pairs(self, floor: float, tell: Tell | None = None) -> sparse.csr_array:
        """Search all articles; each pair is there once, ``row < col``, sorted by both.

        A pair is found from its earlier article alone, which saves half of the work. An article
        that may have more neighbours than are kept is searched again, among all. ``floor`` is the
        least similarity of a pair.
        """
        articles = len(self._order)
        if not articles:
            return sparse.csr_array(sparse.coo_array((0, 0), dtype=np.float32))
        once, crowded = self._search_all_once(floor, tell)
        once = once.only(~(crowded[once.left] & crowded[once.right]))
        found = [once.only(np.zeros(0, dtype=np.int64))]
        found += [one.only(crowded[one.right]) for one in self._search_again(crowded, floor)]
        twice = as_one(found)
        low, high = np.minimum(twice.left, twice.right), np.maximum(twice.left, twice.right)
        _, first = np.unique(low.astype(np.int64) * articles + high, return_index=True)
        once = as_one([once, twice.only(first)])
        order = self._order.astype(np.int32)
        left, right = order[once.left], order[once.right]
        ends = np.minimum(left, right), np.maximum(left, right, out=right)
        return sparse.csr_array((once.similarity, ends), shape=(articles, articles))

    def nearest(self, asked: BoolArray, floor: float) -> Neighbours:
        """Find the nearest neighbours of some articles among all, those that are ``asked`` for.

        All are named by their places in the order of their days; those that were asked for are
        left.
        """
        nothing = np.zeros(0, dtype=np.int32)
        found = [Neighbours(nothing, nothing, np.zeros(0, dtype=np.float32))]
        return as_one([*found, *self._search_again(asked, floor)])

    def _search_all_once(self, floor: float, tell: Tell | None) -> tuple[Neighbours, BoolArray]:
        """Find all pairs of which one article is not crowded; say which articles are."""
        articles, searched = len(self._order), 0
        is_full = np.zeros(articles, dtype=np.bool_)
        found: list[Neighbours] = []
        for block in sorted(self._blocks()):
            found += self._search_once(block, floor, is_full)
            searched += block.stop - block.start
            if tell:
                tell(searched, articles)
        once = as_one(found)
        degree = np.bincount(once.left, minlength=articles)
        degree += np.bincount(once.right, minlength=articles)
        return once, is_full | (degree >= self._top)

    def _search_again(self, crowded: BoolArray, floor: float) -> Iterator[Neighbours]:
        """Find the nearest neighbours of crowded articles among all."""
        for block in self._blocks():
            rows = self._places[block.start : block.stop][crowded[block.start : block.stop]]
            yield from self._search(rows, block, floor)

    def _search_once(
        self, block: SearchBlock, floor: float, is_full: BoolArray
    ) -> Iterator[Neighbours]:
        """Find a block's pairs with what follows, and with what stands before and is full."""
        rows, window, calendar = (
            self._places[block.start : block.stop],
            self._window,
            self._calendar,
        )
        full = self._places[block.low : block.start][is_full[block.low : block.start]]
        found = [
            self._nearest(rows, *self._columns(block.start, block.high), floor),
            self._nearest(rows, full, self._transposed(full), floor),
        ]
        for some, may_have_more in found:
            is_full[some.left[may_have_more]] = True
        for some, _ in found:
            is_first = np.where(some.left < some.right, ~is_full[some.left], is_full[some.right])
            outside = np.abs(calendar[some.left] - calendar[some.right]) > window
            yield some.only(is_first & ~(outside & (window > 0)))

    def _blocks(self) -> Iterator[SearchBlock]:
        """Cut the articles into blocks: some days, or some undated articles."""
        articles, dated, window = len(self._order), self._dated, self._window
        everything = (0, articles)
        first_undated = 0 if window <= 0 else dated
        size = max(_UNDATED_BLOCK, articles // _MAX_UNDATED_BLOCKS)
        for start in range(first_undated, articles, size):
            yield SearchBlock(start, min(start + size, articles), *everything)
        days = self._calendar[:dated]
        start = 0
        while start < first_undated:
            # A few days of a thin stream, one or more of a dense one.
            last = min(days[start] + window // 2, days[min(start + _BLOCK, dated - 1)])
            stop = int(np.searchsorted(days, max(last, days[start] + 1)))
            low, high = np.searchsorted(days, [days[start] - window, days[stop - 1] + window + 1])
            yield SearchBlock(start, stop, int(low), int(high))
            start = stop

    def _search(self, rows: Ends, block: SearchBlock, floor: float) -> Iterator[Neighbours]:
        """Find the neighbours of some articles of a block, within the window."""
        if not len(rows):
            return
        found, may_have_more = self._nearest(rows, *self._columns(block.low, block.high), floor)
        if self._window <= 0:
            yield found
            return
        # Comparing with nan is false: an undated article is outside nobody's window.
        calendar = self._calendar
        outside = np.abs(calendar[found.left] - calendar[found.right]) > self._window
        crowded = np.unique(found.left[outside & may_have_more])
        yield found.only(~(outside | np.isin(found.left, crowded)))
        days = calendar[: self._dated]
        for day in np.unique(calendar[crowded]):
            # Articles outside the window took places of some inside: search again without them.
            low, high = np.searchsorted(days, [day - self._window, day + self._window + 1])
            rows = crowded[calendar[crowded] == day]
            yield self._nearest(rows, *self._columns(int(low), int(high)), floor)[0]

    def _nearest(
        self, rows: Ends, others: Ends, columns: sparse.csr_array, floor: float
    ) -> tuple[Neighbours, BoolArray]:
        """Find the nearest neighbours of articles among others, whose vectors are ``columns``.

        Of each neighbour it is also said whether its article may have had more.
        """
        product = top_products(self._matrix[rows], columns, self._top, floor, self._threads)
        filled = np.bincount(product.row, minlength=len(rows)) >= self._top
        found = Neighbours(rows[product.row], others[product.col], product.data)
        is_other = found.left != found.right
        return found.only(is_other), filled[product.row[is_other]]

    def _columns(self, low: int, high: int) -> tuple[Ends, sparse.csr_array]:
        """Return a stretch of days and the undated, and their vectors as columns."""
        if self._stretch != (low, high):
            undated = self._places[max(self._dated, high) :]
            self._others = np.concatenate([self._places[low:high], undated])
            self._vectors = self._transposed(self._others)
            self._stretch = low, high
        return self._others, self._vectors

    def _transposed(self, articles: Ends) -> sparse.csr_array:
        return sparse.csr_array(self._matrix[articles].T.tocsr())


def as_one(found: list[Neighbours]) -> Neighbours:
    """Return all pairs as one."""
    return Neighbours(*map(np.concatenate, zip(*found, strict=True)))


def nearest_of(found: Neighbours, top: int) -> Neighbours:
    """Keep the ``top`` nearest of each article on the left, without the article itself.

    It counts as one of them. Of equally near ones the first are kept.
    """
    many = np.flatnonzero(np.bincount(found.left)[found.left] > top)
    order = many[np.lexsort((found.right[many], -found.similarity[many], found.left[many]))]
    rank = np.arange(len(order)) - np.searchsorted(found.left[order], found.left[order])
    is_kept = found.left != found.right
    is_kept[order[rank >= top]] = False
    return found.only(is_kept)


def without_columns(matrix: sparse.csr_array, columns: IntArray) -> sparse.csr_array:
    """Return a matrix without some of its columns."""
    if not len(columns):
        return matrix
    kept = np.ones(matrix.shape[1], dtype=np.bool_)
    kept[columns] = False
    return matrix[:, np.flatnonzero(kept)]
