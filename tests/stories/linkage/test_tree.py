"""The tree of merges: cut, walked in rounds, and numbered."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.linkage.tree import (
    Merges,
    MergeTree,
    joined_merges,
    merge_rounds,
    parent_heights,
    renumber,
    state_after,
    tree_of,
    whole_quanta,
)
from tests.stories.trees import average_linkage, crowded_tree, random_strengths

seeds = st.integers(0, 2**32 - 1)


@given(seed=seeds, size=st.integers(2, 40), low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_higher_cut_only_splits_groups(seed: int, size: int, low: float, high: float) -> None:
    tree = average_linkage(*random_strengths(seed, size, 0.5), size)
    coarse, fine = tree.cut(min(low, high)), tree.cut(max(low, high))
    for group in np.unique(fine):
        assert len(np.unique(coarse[fine == group])) == 1


@given(seed=seeds, size=st.integers(1, 40))
def test_a_round_of_merges_joins_only_what_was_there_before_it(seed: int, size: int) -> None:
    tree, _ = crowded_tree(seed, size)
    rounds = merge_rounds(tree)
    assert [merge for start, stop in rounds for merge in range(start, stop)] == list(
        range(len(tree.height))
    )
    for start, stop in rounds:
        assert max(tree.left[start:stop].max(), tree.right[start:stop].max()) < tree.leaves + start


def test_groups_are_numbered_in_order_of_their_first_member() -> None:
    assert renumber(np.array([7, 3, 7, 0])).tolist() == [0, 1, 0, 2]


def test_the_parent_of_a_root_has_no_height() -> None:
    tree = MergeTree(3, np.array([0, 3]), np.array([1, 2]), np.array([0.5, 0.2]))
    assert parent_heights(tree).tolist() == [0.5, 0.5, 0.2, 0.2, 0.0]
    assert tree.cut(0.3).tolist() == [0, 0, 1]


seeds = st.integers(0, 2**32 - 1)


def some_merges() -> Merges:
    """Return three merges: 0 with 3, then 1 to these; 2 with 4. Article 5 stays alone."""
    left, right, level = np.array([0, 2, 0]), np.array([3, 4, 1]), np.array([1, 1, 2])
    return Merges(left, right, np.array([0.9, 0.8, 0.5]), np.array([0.0, 0.1, 0.2]), level)


def test_groups_are_told_from_their_merges_in_any_order() -> None:
    for order in ([0, 1, 2], [2, 1, 0]):
        state = state_after(some_merges().at(np.array(order)), 6)
        assert state.group.tolist() == [0, 0, 2, 0, 2, 5]
        assert state.size[[0, 2, 5]].tolist() == [3, 2, 1]
        assert state.ceiling[[0, 2, 5]].tolist() == [0.5, 0.8, 1.0]
        assert state.level[[0, 2, 5]].tolist() == [2, 1, 0]


def test_the_tree_names_each_half_by_the_merge_that_made_it() -> None:
    tree = tree_of(some_merges().at(np.array([2, 0, 1])), 6)
    assert tree.left.tolist() == [0, 2, 6]
    assert tree.right.tolist() == [3, 4, 1]
    assert tree.height.tolist() == [0.9, 0.8, 0.5]
    assert tree.other_names is not None
    assert tree.other_names.tolist() == [0.0, 0.1, 0.2]


def test_no_merges_make_a_tree_of_leaves() -> None:
    tree = tree_of(joined_merges([]), 3)
    assert tree.cut(0.0).tolist() == [0, 1, 2]


@given(seed=seeds, size=st.integers(2, 40))
def test_sums_of_whole_quanta_do_not_depend_on_their_order(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    strength = whole_quanta(rng.uniform(0, 1, size))
    assert sum(strength.tolist()) == sum(rng.permutation(strength).tolist())


def test_a_strength_of_next_to_nothing_is_not_rounded_to_nothing() -> None:
    assert (whole_quanta(np.array([1e-16, 0.3])) > 0).all()
    assert abs(whole_quanta(np.array([0.3]))[0] - 0.3) < 2.0**-29 * 1.01


@given(seed=seeds, size=st.integers(2, 40))
def test_children_come_before_parents_and_the_first_article_is_on_the_left(
    seed: int, size: int
) -> None:
    tree = average_linkage(*random_strengths(seed, size, 0.6), size)
    made = np.arange(size, size + len(tree.height))
    assert (tree.left < made).all()
    assert (tree.right < made).all()
    first = list(range(size))
    for left, right in zip(tree.left.tolist(), tree.right.tolist(), strict=True):
        assert first[left] < first[right]
        first.append(first[left])
