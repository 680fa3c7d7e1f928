"""Groups merge in rounds, and by compiled chains where there are many pairs."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.stories.linkage import chains, merging
from clustering.stories.linkage.merging import merge_groups, sum_by_group_pair
from clustering.stories.linkage.tree import joined_merges, state_after
from tests.stories.linkage.test_chains import random_groups


@pytest.mark.parametrize("is_there", [True, False])
def test_many_pairs_merge_in_chains_where_these_can_be_compiled(
    monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    expected = merge_groups(*random_groups(3))
    monkeypatch.setattr(merging, "_COMPILED_PAIRS", 1)
    asked: list[bool] = []

    def merge_in_chains(*_: object) -> object:
        asked.append(True)
        return expected if is_there else None

    monkeypatch.setattr(chains, "merge_in_chains", merge_in_chains)
    assert (merge_groups(*random_groups(3)) is expected) == is_there
    assert asked == [True]


def test_progress_of_rounds_ends_with_the_pairs() -> None:
    ends = np.array([0, 2, 1]), np.array([1, 3, 2])
    pairs = *ends, np.array([0.5, 0.4, 0.1])
    told: list[tuple[int, int]] = []
    nothing = ends[0][:0], ends[1][:0], np.zeros(0)
    state = state_after(joined_merges([]), 4)
    merges = merge_groups(state, pairs, nothing, tell=lambda *done: told.append(done))
    assert merges.left.tolist() == [0, 2, 0]
    assert told[-1] == (3, 3)


def test_pairs_within_one_group_are_left_out_of_the_sums() -> None:
    left, right, total = sum_by_group_pair(
        np.array([2, 1, 0, 1]), np.array([1, 2, 1, 1]), np.array([0.25, 0.5, 1.0, 9.0])
    )
    assert (left.tolist(), right.tolist(), total.tolist()) == ([0, 1], [1, 2], [1.0, 0.75])
