"""The worst splits and merges: that they are found, ranked, and add up to what is lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.evaluation.metrics import Contingency, bcubed, contingency_table
from clustering.evaluation.mismatches import Discrepancy, MismatchPart, worst_splits

NAMES = [str(number) for number in range(10)]


def splits_of(table: Contingency, top: int) -> list[Discrepancy]:
    return worst_splits(table, top, NAMES, NAMES, lambda gold, found: f"{gold} in {found}")


def test_a_split_story_shows_its_pieces_largest_first() -> None:
    table = contingency_table(np.array([7, 7, 7, 7, 8, 8]), np.array([3, 1, 1, 1, 2, 2]))
    (split,) = splits_of(table, 5)
    assert split.story == "7"
    assert split.parts == (MismatchPart("1", "7 in 1", 3), MismatchPart("3", "7 in 3", 1))
    assert split.loss == pytest.approx(1.5 / 6)
    assert split.articles == 4
    assert splits_of(table.transposed, 5) == []


def test_a_merged_story_shows_what_it_mixes() -> None:
    table = contingency_table(np.array([7, 7, 8, 9]), np.array([4, 4, 4, 5]))
    (merge,) = splits_of(table.transposed, 5)
    assert merge.story == "4"
    assert [(part.story, part.articles) for part in merge.parts] == [("7", 2), ("8", 1)]
    assert merge.loss == pytest.approx((3 - 5 / 3) / 4)
    assert splits_of(table, 5) == []


def test_the_costliest_come_first_and_no_more_than_asked_for() -> None:
    gold = np.array([0, 0, 1, 1, 1, 1, 2, 2])
    found = np.array([0, 1, 2, 2, 3, 3, 4, 5])
    splits = splits_of(contingency_table(gold, found), 2)
    assert [split.story for split in splits] == ["1", "0"]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=50),
)
def test_losses_add_up_to_what_precision_and_recall_lack(labels: list[tuple[int, int]]) -> None:
    table = contingency_table(*np.array(labels).T)
    score = bcubed(table)
    splits, merges = splits_of(table, 100), splits_of(table.transposed, 100)
    assert sum(split.loss for split in splits) == pytest.approx(1 - score.recall)
    assert sum(merge.loss for merge in merges) == pytest.approx(1 - score.precision)
    assert all(len(mismatch.parts) > 1 for mismatch in [*splits, *merges])
