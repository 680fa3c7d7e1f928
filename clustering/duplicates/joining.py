"""Lets articles join the groups they match beside the core, and groups of one text merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clustering.arrays.keys import sorted_unique
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates.groups import Compare, CopyGroup, Rank, rooted
from clustering.duplicates.match import Evidence

# Most members of a group that an article is compared with, those it should be kept before first.
_MAX_COMPARED = 24
_MIN_MATCHES = 2  # members that speak for an article
_MIN_EQUAL_WORDS = 25  # of the text of one member, which then speaks for it alone


def join_groups(
    size: int,
    groups: Sequence[CopyGroup],
    left: IntArray,
    right: IntArray,
    compare: Compare,
    rank: Rank,
) -> list[CopyGroup]:
    """Merge groups whose kept articles match, then add the articles that match their members.

    An article that is in no group joins one of which it matches two members, or one by 25 words
    of equal text, if fewer than half of the members veto it. So an agency's own page joins its
    copies, though its headline is like none of theirs. Articles that join bring no others with
    them: a text that drifts from copy to copy still falls into parts. The arguments are as
    :func:`clustering.duplicates.groups.group_copies` takes them.
    """
    if not groups:
        return []
    merged = _merged(size, groups, left, right, compare, rank)
    return _with_joiners(size, merged, left, right, compare, rank)


def _group_of(size: int, groups: Sequence[CopyGroup]) -> IntArray:
    """Return the number of each article's group; -1 for those in none."""
    group_of = np.full(size, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        group_of[group.members] = number
    return group_of


def _merged(
    size: int,
    groups: Sequence[CopyGroup],
    left: IntArray,
    right: IntArray,
    compare: Compare,
    rank: Rank,
) -> list[CopyGroup]:
    """Merge each group into the largest one whose kept article its own matches.

    A group that takes others in goes into none itself.
    """
    group_of = _group_of(size, groups)
    ends = np.sort(np.stack([group_of[left], group_of[right]]), axis=0)
    ends = ends[:, (ends[0] >= 0) & (ends[0] < ends[1])]
    one, other = np.divmod(sorted_unique(ends[0] * len(groups) + ends[1]), len(groups))
    kept = np.array([group.members[0] for group in groups], dtype=np.int64)
    is_match = compare(kept[one], kept[other]).is_match
    larger = sorted(range(len(groups)), key=lambda k: (-len(groups[k].members), int(kept[k])))
    order = {number: place for place, number in enumerate(larger)}
    near: dict[int, list[int]] = {}
    for a, b in zip(one[is_match].tolist(), other[is_match].tolist(), strict=True):
        first, second = sorted((a, b), key=order.__getitem__)
        near.setdefault(first, []).append(second)
    taken: set[int] = set()
    found = []
    for number in larger:
        if number in taken:
            continue
        parts = [k for k in near.get(number, []) if k not in taken]
        taken.update(parts)
        found.append(_union(groups[number], [groups[k] for k in parts], rank))
    return found


def _union(group: CopyGroup, others: Sequence[CopyGroup], rank: Rank) -> CopyGroup:
    """Make one group of several; the kept article of each other one matches that of the first."""
    if not others:
        return group
    matched = group.tree()
    for other in others:
        matched |= other.tree()
        matched[int(other.members[0])] = int(group.members[0])
    return _ranked(matched, rank)


def _ranked(matched: dict[int, int], rank: Rank) -> CopyGroup:
    return rooted(rank(np.array(sorted(matched), dtype=np.int64)), matched)


def _with_joiners(
    size: int,
    groups: list[CopyGroup],
    left: IntArray,
    right: IntArray,
    compare: Compare,
    rank: Rank,
) -> list[CopyGroup]:
    """Add to each group the free articles that its members speak for, each to one group."""
    group_of = _group_of(size, groups)
    ends, mates = np.concatenate([left, right]), np.concatenate([right, left])
    asked = (group_of[ends] < 0) & (group_of[mates] >= 0)
    ends, mates = ends[asked], mates[asked]
    if not len(ends):
        return groups
    tried = sorted_unique(ends * len(groups) + group_of[mates])
    some = [groups[number].members[:_MAX_COMPARED] for number in (tried % len(groups)).tolist()]
    joiners = np.repeat(tried // len(groups), [len(part) for part in some])
    pairs = np.concatenate([ends * size + mates, joiners * size + np.concatenate(some)])
    joiners, members = np.divmod(sorted_unique(pairs), size)
    evidence = compare(joiners, members)
    keys = joiners * len(groups) + group_of[members]
    speakers = _speakers(np.searchsorted(tried, keys), len(tried), members, evidence)
    joiners, numbers = np.divmod(tried, len(groups))
    added: dict[int, dict[int, int]] = {}
    joined: set[int] = set()
    for place in np.lexsort((numbers, -speakers.matches, joiners)).tolist():
        if speakers.is_enough[place] and int(joiners[place]) not in joined:
            joined.add(int(joiners[place]))
            added.setdefault(int(numbers[place]), {})[int(joiners[place])] = int(
                speakers.nearest[place]
            )
    return [
        _ranked(group.tree() | added[number], rank) if number in added else group
        for number, group in enumerate(groups)
    ]


class _Speakers(NamedTuple):
    """For each article and group: how many members match, whether enough, the most like one."""

    matches: FloatArray
    is_enough: BoolArray
    nearest: IntArray


def _speakers(of: IntArray, size: int, members: IntArray, evidence: Evidence) -> _Speakers:
    """Count who speaks for each article; ``of`` is what each pair of the evidence belongs to."""
    is_match = evidence.is_match
    matches: FloatArray = np.zeros(size)
    np.add.at(matches, of[is_match], 1.0)
    vetoes = np.bincount(of[evidence.is_vetoed], minlength=size)
    words = np.zeros(size)
    np.maximum.at(words, of[is_match], evidence.equal_words[is_match])
    is_enough = (matches >= _MIN_MATCHES) | (words >= _MIN_EQUAL_WORDS)
    is_enough &= 2 * vetoes < np.bincount(of, minlength=size)
    order = np.lexsort((members, -evidence.closeness.round(9), ~is_match, of))
    _, first = np.unique(of[order], return_index=True)
    return _Speakers(matches, is_enough, members[order[first]])
