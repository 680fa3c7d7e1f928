"""The leaves of a merge tree in the order of its dendrogram, to cut it quickly at any height.

In this order every group of every cut is an unbroken stretch, so one array, the height at which
each two neighbours merge, holds all partitions::

    articles  3    0    4    1    2
    height   -1  .50  .20   -1  .70      .20: articles 0 and 4 merge at 0.20
    cut .30  [3    0]  [4]  [1    2]     a group begins where the height is under the cut
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import depth_first_order

from clustering.arrays.types import FloatArray, IntArray
from clustering.stories.linkage.tree import MergeTree


@dataclass(frozen=True)
class TreeOrder:
    """The articles of a merge tree in dendrogram order.

    Attributes
    ----------
    tree
        The tree.
    articles
        Every article once, in the order of the tree; shape ``(articles,)``.
    height
        ``height[k]`` is where ``articles[k - 1]`` and ``articles[k]`` come to be in one group;
        ``-1`` where they never do, and at the first place; shape ``(articles,)``.
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
        while len(waiting):  # one level of the tree in each turn
            left, right = size[tree.left[waiting]], size[tree.right[waiting]]
            known = (left > 0) & (right > 0)
            size[tree.leaves + waiting[known]] = (left + right)[known]
            waiting = waiting[~known]
        return size

    def group_starts(self, cut_at: float) -> IntArray:
        """Return the places at which a group begins; shape ``(groups,)``."""
        return np.flatnonzero(self._is_group_start(cut_at))

    def sizes(self, cut_at: float) -> IntArray:
        """Count the articles of each group, in the order of the tree."""
        return np.diff(np.append(self.group_starts(cut_at), len(self.articles)))

    def groups(self, cut_at: float) -> IntArray:
        """Return the group of each article, numbered in tree order; shape ``(articles,)``."""
        group_of: IntArray = (np.cumsum(self._is_group_start(cut_at)) - 1)[self.place]
        return group_of

    def merge_height(self, left: IntArray, right: IntArray) -> FloatArray:
        """Height of the merge that puts each pair into one group (the cophenetic similarity).

        1 for an article with itself, ``-1`` where no merge does; shape ``(pairs,)``.
        """
        first = np.minimum(self.place[left], self.place[right])
        last = np.maximum(self.place[left], self.place[right])
        joined = np.ones(len(first))
        apart = np.flatnonzero(first < last)
        if len(apart):
            # The lowest of the heights at places first + 1 to last.
            between = np.stack([first[apart] + 1, last[apart] + 1], axis=1).ravel()
            joined[apart] = np.minimum.reduceat(np.append(self.height, -1.0), between)[::2]
        return joined

    def _is_group_start(self, cut_at: float) -> npt.NDArray[np.bool_]:
        first: npt.NDArray[np.bool_] = (self.height < cut_at) | (self.height < 0)
        return first


def tree_order(tree: MergeTree) -> TreeOrder:
    """Put the articles of a tree in dendrogram order."""
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
    # A merge stands at the first article of that half which is visited second.
    height[np.maximum(first[tree.left], first[tree.right])] = tree.height
    return TreeOrder(tree, visited[is_article], height, first[:nodes])
