"""Linkage in slices of time gives the tree of the whole, to the bit, however time is cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.components import connected_components
from clustering.arrays.types import FloatArray, IntArray
from clustering.engines.inline import InlineEngine
from clustering.stories.linkage.agglomerate import LinkConstraints
from clustering.stories.linkage.slices import (
    ArticlePairs,
    merge_in_slices,
    merge_slice,
    slice_tasks,
    slices_of_days,
)
from clustering.stories.linkage.tree import MergeTree, joined_merges, state_after, whole_quanta
from tests.stories.trees import assert_same, average_linkage

seeds = st.integers(0, 2**32 - 1)
WINDOW = 3.0


def stream(seed: int, articles: int, days: float, ties: bool) -> tuple[ArticlePairs, FloatArray]:
    """Pairs of articles at most three days apart, and the place of each article in time."""
    rng = np.random.default_rng(seed)
    time = rng.uniform(0, days, articles)  # the order of articles is not that of time
    by_time = np.argsort(time)
    found = []
    for step in range(1, 40):
        one, other = by_time[:-step], by_time[step:]
        near = np.abs(time[one] - time[other]) <= WINDOW
        kept = near & (rng.random(len(one)) < 0.5)
        found.append(np.stack([one[kept], other[kept]]))
    ends = np.sort(np.unique(np.sort(np.concatenate(found, axis=1), axis=0), axis=1), axis=0)
    event = rng.integers(0, max(articles // 6, 1), articles)
    within = event[ends[0]] == event[ends[1]]
    strength = np.where(
        within, rng.uniform(0.1, 0.9, len(within)), rng.uniform(0, 0.3, len(within))
    )
    if ties:
        strength = np.round(strength, 1)
    differ = rng.random(len(within)) < 0.3
    return ArticlePairs(ends[0], ends[1], whole_quanta(strength), differ), time


def some_answers(seed: int, pairs: ArticlePairs, articles: int) -> LinkConstraints:
    """Return pairs that must be one, some of them far apart, and pairs that must not."""
    rng = np.random.default_rng(seed)
    far = rng.integers(0, articles, (5, 2))
    chosen = rng.permutation(len(pairs.left))[:40]
    near = np.stack([pairs.left[chosen], pairs.right[chosen]], axis=1)
    must, cannot = np.concatenate([near[:20], far[far[:, 0] != far[:, 1]]]), near[20:]
    group = connected_components(must[:, 0], must[:, 1], articles)
    return LinkConstraints(must, cannot[group[cannot[:, 0]] != group[cannot[:, 1]]])


def in_slices(
    pairs: ArticlePairs,
    articles: int,
    slices: list[IntArray],
    constraints: LinkConstraints | None = None,
) -> MergeTree:
    names = pairs.names_differ
    return average_linkage(*pairs[:3], articles, constraints, names_differ=names, slices=slices)


@given(
    seed=seeds,
    articles=st.integers(2, 120),
    days=st.floats(1, 40),
    ties=st.booleans(),
    answered=st.booleans(),
    lengths=st.lists(st.floats(0.5, 20), max_size=3),
)
def test_the_tree_is_that_of_the_whole_to_the_bit(
    seed: int, articles: int, days: float, ties: bool, answered: bool, lengths: list[float]
) -> None:
    pairs, time = stream(seed, articles, days, ties)
    constraints = some_answers(seed, pairs, articles) if answered else None
    slices = [np.floor(time / length).astype(np.int64) for length in lengths]
    whole = average_linkage(*pairs[:3], articles, constraints, names_differ=pairs.names_differ)
    assert_same(in_slices(pairs, articles, slices, constraints), whole)


@given(seed=seeds, ties=st.booleans())
def test_any_slices_will_do_also_such_as_are_not_of_time(seed: int, ties: bool) -> None:
    pairs, _ = stream(seed, 80, 10, ties)
    slice_of = np.random.default_rng(seed).integers(-1, 4, 80)
    whole = average_linkage(*pairs[:3], 80, names_differ=pairs.names_differ)
    assert_same(in_slices(pairs, 80, [slice_of]), whole)


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("length", [3.0, 10.0, 31.0])
def test_three_thousand_articles_in_slices_of_days(length: float, ties: bool) -> None:
    pairs, time = stream(7, 3_000, 100, ties)
    slices = [np.floor((time + shift) / length).astype(np.int64) for shift in (0, length / 2)]
    whole = average_linkage(*pairs[:3], 3_000, names_differ=pairs.names_differ)
    assert len(whole.height) > 2_500  # all hangs together over the borders
    assert_same(in_slices(pairs, 3_000, slices), whole)


def test_most_merges_are_made_in_their_slice() -> None:
    pairs, time = stream(7, 3_000, 100, ties=False)
    slice_of = np.floor(time / 20).astype(np.int64)
    tasks = slice_tasks(pairs, state_after(joined_merges([]), 3_000), slice_of, InlineEngine())
    merges = joined_merges([merge_slice(task) for task in tasks])
    assert len(merges.left) > 0.6 * len(in_slices(pairs, 3_000, []).height)


def test_a_slice_holds_no_pair_that_has_no_end_in_it() -> None:
    pairs, time = stream(3, 200, 40, ties=False)
    slice_of = np.floor(time / 10).astype(np.int64)
    for task in slice_tasks(pairs, state_after(joined_merges([]), 200), slice_of, InlineEngine()):
        inside = ~task.is_held
        assert (inside[task.pairs.left] | inside[task.pairs.right]).all()


def test_a_group_waits_whose_best_neighbour_is_outside() -> None:
    pairs = ArticlePairs(
        np.array([0, 1]), np.array([1, 2]), whole_quanta(np.array([0.5, 0.6])), np.zeros(2, bool)
    )
    state = state_after(joined_merges([]), 3)
    (task, *_) = slice_tasks(pairs, state, np.array([0, 0, 1]), InlineEngine())
    assert len(merge_slice(task).left) == 0
    made = merge_in_slices(pairs, joined_merges([]), 3, [np.array([0, 0, 1])])
    assert made.left.tolist() == [1, 0]


def test_days_are_cut_twice_and_the_undated_are_in_no_slice() -> None:
    days = np.array([0.0, np.nan, 0.0, 90.0, 0.0, 0.5, 1.0])  # most within one window
    first, second = slices_of_days(days, WINDOW, 2)
    assert first.tolist() == [0, -1, 0, 2, 1, 1, 2]
    assert second.tolist() == [0, -1, 1, 3, 1, 2, 2]


@pytest.mark.parametrize(("articles", "window"), [(5, 3.0), (90, 0.0), (0, 3.0)])
def test_few_articles_are_not_cut(articles: int, window: float) -> None:
    assert slices_of_days(np.array([*range(articles), np.nan]), window, 3) == []
