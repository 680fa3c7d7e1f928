"""How strongly each group of articles holds together, and to what is nearest outside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.stories.linkage.tree import MergeTree, merge_rounds, parent_heights


@dataclass(frozen=True)
class Surroundings:
    """Arrays of shape ``(groups,)``; heights are average strengths above the link floor, 0 to 1.

    Attributes
    ----------
    inside
        Height at which the halves of each group are joined, or those of its core; ``nan`` for a
        lone article.
    outside
        Height at which the group joins the nearest thing outside; 0 where nothing is linked.
    nearest
        The largest group of that; -1 for none.
    """

    inside: FloatArray
    outside: FloatArray
    nearest: IntArray


def surroundings(
    tree: MergeTree,
    group_of: IntArray,
    core: BoolArray | None = None,
    engine: Engine = IN_MEMORY,
) -> Surroundings:
    """Measure the groups of a cut; ``group_of`` has shape ``(leaves,)``.

    ``core`` says which articles are in the core of their group; ``None`` for all. An article that
    only leans on a group says nothing of how strongly that holds together.
    """
    groups = int(group_of.max(initial=-1)) + 1
    size = np.bincount(group_of, minlength=groups)
    merges = len(tree.height)
    # The largest group below each node, and the node at the top of each group.
    largest = engine.room(tree.leaves + merges, np.int64)
    largest[: tree.leaves] = group_of
    is_whole = np.ones(tree.leaves + merges, dtype=np.bool_)
    has_core = np.ones(tree.leaves + merges, dtype=np.bool_)
    if core is not None:
        has_core[: tree.leaves] = core
    inside = np.full(groups, np.nan)
    top = np.empty(groups, dtype=np.int64)
    top[group_of] = np.arange(tree.leaves)
    for start, stop in merge_rounds(tree):
        left, right = tree.left[start:stop], tree.right[start:stop]
        made = np.arange(tree.leaves + start, tree.leaves + stop)
        a, b = largest[left], largest[right]
        is_a = (size[a] > size[b]) | ((size[a] == size[b]) & (a <= b))
        largest[made] = np.where(is_a, a, b)
        is_whole[made] = is_whole[left] & is_whole[right] & (a == b)
        top[largest[made[is_whole[made]]]] = made[is_whole[made]]
        has_core[made] = has_core[left] | has_core[right]
        joins = is_whole[made] & has_core[left] & has_core[right]
        inside[largest[made[joins]]] = tree.height[start:stop][joins]
    beside = engine.room(tree.leaves + merges, np.int64)
    beside[:] = -1
    beside[tree.left] = tree.right
    beside[tree.right] = tree.left
    sibling = beside[top]
    return Surroundings(
        inside=inside,
        outside=parent_heights(tree, engine)[top],
        nearest=np.where(sibling >= 0, largest[sibling], -1),
    )
