"""The order of a tree holds every cut of it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.linkage.tree import MergeTree, renumber
from clustering.tuning.order import tree_order
from tests.stories.trees import average_linkage

seeds = st.integers(0, 2**32 - 1)


def random_tree(seed: int, size: int, density: float) -> MergeTree:
    generator = np.random.default_rng(seed)
    left, right = np.triu_indices(size, 1)
    kept = generator.random(len(left)) < density
    strength = generator.uniform(0.01, 1.0, int(kept.sum()))
    return average_linkage(left[kept], right[kept], strength, size)


@given(seed=seeds, size=st.integers(1, 40), density=st.floats(0, 1), cut=st.floats(0, 1))
def test_every_cut_is_that_of_the_tree(seed: int, size: int, density: float, cut: float) -> None:
    tree = random_tree(seed, size, density)
    order = tree_order(tree)
    assert renumber(order.groups(cut)).tolist() == tree.cut(cut).tolist()
    assert sorted(order.sizes(cut)) == sorted(np.bincount(tree.cut(cut)))


@given(seed=seeds, size=st.integers(2, 10), density=st.floats(0, 1))
def test_two_articles_join_at_the_highest_cut_that_holds_both(
    seed: int, size: int, density: float
) -> None:
    tree = random_tree(seed, size, density)
    left, right = np.triu_indices(size)
    joined = tree_order(tree).merge_height(right, left)
    for a, b, height in zip(left, right, joined, strict=True):
        if a == b:
            assert height == 1
            continue
        together = [h for h in tree.height if tree.cut(h)[a] == tree.cut(h)[b]]
        assert height == max(together, default=-1)


@given(seed=seeds, size=st.integers(1, 30))
def test_the_articles_of_a_node_are_an_unbroken_stretch(seed: int, size: int) -> None:
    tree = random_tree(seed, size, 0.5)
    order = tree_order(tree)
    members = [{leaf} for leaf in range(size)]
    for left, right in zip(tree.left, tree.right, strict=True):
        members.append(members[left] | members[right])
    for node, expected in enumerate(members):
        start = order.first[node]
        assert set(order.articles[start : start + order.size[node]].tolist()) == expected


def test_an_empty_tree_has_an_empty_order() -> None:
    none = np.zeros(0, dtype=np.int64)
    order = tree_order(MergeTree(0, none, none, np.zeros(0)))
    assert order.groups(0.1).tolist() == []
