"""From pairs of copies to groups without chains: every member matches the core of its group."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from clustering.arrays.components import connected_components
from clustering.arrays.types import FloatArray, IntArray
from clustering.duplicates.match import Evidence

# Most members of a group that can veto others: each pair of a small group is compared, but not
# each pair of forty reprints.
_MAX_VETOERS = 24


class CopyGroup(NamedTuple):
    """Positions of articles that are copies of each other: ranked, and which each one matches.

    ``matched`` is the core of the group, for the core the kept one, for those who joined afterwards
    any member; they are a tree whose root, the kept one, names itself.
    """

    members: IntArray
    matched: IntArray

    def tree(self) -> dict[int, int]:
        """Return what each member matches, by member."""
        return dict(zip(self.members.tolist(), self.matched.tolist(), strict=True))


Compare = Callable[[IntArray, IntArray], Evidence]
Rank = Callable[[IntArray], IntArray]


def group_copies(
    size: int,
    left: IntArray,
    right: IntArray,
    closeness: FloatArray,
    compare: Compare,
    rank: Rank,
) -> list[CopyGroup]:
    """Group articles around cores, in rounds; return the groups in no particular order.

    In each round every connected component of the matches that are left gives one group. Its
    core is the article closest to all it matches, the lowest position among equals; its
    members are those that match the core or the article to keep, compared before or not, and
    that less than half of those closer to the core veto. The others go to the next round. So
    a text that drifts from copy to copy is cut where it no longer matches, and a headline cut
    short cannot join part 1 to part 2.

    Parameters
    ----------
    size
        Number of articles.
    left, right, closeness
        The pairs that match, and how alike each is; shape ``(matches,)``.
    compare
        Compares pairs of positions.
    rank
        Sorts positions by which article to keep.
    """
    groups: list[CopyGroup] = []
    is_free = np.ones(size, dtype=np.bool_)
    while len(left):
        cores, members = _around_cores(size, left, right, closeness)
        around = _closest(compare, cores, members)
        accepted = [rank(group) for group in _without_vetoed(around, compare)]
        found = _with_copies_of_kept(accepted, around, cores, members, compare, rank)
        for group, (core, *_), near_core in zip(found, around, accepted, strict=True):
            matched = np.full(len(group), group[0])
            matched[: len(near_core)] = core
            matched[group == core] = group[0]
            matched[0] = group[0]
            groups.append(CopyGroup(group, matched))
            is_free[group] = False
        rest = is_free[left] & is_free[right]
        left, right, closeness = left[rest], right[rest], closeness[rest]
    return groups


def rooted(members: IntArray, tree: dict[int, int]) -> CopyGroup:
    """Turn a tree of matches so that the first of the members is its root."""
    turned = dict(tree)
    above = place = int(members[0])
    while (below := tree[place]) != place:
        turned[place], turned[below] = above, place
        above, place = place, below
    turned[int(members[0])] = int(members[0])
    return CopyGroup(members, np.array([turned[k] for k in members.tolist()], dtype=np.int64))


def _without_vetoed(groups: list[IntArray], compare: Compare) -> list[IntArray]:
    """Drop the members that half of those closer to the core, as far as they vote, veto."""
    earlier, later = [], []
    for group in groups:
        size = len(group) - 1  # the core itself matches everyone
        first, second = np.triu_indices(min(size, _MAX_VETOERS), k=1, m=size)
        earlier.append(group[1 + first])
        later.append(group[1 + second])
    one, other = np.concatenate(earlier), np.concatenate(later)
    is_vetoed = compare(one, other).is_vetoed
    vetoers: dict[int, list[int]] = {}
    for before, after in zip(one[is_vetoed].tolist(), other[is_vetoed].tolist(), strict=True):
        vetoers.setdefault(after, []).append(before)
    return [_accepted(group, vetoers) for group in groups]


def _accepted(group: IntArray, vetoers: dict[int, list[int]]) -> IntArray:
    accepted: list[int] = []
    for member in group.tolist():
        votes = sum(vetoer in accepted for vetoer in vetoers.get(member, ()))
        if not votes or 2 * votes < min(len(accepted), _MAX_VETOERS):
            accepted.append(member)
    return np.array(accepted, dtype=np.int64)


def _around_cores(
    size: int, left: IntArray, right: IntArray, closeness: FloatArray
) -> tuple[IntArray, IntArray]:
    """Pair every article that has a match with the core of its component."""
    component = connected_components(left, right, size)
    weight = np.bincount(left, closeness, size) + np.bincount(right, closeness, size)
    members = np.flatnonzero(weight)
    order = np.lexsort((members, -weight[members].round(9), component[members]))
    members = members[order]
    _, first, which = np.unique(component[members], return_index=True, return_inverse=True)
    cores = members[first][which]
    return cores[members != cores], members[members != cores]


def _closest(compare: Compare, cores: IntArray, members: IntArray) -> list[IntArray]:
    """Gather each core with the members that match it, the closest first."""
    evidence = compare(cores, members)
    order = np.lexsort((members, -evidence.closeness.round(9), cores))
    order = order[evidence.is_match[order]]
    return _gathered(cores[order], members[order])


def _with_copies_of_kept(
    groups: list[IntArray],
    around: list[IntArray],
    cores: IntArray,
    members: IntArray,
    compare: Compare,
    rank: Rank,
) -> list[IntArray]:
    """Add to each ranked group what matches the article to keep, and not the core."""
    kept_of = {int(core): int(group[0]) for group, (core, *_) in zip(groups, around, strict=True)}
    tried = set(np.concatenate(around).tolist())
    left_over = np.array([member not in tried for member in members.tolist()], dtype=np.bool_)
    kept = np.array([kept_of[core] for core in cores[left_over].tolist()], dtype=np.int64)
    others = members[left_over]
    evidence = compare(kept, others)
    added: dict[int, list[int]] = {}
    for one, other in zip(kept[evidence.is_match], others[evidence.is_match], strict=True):
        if rank(np.array([one, other]))[0] == one:
            added.setdefault(int(one), []).append(int(other))
    return [
        np.concatenate([group, np.array(added.get(int(group[0]), []), dtype=np.int64)])
        for group in groups
    ]


def _gathered(cores: IntArray, members: IntArray) -> list[IntArray]:
    """Return each core with its members in the order given; ``cores`` are sorted."""
    distinct, starts = np.unique(cores, return_index=True)
    parts = np.split(members, starts[1:])
    return [np.insert(part, 0, core) for core, part in zip(distinct, parts, strict=True)]
