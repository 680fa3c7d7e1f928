"""Reads every partition off a merge tree at once: the articles laid out in the tree's order.

In this order each group of every cut is an unbroken stretch, so one array of heights between
neighbours holds all partitions, and what a cut is like is a few sums over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import depth_first_order

from clustering.arrays.types import FloatArray, IntArray
from clustering.stories.linkage import MergeTree, renumber


@dataclass(frozen=True)
class TreeOrder:
    """The articles of a merge tree, side by side with those they merge with.

    Attributes
    ----------
    tree
        The tree.
    articles
        Every article once, in the order of the tree; shape ``(articles,)``.
    height
        At which the groups on either side of each place are one: ``height[k]`` joins
        ``articles[k - 1]`` and ``articles[k]``; ``-1`` where nothing does, and at the first
        place; shape ``(articles,)``.
    first
        Place of the first article of each node of the tree; shape ``(nodes,)``.
    """

    tree: MergeTree
    articles: IntArray
    height: FloatArray
    first: IntArray

    @cached_property
    def place(self) -> IntArray:
        """Where each article stands in the order; shape ``(articles,)``."""
        place = np.empty_like(self.articles)
        place[self.articles] = np.arange(len(self.articles))
        return place

    @cached_property
    def size(self) -> IntArray:
        """Articles of each node of the tree; shape ``(nodes,)``."""
        tree = self.tree
        size = np.zeros(tree.leaves + len(tree.height), dtype=np.int64)
        size[: tree.leaves] = 1
        waiting = np.arange(len(tree.height), dtype=np.int64)
        while len(waiting):  # a level of the tree each time
            left, right = size[tree.left[waiting]], size[tree.right[waiting]]
            known = (left > 0) & (right > 0)
            size[tree.leaves + waiting[known]] = (left + right)[known]
            waiting = waiting[~known]
        return size

    def begins(self, cohesion: float) -> IntArray:
        """Return the places at which a group begins; shape ``(groups,)``."""
        return np.flatnonzero(self._is_first(cohesion))

    def sizes(self, cohesion: float) -> IntArray:
        """Count the articles of each group, in the order of the tree."""
        return np.diff(np.append(self.begins(cohesion), len(self.articles)))

    def cut(self, cohesion: float) -> IntArray:
        """Label the articles as ``MergeTree.cut`` does."""
        return renumber(self.groups(cohesion))

    def groups(self, cohesion: float) -> IntArray:
        """Label the articles by group, counted in the order of the tree; shape ``(articles,)``."""
        labels: IntArray = (np.cumsum(self._is_first(cohesion)) - 1)[self.place]
        return labels

    def joining(self, left: IntArray, right: IntArray) -> FloatArray:
        """Height at which the articles of each pair are one group: 1 for one article itself.

        ``-1`` where they never are; shape ``(pairs,)``.
        """
        merge = self._joining_merge(left, right)
        height = np.append(self.tree.height, [-1.0, 1.0])
        joined: FloatArray = height[merge]
        return joined

    def smaller(self, left: IntArray, right: IntArray) -> IntArray:
        """Articles in the smaller of the two groups that join when a pair is put together.

        1 where nothing joins them; shape ``(pairs,)``.
        """
        tree = self.tree
        halves = np.minimum(self.size[tree.left], self.size[tree.right])
        articles: IntArray = np.append(halves, [1, 1])[self._joining_merge(left, right)]
        return articles

    def _joining_merge(self, left: IntArray, right: IntArray) -> IntArray:
        """Merge that puts each pair together: ``merges`` where none does, one more for itself."""
        merges = len(self.tree.height)
        first = np.minimum(self.place[left], self.place[right])
        last = np.maximum(self.place[left], self.place[right])
        joined = np.full(len(first), merges + 1, dtype=np.int64)
        apart = np.flatnonzero(first < last)
        if len(apart):
            # Of the merges that stand between the two, places first + 1 to last, the one made
            # last; a place without a merge parts them for good.
            at_place = np.full(self.tree.leaves + 1, merges, dtype=np.int64)
            ends = np.maximum(self.first[self.tree.left], self.first[self.tree.right])
            at_place[ends] = np.arange(merges)
            between = np.stack([first[apart] + 1, last[apart] + 1], axis=1).ravel()
            joined[apart] = np.maximum.reduceat(at_place, between)[::2]
        return joined

    def _is_first(self, cohesion: float) -> npt.NDArray[np.bool_]:
        first: npt.NDArray[np.bool_] = (self.height < cohesion) | (self.height < 0)
        return first


def tree_order(tree: MergeTree) -> TreeOrder:
    """Lay out the articles of a tree."""
    merges = len(tree.height)
    nodes = tree.leaves + merges
    parents = tree.leaves + np.arange(merges, dtype=np.int64)
    is_root = np.ones(nodes, dtype=np.bool_)
    is_root[tree.left] = is_root[tree.right] = False
    roots = np.flatnonzero(is_root)
    above = np.concatenate([parents, parents, np.full(len(roots), nodes)])
    below = np.concatenate([tree.left, tree.right, roots])
    down = sparse.csr_array(
        (np.ones(len(below), dtype=np.int8), (above, below)), shape=(nodes + 1, nodes + 1)
    )
    visited = depth_first_order(down, nodes, return_predecessors=False).astype(np.int64)
    is_article = visited < tree.leaves
    first = np.empty(nodes + 1, dtype=np.int64)
    first[visited] = np.cumsum(is_article) - is_article
    height = np.full(tree.leaves, -1.0)
    # A merge stands between its two halves: where the one visited second begins.
    height[np.maximum(first[tree.left], first[tree.right])] = tree.height
    return TreeOrder(tree, visited[is_article], height, first[:nodes])
