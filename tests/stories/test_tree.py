"""The tree of merges: cut, walked in rounds, and numbered."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.tree import MergeTree, merge_rounds, parent_heights, renumber
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
