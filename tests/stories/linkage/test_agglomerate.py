"""Average linkage: exact against scipy, deterministic, and lawful at every cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from clustering.arrays.types import FloatArray, IntArray
from clustering.stories.linkage.agglomerate import LinkConstraints
from clustering.stories.linkage.tree import parent_heights, renumber
from tests.stories.trees import average_linkage, crowded_tree, random_strengths

seeds = st.integers(0, 2**32 - 1)


def scipy_labels(
    size: int, left: IntArray, right: IntArray, strength: FloatArray, cut: float
) -> IntArray:
    full = np.zeros((size, size))
    full[left, right] = strength
    distance = 1.0 - full[np.triu_indices(size, 1)]
    tree = linkage(distance, method="average")
    return renumber(fcluster(tree, 1.0 - cut, criterion="distance").astype(np.int64))


@given(seed=seeds, size=st.integers(2, 40), density=st.floats(0.1, 1.0), cut=st.floats(0.02, 0.9))
def test_partition_equals_scipy_average_linkage_cut_at_the_same_height(
    seed: int, size: int, density: float, cut: float
) -> None:
    left, right, strength = random_strengths(seed, size, density)
    ours = average_linkage(left, right, strength, size).cut(cut)
    assert ours.tolist() == scipy_labels(size, left, right, strength, cut).tolist()


@pytest.mark.parametrize("size", [300, 900])
def test_partition_equals_scipy_on_larger_inputs(size: int) -> None:
    left, right, strength = random_strengths(size, size, 0.3)
    tree = average_linkage(left, right, strength, size)
    for cut in (0.05, 0.1, 0.15, 0.2, 0.3, 0.6):
        assert tree.cut(cut).tolist() == scipy_labels(size, left, right, strength, cut).tolist()


@given(seed=seeds, size=st.integers(2, 40), density=st.floats(0.02, 0.5))
def test_cut_at_zero_gives_connected_components(seed: int, size: int, density: float) -> None:
    left, right, strength = random_strengths(seed, size, density)
    links = coo_array((np.ones(len(left)), (left, right)), shape=(size, size))
    _, components = connected_components(links, directed=False)
    ours = average_linkage(left, right, strength, size).cut(0.0)
    assert ours.tolist() == renumber(components.astype(np.int64)).tolist()


@given(seed=seeds, size=st.integers(2, 30))
def test_partition_does_not_depend_on_the_order_of_articles(seed: int, size: int) -> None:
    left, right, strength = random_strengths(seed, size, 0.6)
    shuffle = np.random.default_rng(seed).permutation(size)
    ours = average_linkage(left, right, strength, size).cut(0.2)
    a, b = shuffle[left], shuffle[right]
    shuffled = average_linkage(np.minimum(a, b), np.maximum(a, b), strength, size).cut(0.2)
    assert renumber(shuffled[shuffle]).tolist() == ours.tolist()


@given(seed=seeds, size=st.integers(2, 30))
def test_progress_counts_settled_pairs_up_to_all(seed: int, size: int) -> None:
    left, right, strength = random_strengths(seed, size, 0.6)
    told: list[tuple[int, int]] = []
    average_linkage(left, right, strength, size, tell=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1:] == [(len(left), len(left))] * bool(len(left))


def test_ties_are_broken_the_same_way_every_time() -> None:
    left, right = np.triu_indices(6, 1)
    strength = np.full(len(left), 0.5)
    first = average_linkage(left, right, strength, 6)
    again = average_linkage(left, right, strength, 6)
    assert first.left.tolist() == again.left.tolist()
    assert first.cut(0.5).tolist() == [0] * 6


def test_no_pairs_leave_every_article_alone() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert average_linkage(none, none, np.zeros(0), 3).cut(0.0).tolist() == [0, 1, 2]


@given(seed=seeds, size=st.integers(1, 40))
def test_no_merge_is_higher_than_those_of_its_halves(seed: int, size: int) -> None:
    tree, _ = crowded_tree(seed, size)
    above = parent_heights(tree)
    assert (above[tree.leaves :] <= tree.height).all()
    roots = np.setdiff1d(np.arange(len(above)), np.concatenate([tree.left, tree.right]))
    assert (above[roots] == 0).all()
    assert (np.delete(above, roots) > 0).all()


@given(seed=seeds, size=st.integers(2, 25))
def test_each_merge_knows_how_much_of_it_comes_from_pairs_with_other_names(
    seed: int, size: int
) -> None:
    left, right, strength = random_strengths(seed, size, 0.6)
    differ = np.random.default_rng(seed).random(len(left)) < 0.5
    tree = average_linkage(left, right, strength, size, names_differ=differ)
    shares = np.zeros(0) if tree.other_names is None else tree.other_names
    members = [{leaf} for leaf in range(size)]
    for a, b, share in zip(tree.left, tree.right, shares, strict=True):
        between = np.array(
            [
                {x, y} & members[a] != set() != {x, y} & members[b]
                for x, y in zip(left.tolist(), right.tolist(), strict=True)
            ]
        )
        assert share == pytest.approx(strength[between & differ].sum() / strength[between].sum())
        members.append(members[a] | members[b])


@given(seed=seeds, size=st.integers(2, 25))
def test_names_change_no_merge(seed: int, size: int) -> None:
    pairs = random_strengths(seed, size, 0.6)
    differ = np.random.default_rng(seed).random(len(pairs[0])) < 0.5
    plain, named = (average_linkage(*pairs, size, names_differ=d) for d in (None, differ))
    assert plain.other_names is not None
    assert not plain.other_names.any()
    assert plain.left.tolist() == named.left.tolist()
    assert plain.right.tolist() == named.right.tolist()
    assert plain.height.tolist() == named.height.tolist()


def test_what_a_person_joined_has_no_other_names() -> None:
    constraints = LinkConstraints(np.array([[0, 1]]), np.array([[0, 3]]))
    left, right = np.triu_indices(4, 1)
    differ = np.ones(6, dtype=np.bool_)
    strength = np.full(6, 0.3)
    tree = average_linkage(left, right, strength, 4, constraints, names_differ=differ)
    assert tree.other_names is not None
    assert tree.other_names.tolist() == [0.0, 1.0]
