"""The tree of merges: cut, walked in rounds, and numbered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, FloatArray, IntArray
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
