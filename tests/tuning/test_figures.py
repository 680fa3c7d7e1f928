"""Figures of a cut are those of its labels, whichever way they are counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.tuning.figures import Partition
from clustering.tuning.order import tree_order
from tests.tuning.test_order import random_tree

seeds = st.integers(0, 2**32 - 1)


@given(seed=seeds, size=st.integers(1, 40), cut=st.floats(0, 1), before=st.floats(0, 1))
def test_a_cut_of_a_tree_counts_as_its_labels_do(
    seed: int, size: int, cut: float, before: float
) -> None:
    order = tree_order(random_tree(seed, size, 0.3))
    outlets = np.random.default_rng(seed).integers(3, size=size)
    by_tree = [Partition(order, at) for at in (cut, before)]
    by_labels = [Partition(None, at, order.groups(at)) for at in (cut, before)]
    assert by_tree[0].figures(outlets) == by_labels[0].figures(outlets)
    assert by_tree[0].agreement(by_tree[1]) == pytest.approx(by_labels[0].agreement(by_labels[1]))


@given(seed=seeds, size=st.integers(1, 40), groups=st.integers(1, 10))
def test_groups_are_counted_by_hand(seed: int, size: int, groups: int) -> None:
    generator = np.random.default_rng(seed)
    labels, outlets = generator.integers(groups, size=size), generator.integers(3, size=size)
    members = [set(np.flatnonzero(labels == label)) for label in set(labels.tolist())]
    assert Partition(None, 0.1, labels).figures(outlets) == (
        len(members),
        sum(len({int(outlets[one]) for one in group}) > 1 for group in members),
        max(map(len, members)),
        sum(len(group) == 1 for group in members),
    )
    other = generator.integers(groups, size=size)
    agreement = Partition(None, 0.1, labels).agreement(Partition(None, 0.2, other))
    assert agreement == pytest.approx(bcubed(contingency_table(other, labels)).f1)


def test_nothing_has_no_figures() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert Partition(None, 0.1, none).figures(none) == (0, 0, 0, 0)
    assert Partition(None, 0.1, none).agreement(Partition(None, 0.2, none)) == 1.0
