"""The search by blocks: block size and threads change nothing, budgets keep the strongest."""

from __future__ import annotations

import pytest

from clustering.pairs import search
from clustering.pairs.nearest import nearest_pairs
from tests.pairs.vectors import as_dict, random_days, random_vectors


def test_threads_do_not_change_the_pairs() -> None:
    matrix, days = random_vectors(7, 400), random_days(7, 400, 0.2)
    one = nearest_pairs(matrix, days, 20, 0.1, 14.0, jobs=1)
    four = nearest_pairs(matrix, days, 20, 0.1, 14.0, jobs=4)
    assert as_dict(one) == as_dict(four)


@pytest.mark.parametrize("window", [0.0, 6.0])
@pytest.mark.parametrize("neighbours", [2, 5, 40])
def test_small_blocks_change_nothing(
    monkeypatch: pytest.MonkeyPatch, neighbours: int, window: float
) -> None:
    matrix, days = random_vectors(11, 300), random_days(11, 300, 0.1)
    wide = nearest_pairs(matrix, days, neighbours, 0.1, window)
    monkeypatch.setattr(search, "_BLOCK", 3)
    monkeypatch.setattr(search, "_UNDATED_BLOCK", 7)
    monkeypatch.setattr(search, "_MAX_UNDATED_BLOCKS", 50)
    assert as_dict(nearest_pairs(matrix, days, neighbours, 0.1, window)) == as_dict(wide)


@pytest.mark.parametrize("dated", [True, False])
def test_a_crowd_keeps_its_strongest_pairs(monkeypatch: pytest.MonkeyPatch, dated: bool) -> None:
    matrix = random_vectors(3, 300)
    days = random_days(3, 300, 0.0 if dated else 1.0)
    everything = as_dict(nearest_pairs(matrix, days, 40, 0.1, 14.0))
    monkeypatch.setattr(search, "_MIN_PAIRS", 500)
    monkeypatch.setattr(search, "_PAIRS_PER_ARTICLE", 1)
    affordable = as_dict(nearest_pairs(matrix, days, 40, 0.1, 14.0))
    assert 250 < len(affordable) <= 500 < len(everything)
    weakest = min(affordable.values())
    assert {pair for pair, value in everything.items() if value > weakest} <= affordable.keys()


@pytest.mark.parametrize("window", [0.0, 14.0])
def test_progress_counts_up_to_all_articles(window: float) -> None:
    told: list[tuple[int, int]] = []
    nearest_pairs(
        random_vectors(3, 80),
        random_days(3, 80, 0.1),
        10,
        0.1,
        window,
        tell=lambda *step: told.append(step),
    )
    assert told[-1] == (80, 80)
    assert told == sorted(told)
