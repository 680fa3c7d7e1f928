"""The search of neighbours block by block: each from the articles of a stretch of time alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.keys import differs_from_previous
from clustering.arrays.time_blocks import blocks_of_days
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.engines.base import Array, Engine
from clustering.pairs.indexed import IndexedSearch, can_index
from clustering.pairs.search import (
    Ends,
    Neighbours,
    NeighbourSearch,
    Searched,
    as_one,
    nearest_of,
    without_columns,
)
from clustering.system.progress import Tell

# A block has as many articles as a window, within these bounds. What they are compared with is
# then three times as many, and is given to each block.
_MIN_ROWS, _MAX_ROWS = 20_000, 500_000
_COMPARED_PER_ROW, _MIN_COMPARED = 4, 400_000
_COMPARED_AT_MOST = 20  # for each row of a block whose size is given
_SORTED_AT_ONCE = 2_000_000
_ROWS_AT_ONCE = 50_000  # bounds the memory


class _Part(NamedTuple):
    """A block, and some of the articles that it is compared with; all by their places in time.

    ``rows`` are the articles of the block; ``places`` these, and those that they are compared with.
    """

    rows: IntArray
    places: IntArray
    is_last: bool


class BlockSearch(NeighbourSearch):
    """Finds the same pairs as :class:`NeighbourSearch`, to the bit, wherever an engine works.

    Each article is searched for among all that may be its neighbours. So a pair is found from
    both its ends, which costs less than to learn what other blocks have found.
    """

    def __init__(self, searched: Searched, engine: Engine) -> None:
        self._engine = engine
        super().__init__(searched)

    def _arranged(self, matrix: sparse.csr_array, left_out: IntArray) -> sparse.csr_array:
        """Keep the vectors in the order of their days."""
        some = stretches(len(self._order), _ROWS_AT_ONCE)
        pieces = (matrix[self._order[rows]] for rows in some)
        kept = (without_columns(piece, left_out) for piece in pieces)
        return self._engine.gather_rows(kept, matrix.shape[1] - len(left_out))

    def sorted_pairs(self, floor: float, is_indexed: bool, tell: Tell | None = None) -> list[Array]:
        """Search all articles; give the ends and the similarity of each pair, sorted by the ends.

        ``is_indexed`` says whether to use the compiled search.
        """
        engine = self._engine
        found = Neighbours(*engine.gather(self._found(floor, is_indexed, tell)))
        return engine.gather(_sorted(found, len(self._order)))

    def _found(self, floor: float, is_indexed: bool, tell: Tell | None) -> Iterator[Neighbours]:
        """Give what each block finds: by the positions of articles, the lower first."""
        yield _NOTHING
        engine = self._engine
        parts = self._parts(engine.block_rows)
        shared = self._top - 1, self._window, floor, is_indexed
        tasks = ((*self._rows(part), *shared) for part in parts)
        own = _with_itself(self._matrix)
        pieces: list[Neighbours] = []
        for part, some in zip(parts, engine.map(nearest_in_part, tasks), strict=True):
            places = part.places.astype(np.int32)
            pieces.append(Neighbours(places[some.left], places[some.right], some.similarity))
            if not part.is_last:
                continue
            near = pieces[0]
            if len(pieces) > 1:
                rows = part.rows[own[part.rows] > floor].astype(np.int32)
                near = as_one([*pieces, Neighbours(rows, rows, own[rows])])
                near = nearest_of(_once(near, len(self._order)), self._top)
            pieces.clear()
            yield self._positions(near)
            if tell:
                tell(int(part.rows[-1]) + 1, len(self._order))

    def _rows(self, part: _Part) -> tuple[sparse.csr_array, FloatArray, BoolArray]:
        places = part.places
        return self._matrix[places], self._calendar[places], np.isin(places, part.rows)

    def _positions(self, found: Neighbours) -> Neighbours:
        left, right = (self._order[side].astype(np.int32) for side in found[:2])
        return Neighbours(np.minimum(left, right), np.maximum(left, right), found.similarity)

    def _parts(self, rows: int | None) -> list[_Part]:
        calendar, articles, window = self._calendar, len(self._order), self._window
        days = calendar if window > 0 else np.full(articles, np.nan)
        dated = self._dated if window > 0 else 0
        least = _COMPARED_AT_MOST * rows if rows else _MIN_COMPARED
        rows = rows or self._articles_in_window(days[:dated])
        most = max(_COMPARED_PER_ROW * rows, least)
        starts = blocks_of_days(days, rows).starts
        everything = np.arange(articles)
        parts: list[_Part] = []
        for start, stop in pairwise(starts.tolist()):
            compared = everything
            if start < dated:
                ends = calendar[start] - window, calendar[stop - 1] + window + 1
                low, high = np.searchsorted(calendar[:dated], ends)
                compared = np.concatenate([everything[low:high], everything[dated:]])
            pieces = -(-len(compared) // most)
            block = everything[start:stop]
            for number, some in enumerate(np.array_split(compared, pieces), start=1):
                parts.append(_Part(block, np.union1d(block, some), number == pieces))
        return parts

    def _articles_in_window(self, days: FloatArray) -> int:
        span = float(np.ptp(days)) + 1.0 if len(days) else 1.0
        return int(np.clip(len(days) * self._window / span, _MIN_ROWS, _MAX_ROWS))


def nearest_in_part(
    matrix: sparse.csr_array,
    calendar: FloatArray,
    is_asked: BoolArray,
    neighbours: int,
    window: float,
    floor: float,
    is_indexed: bool,
) -> Neighbours:
    """Find the nearest neighbours of some articles, among those that are given.

    These are in the order of their days, the undated last; ``is_asked`` says for which to search.
    """
    is_indexed = is_indexed and can_index(matrix, floor)
    kind: type[NeighbourSearch] = IndexedSearch if is_indexed else NeighbourSearch
    nothing = np.zeros(0, dtype=np.int64)
    searched = Searched(matrix, calendar, neighbours, window, nothing, 1)
    return kind(searched).nearest(is_asked, floor)


_NOTHING = Neighbours(
    np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
)


def _with_itself(matrix: sparse.csr_array) -> npt.NDArray[np.float32]:
    """Similarity of each article with itself, summed as the search does it: to the same bits."""
    ones, found = np.ones(matrix.shape[1], dtype=np.float32), np.zeros(matrix.shape[0], np.float32)
    for rows in stretches(len(found), _ROWS_AT_ONCE):
        squares = matrix[rows]
        squares.data = np.square(squares.data)
        found[rows] = squares @ ones
    return found


def _once(found: Neighbours, size: int) -> Neighbours:
    """Give pairs that were found in several parts once, sorted by both ends."""
    pairs = sparse.coo_array((found.similarity, (found.left, found.right)), (size, size))
    pairs.has_canonical_format = True  # else the values of a pair that is there twice are summed
    rows = pairs.tocsr()
    rows.sort_indices()
    left = np.repeat(np.arange(size, dtype=np.int32), np.diff(rows.indptr))
    is_new = differs_from_previous(left, rows.indices)
    return Neighbours(left[is_new], rows.indices[is_new], rows.data[is_new])


def _sorted(found: Neighbours, articles: int) -> Iterator[tuple[Any, ...]]:
    """Sort pairs by both ends, each once, those of some articles at a time."""
    counts = np.zeros(articles + 1, dtype=np.int64)
    parts = [*stretches(len(found.left), _SORTED_AT_ONCE)]
    for some in parts:
        counts += np.bincount(found.left[some], minlength=articles + 1)
    ends = np.cumsum(counts)
    steps = np.arange(_SORTED_AT_ONCE, ends[-1] + _SORTED_AT_ONCE, _SORTED_AT_ONCE)
    bounds = np.unique([0, *np.searchsorted(ends, steps) + 1, articles + 1])
    for low, high in pairwise(bounds.tolist()):
        here = [_between(found.left, some, low, high) for some in parts]
        own = found.only(np.concatenate(here))
        left, right, similarity = _once(own._replace(left=own.left - low), articles)
        yield left + np.int32(low), right.astype(np.int32, copy=False), similarity


def _between(ends: Ends, some: slice, low: int, high: int) -> IntArray:
    """Return the places of some ends that are from ``low`` up to before ``high``."""
    places: IntArray = np.flatnonzero((ends[some] >= low) & (ends[some] < high))
    return places + int(some.start)
