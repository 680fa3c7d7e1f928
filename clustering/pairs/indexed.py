"""The search for many articles, where numba is installed: through an inverted index, compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.rows import column_counts
from clustering.arrays.types import BoolArray, IntArray
from clustering.pairs.search import (
    Ends,
    Neighbours,
    NeighbourSearch,
    SearchBlock,
    Searched,
    as_one,
    nearest_of,
)
from clustering.system.progress import Tell
from clustering.system.threads import thread_pool

if TYPE_CHECKING:
    from clustering.pairs import kernel

_ROWS = 10_000  # searched in one call
_STRETCH = 65_536  # rows they are compared with in one call: their sums fit a core's cache
# The frequent words that a row may skip, and how long the part of it that they make may be.
# Longer parts or more words mean fewer products to sum, but more pairs to look at again: with
# 0.25 the search of 200,000 headlines takes 1.5 CPU s, with none skipped 2.0, with 0.4 1.8.
_SKIPPED_WORDS = 32
_SKIPPED_LENGTH = 0.25
_ROWS_AT_ONCE = 50_000  # bounds the memory
# Budget of multiplications: at least _MIN_MULTIPLICATIONS in all, and for many articles
# _MULTIPLICATIONS_PER_ARTICLE each, so that the cost grows in step with the articles. The most
# frequent words are left out of the search until it fits. A million headlines of any dates are
# within it.
_MIN_MULTIPLICATIONS = 2e10
_MULTIPLICATIONS_PER_ARTICLE = 200_000


class _Index(NamedTuple):
    """What `kernel.match` reads: the rows, the inverted index, what is skipped."""

    vectors: kernel.SparseRows
    inverted: kernel.InvertedIndex
    bounds: kernel.SkippedParts


class _Task(NamedTuple):
    """Some rows, and the stretch of rows they are compared with in one call."""

    rows: Ends
    lower: Ends
    upper: Ends
    first: int
    last: int


class _Wanted(NamedTuple):
    """What to return of what is found; see `kernel.match`."""

    floor: np.float32
    most: int
    best: bool
    kept: BoolArray
    is_full: BoolArray


def can_index(matrix: sparse.csr_array, floor: float) -> bool:
    """Whether the compiled search is there, and these vectors are as it needs them.

    It takes a sum of 0 for a row not met yet, hence all values have to be above 0, and it
    counts entries in 32 bits. SparseRows that meet in no word may only be below the floor.
    """
    return (
        floor > 1.001 * _SKIPPED_LENGTH**2
        and 0 < matrix.nnz < 2**31
        and float(matrix.data.min()) > 1e-15
        and matrix.dtype == np.float32
        and _compiled() is not None
    )


def _compiled() -> Callable[..., kernel.Matches] | None:
    """Return the compiled loops; to load them takes 0.5 s, which few articles do not need."""
    from clustering.pairs.kernel import compiled_match

    return compiled_match()


def words_beyond_budget(matrix: sparse.csr_array, comparisons: float) -> IntArray:
    """Return the columns that cost a search most, as many as put it beyond its budget.

    The same with the compiled search and without it, so that both find the same pairs.
    ``comparisons`` says with how many articles one is compared, on average.
    """
    articles, words = matrix.shape
    found_in = column_counts(matrix).astype(np.float64)
    skipped, ranks = np.zeros(words), _frequency_rank(matrix)
    for rows in stretches(articles, _ROWS_AT_ONCE):
        some = matrix[rows]
        skipped += np.bincount(some.indices[_skips(some, ranks)], minlength=words)
    cost = (found_in**2 - skipped**2) * (comparisons / max(articles, 1))
    budget = max(_MIN_MULTIPLICATIONS, _MULTIPLICATIONS_PER_ARTICLE * articles)
    cheap_first = np.argsort(cost, kind="stable")
    return np.sort(cheap_first[np.cumsum(cost[cheap_first]) > budget])


class IndexedSearch(NeighbourSearch):
    """Finds the same pairs as :class:`NeighbourSearch`, to the bit."""

    def __init__(self, searched: Searched) -> None:
        super().__init__(searched)
        window = self._window
        articles, dated = len(self._order), self._dated
        self._index = _inverted(self._matrix, _skips(self._matrix))
        calendar = self._calendar[:dated]
        self._low, self._high = np.zeros(articles, np.int32), np.full(articles, articles, np.int32)
        if window > 0:
            self._low[:dated] = np.searchsorted(calendar, calendar - window)
            self._high[:dated] = np.searchsorted(calendar, calendar + window, side="right")

    def _search_all_once(self, floor: float, tell: Tell | None) -> tuple[Neighbours, BoolArray]:
        articles = len(self._order)
        is_full, everything = np.zeros(articles, np.bool_), np.ones(articles, np.bool_)
        wanted = _Wanted(np.float32(floor), self._top - 1, False, everything, is_full)
        once, degree = self._matches(self._tasks(self._places, _ROWS, later=True), wanted, tell)
        crowded = degree >= self._top
        if is_full.any():
            wanted = wanted._replace(most=articles, kept=~crowded)
            full = np.flatnonzero(is_full).astype(np.int32)
            others, _ = self._matches(self._tasks(full, _ROWS, later=True), wanted)
            once = as_one([once.only(~is_full[once.left]), others])
        return once, crowded

    def _search_again(self, crowded: BoolArray, floor: float) -> Iterator[Neighbours]:
        rows = np.flatnonzero(crowded).astype(np.int32)
        for start in range(0, len(rows), _ROWS):
            yield self._nearest_of(rows[start : start + _ROWS], floor)

    def _search(self, rows: Ends, block: SearchBlock, floor: float) -> Iterator[Neighbours]:
        yield self._nearest_of(rows, floor)

    def _nearest_of(self, rows: Ends, floor: float) -> Neighbours:
        """Find the nearest neighbours of some articles, within the window."""
        flags = np.ones(len(self._order), np.bool_)
        wanted = _Wanted(np.float32(floor), self._top, True, flags, flags)
        rows = np.ascontiguousarray(rows)
        found, _ = self._matches(self._tasks(rows, _ROWS // 10, later=False), wanted)
        # Each stretch gave the nearest in it: keep the nearest of all.
        return nearest_of(found, self._top)

    def _tasks(self, rows: Ends, size: int, later: bool) -> list[_Task]:
        """Cut a search into calls: some rows, and a stretch of those they are compared with."""
        articles, dated = len(self._order), self._dated if self._window > 0 else 0
        tasks: list[_Task] = []
        for part in np.split(rows, [np.searchsorted(rows, dated)]):
            for some in (part[start : start + size] for start in range(0, len(part), size)):
                lower = some + np.int32(1) if later else self._low[some]
                compared = [(lower, self._high[some])]
                if some[0] < dated:
                    compared.append((np.full_like(some, dated), np.full_like(some, articles)))
                for low, high in compared:
                    stop = int(high[-1])
                    tasks += [
                        _Task(some, low, high, first, min(first + _STRETCH, stop))
                        for first in range(int(low[0]), stop, _STRETCH)
                    ]
        return tasks

    def _matches(
        self, tasks: list[_Task], wanted: _Wanted, tell: Tell | None = None
    ) -> tuple[Neighbours, IntArray]:
        """Call the compiled search for each task, on all threads; and count what each row has."""
        from clustering.pairs.kernel import room

        match = _compiled()
        assert match is not None
        articles, words = self._matrix.shape
        free: SimpleQueue[tuple[kernel.Room, Ends]] = SimpleQueue()
        for _ in range(self._threads):
            free.put((room(_STRETCH, words), np.zeros(articles, np.int32)))

        def search(task: _Task) -> Neighbours:
            own_room, degree = free.get()
            left, right, similarity = match(*task, *self._index, *wanted, degree, own_room)
            free.put((own_room, degree))
            return Neighbours(left, right, similarity)

        no_ends = np.empty(0, np.int32)
        found = [Neighbours(no_ends, no_ends, np.empty(0, np.float32))]
        with thread_pool(self._threads) as pool:
            for done, some in enumerate(pool.map(search, tasks), start=1):
                found.append(some)
                if tell:
                    tell(articles * done // len(tasks), articles)
        degrees = [free.get()[1] for _ in range(self._threads)]
        return as_one(found), np.sum(degrees, axis=0)


def _skips(matrix: sparse.csr_array, ranks: Ends | None = None) -> BoolArray:
    """Which entries their rows skip: the most frequent words, as far as they are short."""
    is_skipped = np.zeros(matrix.nnz, np.bool_)
    rank = (_frequency_rank(matrix) if ranks is None else ranks)[matrix.indices]
    frequent = np.flatnonzero(rank < _SKIPPED_WORDS)
    row = np.searchsorted(matrix.indptr, frequent, side="right") - 1
    order = np.lexsort((rank[frequent], row))
    frequent, row = frequent[order], row[order]
    squares = matrix.data[frequent].astype(np.float64) ** 2
    total = np.cumsum(squares)
    starts = np.searchsorted(row, row)
    so_far = total - (total - squares)[starts]
    is_skipped[frequent[so_far <= _SKIPPED_LENGTH**2]] = True
    return is_skipped


def _frequency_rank(matrix: sparse.csr_array) -> Ends:
    """Place of each word when the most frequent comes first."""
    found_in = column_counts(matrix)
    rank = np.empty(len(found_in), np.int32)
    rank[np.argsort(-found_in, kind="stable")] = np.arange(len(found_in), dtype=np.int32)
    return rank


def _inverted(matrix: sparse.csr_array, is_skipped: BoolArray) -> _Index:
    """Build the inverted index: in each word's list, rows that skip it come apart."""
    articles, words = matrix.shape
    starts, columns = matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32)
    parts = (matrix.data, 2 * columns + is_skipped, starts)
    index = sparse.csr_array(parts, shape=(articles, 2 * words)).tocsc()
    entries = np.flatnonzero(is_skipped)
    row = np.searchsorted(starts, entries, side="right") - 1
    squares = matrix.data[entries].astype(np.float64) ** 2
    length = np.sqrt(np.bincount(row, weights=squares, minlength=articles))
    bits = np.zeros(articles, np.int64)
    np.bitwise_or.at(bits, row, np.int64(1) << _frequency_rank(matrix)[columns[entries]])
    return _Index(
        (starts, columns, matrix.data, is_skipped),
        (index.indptr.astype(np.int32), index.indices.astype(np.int32), index.data),
        (length.astype(np.float32), bits),
    )
