"""Merges of two groups each: what the groups are after them, and the tree that they make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clustering.arrays.types import FloatArray, IntArray, PairEnds
from clustering.stories.tree import MergeTree

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
