"""Average linkage in slices of time, what crosses their borders after: the same tree as at once.

In each slice groups merge as long as the best neighbour of either is in the slice. A group whose
best neighbour is outside waits. What is outside only comes further away as it merges there, so no
group that merges would have had a better neighbour later. What waits merges in slices that lie
over the borders, or at last among all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.stories.merging import (
    Merges,
    MergeState,
    MergingGroups,
    joined_merges,
    state_after,
    summed,
)
from clustering.system.progress import Tell


class ArticlePairs(NamedTuple):
    """Pairs of articles; arrays of shape ``(pairs,)``.

    Attributes
    ----------
    left, right
        The articles.
    strength
        Whole quanta (see :func:`clustering.stories.merging.whole_quanta`); minus infinity
        forbids their groups to merge.
    names_differ
        Whether their titles name other things.
    """

    left: IntArray
    right: IntArray
    strength: FloatArray
    names_differ: BoolArray

    def at(self, places: IntArray) -> ArticlePairs:
        """Return some of the pairs."""
        left, right, strength, names_differ = self
        return ArticlePairs(left[places], right[places], strength[places], names_differ[places])

    def with_forbidden(self, ends: IntArray) -> ArticlePairs:
        """Add pairs that forbid; these come twice where they have a strength as well."""
        more = ends[:, 0], ends[:, 1], np.full(len(ends), -np.inf), np.zeros(len(ends), np.bool_)
        both = zip(self, more, strict=True)
        left, right, strength, names_differ = (np.concatenate(columns) for columns in both)
        return ArticlePairs(left, right, strength, names_differ)


class SliceTask(NamedTuple):
    """What the merges of one slice are told from.

    Attributes
    ----------
    pairs
        All pairs with an end in the slice; ends are places in ``state``.
    state
        Of the groups that the pairs join.
    is_held
        Whether each of them is outside the slice.
    """

    pairs: ArticlePairs
    state: MergeState
    is_held: BoolArray


MapSlices = Callable[[Callable[[SliceTask], Merges], Iterable[SliceTask]], Iterable[Merges]]
"""Calls the first on each of the second, and gives the results in the same order."""


def merge_in_slices(
    pairs: ArticlePairs,
    began: Merges,
    articles: int,
    slices: Sequence[IntArray],
    map_slices: MapSlices = map,
    tell: Tell | None = None,
) -> Merges:
    """Merge all that may merge, slice by slice.

    Parameters
    ----------
    pairs
        Of articles, each once but for those that forbid.
    began
        Merges that are made before.
    articles
        Number of articles.
    slices
        Slice of each article, -1 for none; shape ``(articles,)``. One after the other, such as
        some months, then the weeks around their borders. All articles in one slice come last.
    map_slices
        Where the slices are merged.
    tell
        Called after each round of merges among all, with the number of pairs done and their total.

    Returns
    -------
    Merges
        Those made before among them.
    """
    merges = began
    for slice_of in slices:
        tasks = slice_tasks(pairs, state_after(merges, articles), slice_of)
        merges = joined_merges([merges, *map_slices(merge_slice, tasks)])
    everything = np.zeros(articles, dtype=np.int64)
    tasks = slice_tasks(pairs, state_after(merges, articles), everything)
    return joined_merges([merges, *(merge_slice(task, tell) for task in tasks)])


def slice_tasks(pairs: ArticlePairs, state: MergeState, slice_of: IntArray) -> Iterator[SliceTask]:
    """Give each slice its pairs; a group is in the slice of its first article."""
    is_here, number = np.zeros(len(slice_of), dtype=np.bool_), np.empty(len(slice_of), np.int64)
    one, other = state.group[pairs.left], state.group[pairs.right]
    apart = np.flatnonzero(one != other)
    slices = slice_of[one[apart]], slice_of[other[apart]]
    crosses = np.flatnonzero(slices[0] != slices[1])
    slice_at = np.concatenate([slices[0], slices[1][crosses]])
    places = np.concatenate([apart, apart[crosses]])
    order = np.argsort(slice_at, kind="stable")
    slice_at, places = slice_at[order], places[order]
    begins = np.flatnonzero(np.diff(slice_at, prepend=-1))  # -1 is no slice
    for begin, end in pairwise([*begins.tolist(), len(places)]):
        own = places[begin:end]
        is_here[one[own]] = is_here[other[own]] = True
        groups = np.flatnonzero(is_here)
        number[groups] = np.arange(len(groups))
        is_here[groups] = False
        ends = number[one[own]], number[other[own]]
        yield SliceTask(
            ArticlePairs(*ends, pairs.strength[own], pairs.names_differ[own]),
            state.at(groups),
            slice_of[groups] != slice_at[begin],
        )


def merge_slice(task: SliceTask, tell: Tell | None = None) -> Merges:
    """Merge the groups of a slice, as far as their neighbours outside cannot matter."""
    left, right, strength, names_differ = task.pairs
    groups = np.arange(len(task.is_held), dtype=np.int64)
    everyone = groups >= 0
    # Between two lone articles is one pair, or another one that forbids.
    is_grown, forbidden = task.state.size > 1, np.flatnonzero(np.isinf(strength))
    is_grown[left[forbidden]] = is_grown[right[forbidden]] = True
    some = np.flatnonzero(names_differ)
    pairs, differ = (
        summed(sums, groups, everyone, is_grown)
        for sums in ((left, right, strength), (left[some], right[some], strength[some]))
    )
    return MergingGroups(task.state, pairs, differ, task.is_held).merge(tell)
