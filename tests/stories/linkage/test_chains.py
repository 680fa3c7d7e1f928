"""Groups that merge along chains of neighbours make the tree that rounds over all pairs make."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.types import BoolArray
from clustering.stories.linkage import chains, merging
from clustering.stories.linkage.tree import (
    Merges,
    MergeState,
    PairSums,
    joined_merges,
    state_after,
    tree_of,
    whole_quanta,
)
from tests.stories.trees import assert_same

Groups = tuple[MergeState, PairSums, PairSums, BoolArray]


@contextmanager
def loops_of_python() -> Iterator[None]:
    """Let the loops run uncompiled."""
    with pytest.MonkeyPatch.context() as patch:
        loops = chains.list_neighbours, chains.follow_chains, chains.sum_at_merges
        patch.setattr(chains, "compiled_chains", lambda: chains.ChainLoops(*loops))
        yield


def random_groups(seed: int) -> Groups:
    """Return lone articles, or groups of several; some wait, some pairs are forbidden, many tie."""
    rng = np.random.default_rng(seed)
    articles = int(rng.integers(2, 40))
    state = state_after(joined_merges([]), articles)
    if seed % 2:
        state.size[:] = rng.integers(1, 5, articles)
        state.ceiling[:] = rng.uniform(0.2, 1, articles)
        state.level[:] = rng.integers(0, 4, articles)
    left, right = np.triu_indices(articles, 1)
    order = rng.permutation(len(left))[: int(len(left) * rng.uniform(0.1, 1))]
    left, right = left[order].astype(np.int32), right[order].astype(np.int32)
    strength = rng.uniform(0.001, 1, len(left))
    total = whole_quanta(np.round(strength, int(rng.integers(1, 4))))
    total[rng.random(len(total)) < 0.05] = -np.inf
    some = np.flatnonzero((rng.random(len(total)) < 0.4) & np.isfinite(total))
    differ = left[some], right[some], total[some]
    return state, (left, right, total), differ, rng.random(articles) < 0.1 * (seed % 3)


def in_rounds(state: MergeState, pairs: PairSums, differ: PairSums, held: BoolArray) -> Merges:
    """Merge in rounds, which ``merge_groups`` takes where pairs are few."""
    return merging.merge_groups(state, pairs, differ, held)


def in_chains(state: MergeState, pairs: PairSums, differ: PairSums, held: BoolArray) -> Merges:
    merges = chains.merge_in_chains(state, pairs, differ, held, None)
    assert merges is not None
    return merges


def assert_same_tree(seed: int) -> None:
    made = in_chains(*random_groups(seed))
    expected = in_rounds(*random_groups(seed))
    articles = len(random_groups(seed)[0].group)
    assert_same(tree_of(made, articles), tree_of(expected, articles))


@given(seed=st.integers(0, 2**32 - 1))
def test_chains_make_the_tree_of_rounds(seed: int) -> None:
    with loops_of_python():
        assert_same_tree(seed)


@pytest.mark.slow("compiles the loops where they were not kept")
@given(seed=st.integers(0, 2**32 - 1))
def test_compiled_chains_make_the_tree_of_rounds(seed: int) -> None:
    pytest.importorskip("numba")
    assert_same_tree(seed)


def test_progress_is_told_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "_GROUPS_AT_ONCE", 5)
    state, pairs, differ, held = random_groups(5)
    told: list[tuple[int, int]] = []
    with loops_of_python():
        chains.merge_in_chains(state, pairs, differ, held, lambda *done: told.append(done))
    groups = len(state.group)
    assert [done for done, _ in told] == [*range(5, groups, 5), groups]
    assert {of for _, of in told} == {groups}


def test_pairs_are_left_as_they_were() -> None:
    state, pairs, differ, held = random_groups(4)
    before = [column.copy() for column in (*pairs, *differ, held)]
    with loops_of_python():
        chains.merge_in_chains(state, pairs, differ, held, None)
    for one, other in zip(before, (*pairs, *differ, held), strict=True):
        assert one.tolist() == other.tolist()


def test_without_numba_there_are_no_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "compiled_chains", lambda: None)
    assert chains.merge_in_chains(*random_groups(1), None) is None
