"""Near neighbours: for each article the few others whose words are most alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.article import FloatArray, IntArray
from clustering.threads import cores
from clustering.topn import top_products

# Least similarity of a candidate pair. Where an article has many rivals, strangers reach 0.10
# by chance: 28 a headline among 50,000, four of five of them under 0.15.
LEAST_CANDIDATE = 0.10
_CANDIDATE_IN_A_CROWD = 0.15
_CROWD = 20_000
_BLOCK = 20_000  # articles searched at once in a dated stream
# Multiplications a search may take: as many as it needs up to _FREE in all, beyond that
# _EACH for each article, so that the cost grows in step with the articles. The most frequent
# words of a block are left out of the search until it fits; they tell articles apart least.
_FREE = 1e9
_EACH = 5_000
# Pairs it may keep, likewise: the floor rises until no more are left. What both budgets cost in
# quality is in reports/quality.md.
_FREE_PAIRS = 4_000_000
_EACH_PAIRS = 25
_SAMPLE = 2_000  # articles from which the floor is told


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs, each once with ``left < right``, sorted; arrays of shape ``(pairs,)``."""

    left: IntArray
    right: IntArray
    similarity: FloatArray

    def __len__(self) -> int:
        return len(self.left)


def nearest_pairs(
    matrix: sparse.csr_array,
    days: FloatArray,
    neighbours: int,
    floor: float,
    window: float,
    jobs: int = 0,
) -> Pairs:
    """Find the pairs in which one article is among the other's nearest neighbours.

    Parameters
    ----------
    matrix
        Unit vectors, shape ``(articles, features)``.
    days
        Publication time in days, ``nan`` where unknown; shape ``(articles,)``.
    neighbours
        How many neighbours each article may bring in.
    floor
        Least similarity of a pair, 0 to 1.
    window
        Most calendar days (UTC) between two dated articles; 0 for no limit. Counted in
        whole days, so that a day's articles share one set of candidates and the blocks
        change nothing.

    Notes
    -----
    Ties at the last neighbour go to the lower position, so the outcome depends on the
    articles alone.
    """
    calendar = np.floor(days)
    search = _Search(matrix, calendar, neighbours, float(np.ceil(window)), jobs)
    floor = search.affordable_floor(floor)
    for rows, candidates in search.blocks():
        search.keep(rows, candidates, floor)
    return search.pairs()


def rivals(days: FloatArray, window: float) -> float:
    """Return how many articles one article is compared with, on average.

    Parameters
    ----------
    days
        Publication times in days, ``nan`` where unknown; shape ``(articles,)``.
    window
        Days within which dated articles are compared; 0 for all.
    """
    articles = len(days)
    if window <= 0 or not articles:
        return float(articles)
    dated = np.sort(np.floor(days[~np.isnan(days)]))
    after = np.searchsorted(dated, dated + window, side="right")
    before = np.searchsorted(dated, dated - window)
    undated = articles - len(dated)
    seen = (after - before).sum() + 2 * len(dated) * undated + undated**2
    return float(seen / articles)


def candidate_floor(rival_count: float) -> float:
    """Least similarity of a candidate pair for so many rivals: 0.10, rising to 0.15."""
    raised = float(LEAST_CANDIDATE * (max(rival_count, _CROWD) / _CROWD) ** 0.25)
    return min(raised, _CANDIDATE_IN_A_CROWD)


def fade(days_apart: FloatArray, window: float) -> FloatArray:
    """Share of the similarity that is left after so many days; 1 where a date is unknown."""
    if window <= 0:
        return np.ones_like(days_apart)
    return np.clip(1.0 - np.nan_to_num(days_apart, nan=0.0) / window, 0.0, 1.0)


def _blocks(calendar: FloatArray, window: float) -> Iterator[tuple[IntArray, IntArray]]:
    """Rows and a superset of what they are compared with: some days against their window."""
    everything = np.arange(len(calendar), dtype=np.int64)
    dated = everything[~np.isnan(calendar)]
    undated = everything[np.isnan(calendar)]
    if window <= 0 or not len(dated):
        if len(everything):
            yield everything, everything
        return
    if len(undated):
        yield undated, everything
    order = dated[np.argsort(calendar[dated], kind="stable")]
    sorted_days = calendar[order]
    start = 0
    while start < len(order):
        first = sorted_days[start]
        stop = int(np.searchsorted(sorted_days, first + np.floor(window / 2) + 1))
        if stop - start > _BLOCK:  # a dense stream: as few whole days as fill a block
            day_end = int(np.searchsorted(sorted_days, sorted_days[start + _BLOCK]))
            next_day = int(np.searchsorted(sorted_days, first + 1))
            stop = max(day_end, next_day)
        last = sorted_days[stop - 1]
        low, high = np.searchsorted(sorted_days, [first - window, np.floor(last + window) + 1])
        yield np.sort(order[start:stop]), np.sort(np.concatenate([order[low:high], undated]))
        start = stop


_Ends = npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Found:
    """Neighbours of some articles; ``is_full`` where the article may have had more."""

    left: IntArray
    right: IntArray
    similarity: npt.NDArray[np.float32]
    is_full: npt.NDArray[np.bool_]

    def without(self, dropped: npt.NDArray[np.bool_]) -> _Found:
        kept = ~dropped
        return _Found(self.left[kept], self.right[kept], self.similarity[kept], self.is_full[kept])


class _Search:
    """Searches neighbours block by block and gathers what was found."""

    def __init__(
        self,
        matrix: sparse.csr_array,
        calendar: FloatArray,
        neighbours: int,
        window: float,
        jobs: int,
    ) -> None:
        self._matrix = matrix
        self._calendar = calendar
        self._window = window
        self._top = neighbours + 1  # every article finds itself first
        self._jobs = cores(jobs)
        self._kept: list[tuple[_Ends, _Ends, npt.NDArray[np.float32]]] = []

    def blocks(self) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield rows and a superset of what they are compared with."""
        return _blocks(self._calendar, self._window)

    def affordable_floor(self, floor: float) -> float:
        """Raise the floor until the pairs above it are within their budget, told from a sample."""
        articles = self._matrix.shape[0]
        most = max(_FREE_PAIRS, _EACH_PAIRS * articles)
        if articles * (self._top - 1) <= most:
            return floor
        step = max(articles // _SAMPLE, 1)  # articles are in the order of their ids: any of them
        found = [
            piece.similarity[piece.left != piece.right]
            for rows, candidates in self.blocks()
            for piece in self._within_window(rows[::step], candidates, floor)
        ]
        strongest = np.sort(np.concatenate(found))[::-1]
        affordable = 2 * most // step  # of two articles each finds the other
        return float(strongest[affordable]) if affordable < len(strongest) else floor

    def keep(self, rows: IntArray, candidates: IntArray, floor: float) -> None:
        """Search the neighbours of some articles and keep them."""
        for found in self._within_window(rows, candidates, floor):
            # Half the size of int64: this is the largest thing a run holds.
            ends = (found.left.astype(np.int32), found.right.astype(np.int32))
            self._kept.append((*ends, found.similarity))

    def _within_window(
        self, rows: IntArray, candidates: IntArray, floor: float
    ) -> Iterator[_Found]:
        """Find the nearest neighbours among the candidates that are within the window."""
        calendar = self._calendar
        found = self._nearest(rows, candidates, floor)
        if self._window <= 0:
            yield found
            return
        # Comparing with nan is false: an undated article is outside nobody's window.
        outside = np.abs(calendar[found.left] - calendar[found.right]) > self._window
        crowded = np.unique(found.left[outside & found.is_full])
        yield found.without(outside | np.isin(found.left, crowded))
        for day in np.unique(calendar[crowded]):
            # Articles outside the window took places of some inside: search again without them.
            inside = candidates[~(np.abs(calendar[candidates] - day) > self._window)]
            yield self._nearest(crowded[calendar[crowded] == day], inside, floor)

    def _nearest(self, rows: IntArray, candidates: IntArray, floor: float) -> _Found:
        product = top_products(
            *self._affordable(self._matrix[rows], self._matrix[candidates]),
            self._top,
            floor,
            self._jobs,
        )
        filled = np.bincount(product.row, minlength=len(rows)) >= self._top
        return _Found(
            rows[product.row],
            candidates[product.col],
            product.data,
            filled[product.row],
        )

    def _affordable(
        self, rows: sparse.csr_array, candidates: sparse.csr_array
    ) -> tuple[sparse.csr_array, sparse.csr_array]:
        """Leave out the words that cost the search most, until it is within its budget."""
        words = rows.shape[1]
        cost = np.bincount(rows.indices, minlength=words).astype(np.float64)
        cost *= np.bincount(candidates.indices, minlength=words)
        budget = max(_EACH, _FREE / self._matrix.shape[0]) * rows.shape[0]
        if cost.sum() <= budget:
            return rows, candidates
        cheap_first = np.argsort(cost, kind="stable")
        kept = np.sort(cheap_first[np.cumsum(cost[cheap_first]) <= budget])
        return rows[:, kept], candidates[:, kept]

    def pairs(self) -> Pairs:
        """Give each pair once, whichever side found it; only here are all of them in memory."""
        articles = self._matrix.shape[0]
        if not self._kept:
            empty = np.zeros(0, dtype=np.int64)
            return Pairs(empty, empty, np.zeros(0))
        left, right, similarity = map(np.concatenate, zip(*self._kept, strict=True))
        self._kept.clear()
        found = sparse.csr_array((similarity, (left, right)), shape=(articles, articles))
        either = sparse.csr_array(found.maximum(found.T.tocsr()))
        either.sort_indices()
        once = sparse.triu(either, k=1, format="coo")
        return Pairs(
            once.row.astype(np.int64), once.col.astype(np.int64), once.data.astype(np.float64)
        )
