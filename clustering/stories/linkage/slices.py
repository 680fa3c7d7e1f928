"""Average linkage in slices of time, what crosses their borders after: the same tree as at once.

In each slice groups merge as long as the best neighbour of either is in the slice. A group whose
best neighbour is outside waits. What is outside only comes further away as it merges there, so no
group that merges would have had a better neighbour later. What waits merges in slices that lie
over the borders, or at last among all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from clustering.arrays.blocks import stretches
from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.engines.sorted_pairs import summed_pairs
from clustering.stories.linkage.merging import merge_groups, summed
from clustering.stories.linkage.tree import Merges, MergeState, joined_merges, state_after
from clustering.system.progress import Tell

_PAIRS_AT_ONCE = 500_000  # bounds the memory


SliceNumbers = npt.NDArray[np.signedinteger[Any]]


class ArticlePairs(NamedTuple):
    """Pairs of articles; arrays of shape ``(pairs,)``.

    Attributes
    ----------
    left, right
        The articles.
    strength
        Whole quanta (see :func:`clustering.stories.linkage.tree.whole_quanta`); minus infinity
        forbids their groups to merge.
    names_differ
        Whether their titles name other things.
    """

    left: PairEnds
    right: PairEnds
    strength: FloatArray
    names_differ: BoolArray

    def at(self, places: IntArray | slice) -> ArticlePairs:
        """Return some of the pairs."""
        return ArticlePairs._make(column[places] for column in self)

    def with_forbidden(self, ends: IntArray) -> ArticlePairs:
        """Add pairs that forbid; these come twice where they have a strength as well."""
        if not len(ends):
            return self
        more = ends[:, 0], ends[:, 1], np.full(len(ends), -np.inf), np.zeros(len(ends), np.bool_)
        return ArticlePairs._make(map(np.concatenate, zip(self, more, strict=True)))


class SliceTask(NamedTuple):
    """What the merges of one slice are told from: all pairs with an end in it.

    The ends are places in ``state``; ``is_held`` says which of its groups are outside the slice.
    """

    pairs: ArticlePairs
    state: MergeState
    is_held: BoolArray


def merge_in_slices(
    pairs: ArticlePairs,
    began: Merges,
    articles: int,
    slices: Sequence[SliceNumbers],
    tell: Tell | None = None,
    engine: Engine = IN_MEMORY,
) -> Merges:
    """Merge all that may merge, slice by slice; return the merges made before as well.

    Parameters
    ----------
    pairs
        Of articles, each once but for those that forbid.
    began
        Merges that are made before.
    slices
        Slice of each article, -1 for none; shape ``(articles,)``. One after the other, such as
        some months, then the weeks around their borders. All articles in one slice come last.
    """
    merges = began
    for slice_of in slices:
        parts = [merges]
        held: Any = map(engine.hold, state_after(merges, articles))
        tasks = slice_tasks(pairs, MergeState(*held), slice_of, engine)
        for made in engine.map(merge_slice, zip(tasks)):
            parts.append(made)
            engine.rest()
        merges = joined_merges(parts)
    return joined_merges([merges, _merge_rest(pairs, merges, articles, tell, engine)])


def _merge_rest(
    pairs: ArticlePairs, made: Merges, articles: int, tell: Tell | None, engine: Engine
) -> Merges:
    """Merge all that may still merge, from sums over the pairs of groups."""
    state = state_after(made, articles)
    if not len(made.left):
        return merge_slice(SliceTask(pairs, state, np.zeros(articles, dtype=np.bool_)), tell)
    every, differing = (
        summed_pairs(_pairs_of_groups(pairs, state, only), articles, engine, sums=1)
        for only in (None, pairs.names_differ)
    )
    is_left, number = np.zeros(articles, dtype=np.bool_), np.empty(articles, dtype=np.int32)
    is_left[every[0]] = is_left[every[1]] = True
    groups = np.flatnonzero(is_left)
    number[groups] = np.arange(len(groups))
    sums: Any = [(number[left], number[right], told) for left, right, told in (every, differing)]
    del every, differing, number
    return merge_groups(state.at(groups), sums[0], sums[1], tell=tell)


def _pairs_of_groups(
    pairs: ArticlePairs, state: MergeState, only: BoolArray | None
) -> Iterator[tuple[Any, ...]]:
    """Give the groups that pairs join, and the strength; of some pairs alone where told."""
    for some in stretches(len(pairs.left), _PAIRS_AT_ONCE):
        chosen = slice(None) if only is None else np.flatnonzero(only[some])
        one, other, strength = (column[some][chosen] for column in pairs[:3])
        ends = np.sort([state.group[one], state.group[other]], axis=0)
        joins = np.flatnonzero(ends[0] != ends[1])
        yield *ends[:, joins], strength[joins]


def slice_tasks(
    pairs: ArticlePairs, state: MergeState, slice_of: SliceNumbers, engine: Engine
) -> Iterator[SliceTask]:
    """Give each slice its pairs; a group is in the slice of its first article."""
    slice_at = slice_of[state.group].astype(np.int16)
    is_here, number = np.zeros(len(slice_of), dtype=np.bool_), np.empty(len(slice_of), np.int32)
    for this, own in enumerate(_pairs_by_slice(pairs, state, slice_at, engine)):
        some = pairs.at(own)
        left, right = state.group[some.left], state.group[some.right]
        is_here[left] = is_here[right] = True
        groups = np.flatnonzero(is_here)
        number[groups] = np.arange(len(groups))
        is_here[groups] = False
        yield SliceTask(
            some._replace(left=number[left], right=number[right]),
            state.at(groups),
            slice_of[groups] != this,
        )


def _pairs_by_slice(
    pairs: ArticlePairs, state: MergeState, slice_at: SliceNumbers, engine: Engine
) -> Iterator[IntArray]:
    """Give the places of the pairs of each slice that join two groups.

    They are sorted by slice some at a time, and kept; a slice takes its stretch of each part.
    """
    slices = np.arange(int(slice_at.max(initial=-1)) + 2)
    bounds: list[IntArray] = []

    def parts() -> Iterator[tuple[IntArray]]:
        kept = 0
        for some in stretches(len(pairs.left), _PAIRS_AT_ONCE):
            left, right = pairs.left[some], pairs.right[some]
            joins = np.flatnonzero(state.group[left] != state.group[right])
            one, other = slice_at[left[joins]], slice_at[right[joins]]
            over = np.flatnonzero(one != other)
            both = np.concatenate([one, other[over]])
            order = np.argsort(both, kind="stable")
            bounds.append(kept + np.searchsorted(both[order], slices))
            kept += len(order)
            yield (some.start + np.concatenate([joins, joins[over]])[order],)

    (places,) = engine.gather(parts())
    for this in slices[:-1].tolist():
        yield np.sort(np.concatenate([places[slice(*some[this : this + 2])] for some in bounds]))


def slices_of_days(days: FloatArray, window: float, rows: int) -> list[SliceNumbers]:
    """Cut time into slices, and again so that these lie over the borders of the first.

    They are as :func:`merge_in_slices` takes them; the undated are in none.

    Parameters
    ----------
    days
        Time of each article, ``nan`` where it is unknown; shape ``(articles,)``.
    window
        Most days between two articles that a pair joins; 0 for no limit, and then no slices.
    rows
        How many articles a slice has. Longer slices have fewer groups that wait at their borders;
        shorter ones take less memory each.
    """
    is_dated = ~np.isnan(days)
    if window <= 0 or is_dated.sum() < 2 * rows:
        return []
    earlier = np.empty(len(days))  # how many are
    earlier[np.argsort(days, kind="stable")] = np.arange(len(days))
    earlier[~is_dated] = -np.inf
    shifted = (earlier, earlier + rows / 2)
    return [np.maximum(np.floor(some / rows), -1).astype(np.int16) for some in shifted]


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
    return merge_groups(task.state, pairs, differ, task.is_held, tell)
