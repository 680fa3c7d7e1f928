"""Blocks of time hold each article once, whole days together, and the undated apart."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.arrays.time_blocks import blocks_of_days
from tests.pairs.vectors import random_days


@pytest.mark.parametrize("undated", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("rows", [1, 7, 50, None])
def test_each_article_is_in_one_block_and_no_day_is_cut(undated: float, rows: int | None) -> None:
    days = random_days(3, 200, undated)
    blocks = blocks_of_days(days, rows)
    assert np.sort(np.concatenate([*blocks])).tolist() == list(range(200))
    assert len(blocks) == len([*blocks])
    block_of_day: dict[float, int] = {}
    for number, articles in enumerate(blocks):
        assert blocks.block_of[articles].tolist() == [number] * len(articles)
        assert len({*np.isnan(days[articles]).tolist()}) == 1
        for day in np.unique(np.floor(days[articles])).tolist():
            if day == day:
                assert block_of_day.setdefault(day, number) == number


def test_a_block_has_as_many_articles_as_are_asked_for() -> None:
    blocks = blocks_of_days(np.array([5.5, 1.0, 1.2, 2.0, 3.0, np.nan, 1.9]), 4)
    assert [block.tolist() for block in blocks] == [[1, 2, 6, 3], [4, 0], [5]]
    assert blocks.place.tolist() == [5, 0, 1, 3, 4, 6, 2]


def test_without_articles_there_is_no_block() -> None:
    assert len(blocks_of_days(np.zeros(0))) == 0
