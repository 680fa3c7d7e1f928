"""Groups that merge by average linkage, in rounds: the same tree whatever merges when.

Strengths are whole multiples of 2^-28, a sixteenth of what single precision tells apart, so that
sums of them are exact and do not depend on their order. Pairs of groups are ranked by their
average, then by their first articles. A merge brings no third group closer, so a pair that is the
best of both its groups stays that until it merges. Hence the groups of a stretch of time may
merge by themselves, as long as a group waits whose best neighbour is outside
(:mod:`clustering.stories.slices`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.stories.tree import MergeTree
from clustering.system.progress import Tell

_QUANTUM = 2.0**-28
"""Sums of fewer than 33 million strengths are exact."""

PairSums = tuple[PairEnds, PairEnds, FloatArray]
"""The two groups of each pair, and the sum over the pairs of their articles; ``(pairs,)``."""


class Merges(NamedTuple):
    """Merges of two groups, each called by its first article; arrays of shape ``(merges,)``.

    Attributes
    ----------
    left, right
        The halves, ``left < right``; the group that they make is called ``left``.
    height, other_names
        As in :class:`clustering.stories.tree.MergeTree`.
    level
        How many merges lie on the longest way down, this one included.
    """

    left: IntArray
    right: IntArray
    height: FloatArray
    other_names: FloatArray
    level: IntArray

    def at(self, places: IntArray) -> Merges:
        """Return some of them, in this order."""
        left, right, height, other_names, level = self
        halves = left[places], right[places]
        return Merges(*halves, height[places], other_names[places], level[places])


class MergeState(NamedTuple):
    """What is known of groups by what they have merged so far; arrays of one shape.

    Attributes
    ----------
    group
        First article of each article's group, or of each group.
    size
        Articles of the group.
    ceiling
        Height at which it last merged, 1 for a lone article.
    level
        Level of that merge, 0 for a lone article.
    """

    group: IntArray
    size: FloatArray
    ceiling: FloatArray
    level: IntArray

    def at(self, groups: IntArray) -> MergeState:
        """Return what is known of some groups, whose places are those of their first articles."""
        group, size, ceiling, level = self
        return MergeState(group[groups], size[groups], ceiling[groups], level[groups])


def whole_quanta(strength: FloatArray) -> FloatArray:
    """Round strengths above 0 such that their sums are exact; none becomes 0."""
    return np.maximum(np.rint(strength / _QUANTUM), 1.0) * _QUANTUM


def joined_merges(parts: Sequence[Merges]) -> Merges:
    """Return all merges as one."""
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Merges(nothing, nothing, np.zeros(0), np.zeros(0), nothing)
    return Merges(*map(np.concatenate, zip(*parts, strict=True)))


def state_after(merges: Merges, articles: int) -> MergeState:
    """Tell the groups that some merges make of so many articles."""
    group = np.arange(articles, dtype=np.int64)
    group[merges.right] = merges.left
    # Follow all merges at once, twice as far in each turn.
    while not np.array_equal(further := group[group], group):
        group = further
    ceiling, level = np.ones(articles), np.zeros(articles, dtype=np.int64)
    order = np.argsort(merges.level, kind="stable")
    ceiling[merges.left[order]] = merges.height[order]  # the last one stays
    level[merges.left[order]] = merges.level[order]
    return MergeState(group, np.bincount(group, minlength=articles).astype(float), ceiling, level)


def tree_of(merges: Merges, leaves: int) -> MergeTree:
    """Build the tree: by level, then by first article, whatever was merged when."""
    merges = merges.at(np.lexsort((merges.left, merges.level)))
    nodes = leaves + np.arange(len(merges.left), dtype=np.int64)
    # A group is the node of the last merge that made a group of its name, or else an article. The
    # left half was made before, and the right half never again after.
    by_name = np.argsort(merges.left, kind="stable")
    names = merges.left[by_name]
    last = np.arange(leaves, dtype=np.int64)
    last[names] = nodes[by_name]  # the last one stays
    right = last[merges.right]
    is_again = np.flatnonzero(names[1:] == names[:-1])
    left = merges.left.copy()
    left[by_name[is_again + 1]] = nodes[by_name[is_again]]
    return MergeTree(leaves, left, right, merges.height, merges.other_names)


class MergingGroups:
    """Groups with the sums of their pairs, and the rounds in which they merge.

    Parameters
    ----------
    state
        What is known of each group, ascending by first article; shape ``(groups,)``.
    pairs, differ
        Sums over all pairs, and over those that name other things; the groups by their places.
        Minus infinity forbids to merge.
    is_held
        Whether each group waits: it does not merge, nor does a group whose best neighbour it is.
        ``None`` where none waits.
    """

    def __init__(
        self,
        state: MergeState,
        pairs: PairSums,
        differ: PairSums,
        is_held: BoolArray | None = None,
    ) -> None:
        self.state = state
        self._held = np.zeros(len(state.group), dtype=np.bool_) if is_held is None else is_held
        self._pairs, self._differ = pairs, differ

    def merge(self, tell: Tell | None = None) -> Merges:
        """Merge, round by round, each two groups that are each other's best neighbour."""
        rounds: list[Merges] = []
        pairs = len(self._pairs[0])
        while len(self._pairs[0]) and (merged := self._round()):
            rounds.append(merged)
            if tell:
                tell(pairs - len(self._pairs[0]), pairs)
        return joined_merges(rounds)

    def _round(self) -> Merges | None:
        left, right, total = self._pairs
        size, groups = self.state.size, np.arange(len(self._held), dtype=np.int64)
        average = size[left]
        average *= size[right]
        np.divide(total, average, out=average)
        best, partner = _best_partners(left, right, average, len(groups))
        del average
        active = best >= np.finfo(np.float64).tiny
        mutual = active & (partner >= 0) & ~self._held
        mutual &= partner[np.where(mutual, partner, 0)] == groups
        mutual &= ~self._held[np.where(mutual, partner, 0)]
        first = np.flatnonzero(mutual & (groups < partner))
        if not len(first):
            return None
        second = partner[first]
        merged = self._merged_halves(mutual, partner, best, first)
        size[first] += size[second]
        self.state.ceiling[first], self.state.level[first] = merged.height, merged.level
        target = groups.astype(np.int32)
        target[second] = first
        # A group without a neighbour never has one again.
        self._pairs, self._differ = (
            summed(some, target, active, mutual) for some in (self._pairs, self._differ)
        )
        self._leave_out(active & (target == groups), target)
        return merged

    def _merged_halves(
        self, mutual: BoolArray, partner: IntArray, best: FloatArray, first: IntArray
    ) -> Merges:
        second = partner[first]
        one, other, total = self._differ
        other_names = np.zeros(len(partner))
        merges = mutual[one] & (partner[one] == other)
        other_names[one[merges]] = total[merges]
        group, size, ceiling, level = self.state
        return Merges(
            group[first],
            group[second],
            np.minimum(best[first], np.minimum(ceiling[first], ceiling[second])),
            other_names[first] / (best[first] * size[first] * size[second]),
            np.maximum(level[first], level[second]) + 1,
        )

    def _leave_out(self, is_live: BoolArray, target: PairEnds) -> None:
        """Leave out the groups that are done: the last rounds are many, and of few groups."""
        live = np.flatnonzero(is_live)
        if 2 * len(live) >= len(is_live):
            return
        target[live] = np.arange(len(live))
        self.state, self._held = self.state.at(live), self._held[live]
        self._pairs, self._differ = (
            (target[a], target[b], sums) for a, b, sums in (self._pairs, self._differ)
        )


def _best_partners(
    left: PairEnds, right: PairEnds, average: FloatArray, groups: int
) -> tuple[FloatArray, IntArray]:
    """Highest average of each group and the lowest-numbered partner that has it."""
    best = np.full(groups, -1.0)
    np.maximum.at(best, left, average)
    np.maximum.at(best, right, average)
    partner = np.full(groups, groups, dtype=np.int64)
    at_left = average == best[left]
    np.minimum.at(partner, left[at_left], right[at_left])
    at_right = average == best[right]
    np.minimum.at(partner, right[at_right], left[at_right])
    return best, np.where(partner < groups, partner, -1)


def summed(pairs: PairSums, target: PairEnds, active: BoolArray, changed: BoolArray) -> PairSums:
    """Sum up the pairs of groups that merge; the others stay as they are.

    Parameters
    ----------
    target
        Group that each group becomes part of.
    active, changed
        Whether each group has a neighbour, and whether it merges.
    """
    left, right, total = pairs
    alive = active[left] & active[right]
    moves = changed[left] | changed[right]
    if alive.all() and not moves.any():
        return pairs
    kept, moved = np.flatnonzero(alive & ~moves), np.flatnonzero(alive & moves)
    sums = sum_by_group_pair(target[left[moved]], target[right[moved]], total[moved])
    left, right, total = (
        np.concatenate([old[kept], new.astype(old.dtype, copy=False)])
        for old, new in zip(pairs, sums, strict=True)
    )
    return left, right, total


def sum_by_group_pair(left: PairEnds, right: PairEnds, total: FloatArray) -> PairSums:
    """Sum the totals of pairs that lie between the same two groups now, sorted by these."""
    differs = left != right
    low = np.minimum(left, right)[differs]
    high = np.maximum(left, right)[differs]
    total = total[differs]
    if not len(low):
        return low, high, total
    span = int(high.max()) + 1
    keys = low.astype(np.int64) * span + high
    del left, right, low, high, differs
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sums = np.add.reduceat(total[order], starts)
    unique = keys[starts]
    return unique // span, unique % span, sums
