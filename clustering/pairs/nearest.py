"""Near neighbours: for each article the few others whose words are most alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.pairs import indexed
from clustering.pairs.block_search import BlockSearch
from clustering.pairs.indexed import can_index
from clustering.pairs.search import NeighbourSearch, Searched
from clustering.system.progress import Tell

# Least similarity of a candidate pair. Among many articles unrelated ones reach 0.10 by chance:
# among 50,000 a headline has 28 such pairs, four fifths of them under 0.15.
MIN_CANDIDATE_SIMILARITY = 0.10
_MIN_SIMILARITY_CROWDED = 0.15
_CROWDED_FROM = 20_000
# Articles from which the compiled search is used; to load it takes 0.5 s.
_INDEXED_FROM = 20_000


@dataclass(frozen=True)
class SearchLimits:
    """What a search leaves out, so that its cost grows in proportion to the articles.

    ``floor`` is the least similarity of a pair; ``left_out`` are the columns of the matrix that are
    not searched: the most frequent words.
    """

    floor: float
    left_out: IntArray


_NO_LIMITS = SearchLimits(0.0, np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs, each once with ``left < right``, sorted; arrays of shape ``(pairs,)``.

    They have 32 bits, as the search finds them: they are the most a run holds. Sums and keys of
    them need the 64 bits of :meth:`some`. ``limits`` are those of the search.
    """

    left: PairEnds
    right: PairEnds
    similarity: npt.NDArray[np.float32] | FloatArray
    limits: SearchLimits = _NO_LIMITS

    def __len__(self) -> int:
        return len(self.left)

    def some(self, chosen: slice | BoolArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Return the ends and the similarity of some of the pairs, with 64 bits."""
        left, right = (ends[chosen].astype(np.int64) for ends in (self.left, self.right))
        return left, right, self.similarity[chosen].astype(np.float64)


def nearest_pairs(
    matrix: sparse.csr_array,
    days: FloatArray,
    neighbours: int,
    floor: float,
    window: float,
    jobs: int = 0,
    tell: Tell | None = None,
    limits: SearchLimits | None = None,
    engine: Engine = IN_MEMORY,
) -> Pairs:
    """Find the pairs in which one article is among the other's nearest neighbours.

    Vectors, days and the rest are as :class:`clustering.pairs.search.Searched` has them.

    Parameters
    ----------
    floor
        Least similarity of a pair, 0 to 1.
    window
        It is counted in whole calendar days (UTC), so that the articles of a day have the same
        candidates in any block.
    limits
        What an earlier search left out, to leave out the same; ``None`` to tell it from these
        articles.

    Notes
    -----
    Ties at the last neighbour go to the earlier day, then the lower position, so the result
    depends on the articles alone. For many articles the floor rises, and beyond a million headlines
    the most frequent words are left out of the search, so that its cost grows in proportion to the
    articles. Where numba is installed, many articles are searched by compiled code, which finds the
    same pairs in less time.
    """
    window = float(np.ceil(window))
    lowest = limits.floor if limits else floor
    is_indexed = len(days) >= _INDEXED_FROM and can_index(matrix, lowest)
    if limits:
        left_out = limits.left_out
    else:
        comparisons = comparisons_per_article(days, window)
        left_out = indexed.words_beyond_budget(matrix, comparisons)
    given = Searched(matrix, days, neighbours, window, left_out, jobs)
    kind: type[NeighbourSearch] = indexed.IndexedSearch if is_indexed else NeighbourSearch
    searched = BlockSearch(given, engine) if engine.is_sliced else kind(given)
    if limits is None:
        limits = SearchLimits(searched.floor_within_budget(floor), left_out)
    if isinstance(searched, BlockSearch):
        left, right, alike = searched.sorted_pairs(limits.floor, is_indexed, tell)
        return Pairs(left, right, alike, limits)
    found = searched.pairs(limits.floor, tell)
    left = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
    return Pairs(left, found.indices.astype(np.int32, copy=False), found.data, limits)


def comparisons_per_article(days: FloatArray, window: float) -> float:
    """Return how many articles one article is compared with, on average.

    Those that are dated within ``window`` days, and all where one is undated, or the window is 0.
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


def candidate_floor(comparisons: float) -> float:
    """Return the least similarity of a candidate pair: 0.10, and up to 0.15 for many articles."""
    raised = float(
        MIN_CANDIDATE_SIMILARITY * (max(comparisons, _CROWDED_FROM) / _CROWDED_FROM) ** 0.25
    )
    return min(raised, _MIN_SIMILARITY_CROWDED)


def time_decay(days_apart: FloatArray, window: float) -> FloatArray:
    """Return the decay factor of so many days, from 1 to 0; 1 where a date is unknown."""
    if window <= 0:
        return np.ones_like(days_apart)
    return np.clip(1.0 - np.nan_to_num(days_apart, nan=0.0) / window, 0.0, 1.0)


def with_links(pairs: Pairs, linked: IntArray, size: int) -> tuple[PairEnds, PairEnds, BoolArray]:
    """Return the ends of all near pairs and related links, sorted, and which are links."""
    if not len(linked):
        return pairs.left, pairs.right, np.zeros(len(pairs), dtype=np.bool_)
    left, right, _ = pairs.some(slice(None))
    pair_keys = left * size + right
    link_keys = linked[:, 0] * size + linked[:, 1]
    place = np.searchsorted(pair_keys, link_keys)
    is_new = np.append(pair_keys, -1)[place] != link_keys
    keys = np.insert(pair_keys, place[is_new], link_keys[is_new])  # both are sorted, so is this
    related = np.zeros(len(keys), dtype=np.bool_)
    related[np.searchsorted(keys, link_keys)] = True
    return *np.divmod(keys, size), related
