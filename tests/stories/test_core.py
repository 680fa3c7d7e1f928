"""Core and fringe: a stray leans on its story, and neither of two does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.types import FloatArray
from clustering.stories.core import in_core

seeds = st.integers(0, 2**32 - 1)


def random_vectors(seed: int, size: int) -> FloatArray:
    vectors = np.random.default_rng(seed).random((size, 4)) ** 3 + 1e-6
    lengths: FloatArray = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


def core_of(vectors: FloatArray, groups: list[int]) -> list[bool]:
    group_of = np.array(groups, dtype=np.int64)
    sums = np.stack([vectors[group_of == group].sum(axis=0) for group in range(max(groups) + 1)])
    return list(in_core((vectors * sums[group_of]).sum(axis=1), group_of))


@given(seed=seeds, size=st.integers(1, 30), groups=st.integers(1, 6))
def test_the_core_is_at_three_quarters_of_the_median_likeness(
    seed: int, size: int, groups: int
) -> None:
    vectors = random_vectors(seed, size)
    found = np.random.default_rng(seed).integers(0, groups, size)
    group_of = np.unique(found, return_inverse=True)[1].tolist()
    expected = [False] * size
    for group in set(group_of):
        members = [at for at in range(size) if group_of[at] == group]
        means = [
            np.mean([vectors[a] @ vectors[b] for b in members if b != a] or 0) for a in members
        ]
        for member, mean in zip(members, means, strict=True):
            expected[member] = bool(mean >= 0.75 * np.median(means) - 1e-6)
    assert core_of(vectors, group_of) == expected


@given(seed=seeds)
def test_both_of_two_are_in_the_core_and_so_is_an_article_alone(seed: int) -> None:
    assert core_of(random_vectors(seed, 3), [0, 0, 1]) == [True, True, True]


@given(seed=seeds, size=st.integers(1, 30))
def test_no_story_is_without_a_core(seed: int, size: int) -> None:
    assert any(core_of(random_vectors(seed, size), [0] * size))


@pytest.mark.parametrize("off", [0.0, 1e-7, -1e-7])
def test_two_that_share_nothing_are_both_in_the_core_whatever_the_rounding(off: float) -> None:
    """A person can put any two together; a row of a vector has length 1 to seven digits."""
    group_of = np.zeros(2, dtype=np.int64)
    assert in_core(np.array([1.0 - off, 1.0 + 4e-8]), group_of).tolist() == [True, True]
    assert in_core(np.zeros(2), group_of).tolist() == [True, True]  # without a word


def test_a_stray_is_on_the_fringe_and_the_others_are_not() -> None:
    axis = np.eye(3)
    near = np.array([[0.9, 0.1, 0.1], [0.8, 0.3, 0.1], [0.9, 0.2, 0.0], [0.3, 0.1, 0.9]])
    vectors = near / np.linalg.norm(near, axis=1, keepdims=True)
    assert core_of(np.concatenate([vectors, axis[:1]]), [0, 0, 0, 0, 0]) == [
        *([True] * 3),
        False,
        True,
    ]


def test_each_story_is_judged_by_its_own_median() -> None:
    """What is a stray in a story of near copies is the middle of a loose one."""
    tight, loose = [9.0, 9.0, 9.0, 5.0], [5.0, 5.0, 5.0, 5.0]
    group_of = np.repeat([0, 1], 4)
    assert in_core(np.array(tight + loose), group_of).tolist() == [True] * 3 + [False] + [True] * 4
