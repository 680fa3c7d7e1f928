"""Merges of two groups each, and the tree that they make: cut, walked in rounds, and numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY


@dataclass(frozen=True)
class MergeTree:
    """The merges of a run, children before parents.

    Nodes ``0 … leaves - 1`` are articles; merge ``k`` makes node ``leaves + k``.

    Attributes
    ----------
    leaves
        Number of articles.
    left, right
        The two nodes each merge joins; shape ``(merges,)``.
    height
        Average strength above the link floor between the two halves, 0 to 1; 1 for equal
        texts and pairs labelled the same; never above that of the halves'
        own merges; shape ``(merges,)``.
    other_names
        Share of that strength that comes from pairs whose titles name other things (see
        :func:`clustering.graph.discounts.names_differ`); ``None`` where it is not known.
    """

    leaves: int
    left: IntArray
    right: IntArray
    height: FloatArray
    other_names: FloatArray | None = None

    def cut(self, cohesion: float) -> IntArray:
        """Return the group of each article when merges under ``cohesion`` are undone.

        Groups are numbered from 0 in order of their first article; shape ``(leaves,)``.
        """
        return self.groups_of(self.height >= cohesion)

    def groups_of(self, made: BoolArray) -> IntArray:
        """Return the group of each article when only some merges are made; shape ``(leaves,)``.

        Groups are numbered from 0 in order of their first article.
        """
        kept = np.flatnonzero(made)
        parents = self.leaves + kept
        ends = np.concatenate([self.left[kept], self.right[kept]])
        nodes = self.leaves + len(self.height)
        return connected_components(ends, np.concatenate([parents, parents]), nodes)[: self.leaves]


def renumber(group_of: IntArray) -> IntArray:
    """Give groups numbers from 0 in order of their first member."""
    _, first, inverse = np.unique(group_of, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def merge_rounds(tree: MergeTree) -> list[tuple[int, int]]:
    """Split the merges into stretches that join only what was there before them."""
    merges = len(tree.height)
    newest = np.maximum(tree.left, tree.right)
    np.maximum.accumulate(newest, out=newest)
    rounds = []
    start = 0
    while start < merges:
        stop = max(int(np.searchsorted(newest, tree.leaves + start)), start + 1)
        rounds.append((start, stop))
        start = stop
    return rounds


def parent_heights(tree: MergeTree, engine: Engine = IN_MEMORY) -> FloatArray:
    """Return the height at which each node merges with the next; 0 for a root; ``(nodes,)``."""
    above = engine.room(tree.leaves + len(tree.height), np.float64)
    above[tree.left] = tree.height
    above[tree.right] = tree.height
    return above


_QUANTUM = 2.0**-28
"""Strengths are rounded to multiples of it, so that sums of fewer than 33 million are exact."""

PairSums = tuple[PairEnds, PairEnds, FloatArray]
"""The two groups of each pair, and the sum over the pairs of their articles; ``(pairs,)``."""


class Merges(NamedTuple):
    """Merges of two groups, each called by its first article; arrays of shape ``(merges,)``.

    Attributes
    ----------
    left, right
        The halves, ``left < right``; the group that they make is called ``left``.
    height, other_names
        As in :class:`clustering.stories.linkage.tree.MergeTree`.
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
        return Merges._make(column[places] for column in self)


class MergeState(NamedTuple):
    """What is known of groups after some merges; arrays of one shape.

    There is one entry for each group, or one for each article. In the latter case ``group`` is
    right for every article, and the other arrays at the first article of each group.

    Attributes
    ----------
    group
        First article of the group.
    size
        How many articles the group has.
    ceiling
        Height of the last merge that made the group, 1 for a lone article.
    level
        Level of that merge, 0 for a lone article.
    """

    group: IntArray
    size: FloatArray
    ceiling: FloatArray
    level: IntArray

    def at(self, groups: IntArray) -> MergeState:
        """Return what is known of some groups, whose places are those of their first articles."""
        return MergeState._make(column[groups] for column in self)


def whole_quanta(strength: FloatArray) -> FloatArray:
    """Round strengths above 0 such that their sums are exact; none becomes 0."""
    return np.maximum(np.rint(strength / _QUANTUM), 1.0) * _QUANTUM


def joined_merges(parts: Sequence[Merges]) -> Merges:
    """Return the merges of all parts, one part after the other."""
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Merges(nothing, nothing, np.zeros(0), np.zeros(0), nothing)
    return Merges(*map(np.concatenate, zip(*parts, strict=True)))


def state_after(merges: Merges, articles: int) -> MergeState:
    """Return what is known of the groups that merges make of lone articles; ``(articles,)``."""
    group = np.arange(articles, dtype=np.int64)
    group[merges.right] = merges.left
    # Pointer jumping: each turn follows twice as many merges, for all articles at once.
    while not np.array_equal(further := group[group], group):
        group = further
    ceiling, level = np.ones(articles), np.zeros(articles, dtype=np.int64)
    order = np.argsort(merges.level, kind="stable")
    ceiling[merges.left[order]] = merges.height[order]  # of several, the last one stays
    level[merges.left[order]] = merges.level[order]
    return MergeState(group, np.bincount(group, minlength=articles).astype(float), ceiling, level)


def tree_of(merges: Merges, leaves: int) -> MergeTree:
    """Build the tree: by level, then by first article, whatever was merged when."""
    merges = merges.at(np.lexsort((merges.left, merges.level)))
    nodes = leaves + np.arange(len(merges.left), dtype=np.int64)
    # Several merges may make groups of one name. A right half is what the last of these made, for
    # its name is not used again. A left half is what the one before this merge made. Where there
    # is none, the half is an article.
    by_name = np.argsort(merges.left, kind="stable")
    names = merges.left[by_name]
    last = np.arange(leaves, dtype=np.int64)
    last[names] = nodes[by_name]  # of several, the last one stays
    right = last[merges.right]
    is_again = np.flatnonzero(names[1:] == names[:-1])
    left = merges.left.copy()
    left[by_name[is_again + 1]] = nodes[by_name[is_again]]
    return MergeTree(leaves, left, right, merges.height, merges.other_names)
