"""Groups of stories as sums over their stories, and how alike two groups are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.rows import group_adder, row_squares, sums_in_blocks
from clustering.arrays.types import FloatArray, IntArray, PairEnds
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.vectors.base import Vectors, row_dots, unit_rows

ONE_TIME = 14.0
"""Calendar days whose stories are strangers of one time."""
# Days after which half of the likeness has faded; no more fades. Without it nine years of
# allsides run together into threads of eight years; with 56 or 90 the longest are 81 and 143 days.
_DAYS_TO_HALF = 56.0
# Share of the likeness that counts between stories of one outlet, as between its articles: 0.868 /
# 0.769 with it, 0.862 / 0.785 without, but a vendor's own posts (azure) make 72 threads, not 136.
_ONE_OUTLET = 0.5
# Likeness is rounded to so many decimals before it is compared: single precision holds no more.
_DECIMALS = 6
_PAIRS_AT_ONCE = 500_000  # bounds the memory


@dataclass(frozen=True)
class StoryGroups:
    """Groups of stories as sums over their stories; arrays of shape ``(groups,)``.

    Attributes
    ----------
    words
        Sum of the stories' unit vectors, in double precision from two on; shape ``(groups,
        features)``.
    outlets
        Sum of the shares each outlet has in a story's articles; shape ``(groups, outlets)``.
    size
        Number of stories.
    times
        Number of dated stories, sum of their days, sum of the squares; shape ``(groups, 3)``.
    """

    words: sparse.csr_array
    outlets: sparse.csr_array | None
    size: FloatArray
    times: FloatArray

    def likeness(
        self, left: PairEnds, right: PairEnds, jobs: int = 1, engine: Engine = IN_MEMORY
    ) -> FloatArray:
        """Mean likeness of the stories of each pair of groups; shape ``(pairs,)``."""
        likeness = engine.room(len(left), np.float64)
        for some in stretches(len(left), _PAIRS_AT_ONCE):
            ends = left[some], right[some]
            mean = row_dots(self.words, *ends, jobs) / (self.size[ends[0]] * self.size[ends[1]])
            likeness[some] = np.round(mean * self._share_that_counts(*ends), _DECIMALS)
        return likeness

    def merged(self, target: PairEnds, groups: int, engine: Engine = IN_MEMORY) -> StoryGroups:
        """Add up groups: ``target`` is each group's new number, -1 for those left out."""
        adding = group_adder(target, groups)

        def added_up(matrix: sparse.csr_array) -> sparse.csr_array:
            blocks = sums_in_blocks(adding, matrix)
            return engine.gather_rows(blocks, matrix.shape[1])

        words = added_up(self.words)
        outlets = None if self.outlets is None else added_up(self.outlets)
        size, times = np.asarray(adding @ self.size), np.asarray(adding @ self.times)
        return StoryGroups(words, outlets, size, times)

    def squares_of_sums(self, target: PairEnds, groups: int) -> FloatArray:
        """Return the squared length of the sum of the words of each new group."""
        blocks = sums_in_blocks(group_adder(target, groups), self.words)
        return np.concatenate([row_squares(block) for block in blocks])

    def _share_that_counts(self, left: PairEnds, right: PairEnds) -> FloatArray:
        """Share of the likeness that neither time nor a common outlet takes away."""
        apart = _days_apart(self.times, left, right)
        share: FloatArray = 1.0 - 0.5 * np.minimum(apart / _DAYS_TO_HALF, 1.0)
        if self.outlets is not None:
            one_outlet = row_dots(self.outlets, left, right) / (self.size[left] * self.size[right])
            share = share * (1.0 - (1.0 - _ONE_OUTLET) * one_outlet)
        return share


def _days_apart(times: FloatArray, left: PairEnds, right: PairEnds) -> FloatArray:
    """Root mean square of the days between the stories of two groups; 0 where one is undated."""
    dated, day, square = times.T
    day, square = (some / np.where(dated > 0, dated, np.nan) for some in (day, square))
    apart: FloatArray = square[left] + square[right] - 2.0 * day[left] * day[right]
    return np.sqrt(np.maximum(np.nan_to_num(apart, copy=False), 0.0))


def stories_as_groups(
    vectors: Vectors,
    days: FloatArray,
    story_of: IntArray,
    outlet_of: IntArray | None,
    engine: Engine = IN_MEMORY,
) -> tuple[StoryGroups, float]:
    """Sum up each story, and tell how alike the articles of one story are.

    Return groups of one story each, with the mean vector of its articles at length 1; and the
    median over stories of several articles of their mean likeness, 0 without any.
    """
    stories = int(story_of.max()) + 1
    squares = []

    def blocks(adding: sparse.csr_array) -> Iterator[sparse.csr_array]:
        for sums in sums_in_blocks(adding, vectors.matrix):
            squares.append(row_squares(sums))
            yield unit_rows(sums.astype(np.float32))  # in single precision, as vectors are

    made = blocks(group_adder(story_of, stories))
    words = engine.gather_rows(made, vectors.matrix.shape[1])
    size = np.bincount(story_of).astype(np.float64)
    several = size > 1
    alone = np.bincount(story_of, weights=row_squares(vectors.matrix, is_double=True))
    inside = (np.concatenate(squares) - alone)[several] / (size * (size - 1.0))[several]
    outlets = None
    if outlet_of is not None and (outlet_of >= 0).any():
        known = np.flatnonzero(outlet_of >= 0)
        share = 1.0 / size[story_of[known]]
        shape = (stories, int(outlet_of.max()) + 1)
        ends = (end[known].astype(np.int32) for end in (story_of, outlet_of))
        outlets = engine.hold_matrix(_sorted(sparse.csr_array((share, tuple(ends)), shape)))
    groups = StoryGroups(words, outlets, np.ones(stories), _times(days, story_of, stories))
    return groups, float(np.median(inside)) if several.any() else 0.0


def _times(days: FloatArray, story_of: IntArray, stories: int) -> FloatArray:
    """Whether each story is dated, its mean day, and the square; shape ``(stories, 3)``."""
    dated = ~np.isnan(days)
    count = np.bincount(story_of[dated], minlength=stories)
    # Days of small numbers keep squares exact; whole times keep strangers' times where they are.
    origin = np.floor(days[dated].min() / ONE_TIME) * ONE_TIME if dated.any() else 0.0
    total = np.bincount(story_of[dated], weights=days[dated] - origin, minlength=stories)
    mean = total / np.maximum(count, 1)
    return np.stack([(count > 0).astype(np.float64), mean, mean**2], axis=1)


def _sorted(matrix: sparse.csr_array) -> sparse.csr_array:
    """Put each row's columns in order, so that sums are the same on every run."""
    matrix = sparse.csr_array(matrix)
    matrix.sum_duplicates()
    return matrix
