"""Groups that merge by average linkage: the same tree whatever merges when.

Strengths are whole multiples of 2^-28, a sixteenth of what single precision tells apart, so that
sums of them are exact and do not depend on their order. Pairs of groups are ranked by their
average, then by their first articles. A merge brings no third group closer, so a pair that is the
best of both its groups stays that until it merges. Hence the groups of a stretch of time may
merge by themselves, if each group whose best neighbour is outside waits
(:mod:`clustering.stories.linkage.slices`).
"""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.stories.linkage.tree import Merges, MergeState, PairSums, joined_merges
from clustering.system.progress import Tell

_COMPILED_PAIRS = 200_000  # pairs from which the compiled loops are used; to load them takes 0.5 s


def merge_groups(
    state: MergeState,
    pairs: PairSums,
    differ: PairSums,
    is_held: BoolArray | None = None,
    tell: Tell | None = None,
) -> Merges:
    """Merge groups that are each other's best neighbours, until there are no such two.

    Parameters
    ----------
    state
        What is known of each group, ascending by first article; shape ``(groups,)``. Its arrays
        are written over, so that only what is returned counts.
    pairs, differ
        Pairs of groups, each once, with the sum over their pairs of articles: all of these, and
        those that name other things. A group is named by its place in ``state``. A sum of minus
        infinity forbids to merge.
    is_held
        Whether each group waits: it does not merge, nor does a group whose best neighbour it is.
    """
    held = np.zeros(len(state.group), dtype=np.bool_) if is_held is None else is_held
    if len(pairs[0]) >= _COMPILED_PAIRS:
        from clustering.stories.linkage.chains import merge_in_chains

        merges = merge_in_chains(state, pairs, differ, held, tell)
        if merges is not None:
            return merges
    return _MergingGroups(state, pairs, differ, held).merge(tell)


class _MergingGroups:
    """Groups that merge in rounds, in each all that are each other's best neighbour."""

    def __init__(
        self, state: MergeState, pairs: PairSums, differ: PairSums, is_held: BoolArray
    ) -> None:
        self._state = state
        self._pairs, self._differ, self._held = pairs, differ, is_held

    def merge(self, tell: Tell | None) -> Merges:
        rounds: list[Merges] = []
        pairs = len(self._pairs[0])
        while len(self._pairs[0]) and (merged := self._round()):
            rounds.append(merged)
            if tell:
                tell(pairs - len(self._pairs[0]), pairs)
        return joined_merges(rounds)

    def _round(self) -> Merges | None:
        left, right, total = self._pairs
        size, groups = self._state.size, np.arange(len(self._held), dtype=np.int64)
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
        self._state.ceiling[first], self._state.level[first] = merged.height, merged.level
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
        group, size, ceiling, level = self._state
        return Merges(
            group[first],
            group[second],
            np.minimum(best[first], np.minimum(ceiling[first], ceiling[second])),
            other_names[first] / (best[first] * size[first] * size[second]),
            np.maximum(level[first], level[second]) + 1,
        )

    def _leave_out(self, is_live: BoolArray, target: PairEnds) -> None:
        """Leave out the groups that are done, where they are more than half.

        The last rounds are many, and few groups are left in them.
        """
        live = np.flatnonzero(is_live)
        if 2 * len(live) >= len(is_live):
            return
        target[live] = np.arange(len(live))
        self._state, self._held = self._state.at(live), self._held[live]
        self._pairs, self._differ = (
            (target[a], target[b], sums) for a, b, sums in (self._pairs, self._differ)
        )


def _best_partners(
    left: PairEnds, right: PairEnds, average: FloatArray, groups: int
) -> tuple[FloatArray, IntArray]:
    """Return the highest average of each group, and the lowest-numbered partner that has it."""
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

    ``target`` is the group that each becomes part of; ``active`` and ``changed`` say whether it has
    a neighbour, and whether it merges.
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
