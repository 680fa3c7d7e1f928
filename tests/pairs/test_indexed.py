"""The compiled search finds the same pairs, to the bit, as the one that needs no numba."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering import read
from clustering.arrays.types import FloatArray
from clustering.articles.merge import merge
from clustering.pairs import indexed, nearest
from clustering.pairs.nearest import nearest_pairs
from clustering.settings.model import Settings
from clustering.vectors.words import vectorize
from tests.pairs.vectors import Found, as_dict, random_days, random_vectors

pytest.importorskip("numba")


def compiled_and_not(
    matrix: sparse.csr_array,
    days: FloatArray,
    neighbours: int = 20,
    floor: float = 0.1,
    window: float = 14.0,
) -> tuple[Found, Found]:
    """Return the pairs of both searches."""
    given = (matrix, days, neighbours, floor, window)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "_INDEXED_FROM", 0)
        compiled = nearest_pairs(*given)
        patch.setattr(nearest, "_INDEXED_FROM", len(days) + 1)
        return as_dict(compiled), as_dict(nearest_pairs(*given))


@pytest.mark.slow("searches a hundred sets of vectors twice")
@given(
    seed=st.integers(0, 10_000),
    articles=st.integers(1, 80),
    words=st.integers(2, 60),
    neighbours=st.integers(1, 30),
    floor=st.floats(0.07, 0.6),
    window=st.sampled_from([0.0, 1.0, 14.0]),
    undated=st.sampled_from([0.0, 0.3, 1.0]),
    copies=st.booleans(),
)
def test_any_vectors_have_the_same_pairs(
    seed: int,
    articles: int,
    words: int,
    neighbours: int,
    floor: float,
    window: float,
    undated: float,
    copies: bool,
) -> None:
    matrix = random_vectors(seed, articles, words)
    if copies:
        matrix = matrix[np.random.default_rng(seed).integers(0, articles, articles) // 4]
    days = random_days(seed, articles, undated)
    compiled, without = compiled_and_not(matrix, days, neighbours, floor, window)
    assert compiled == without


@pytest.mark.parametrize("window", [0.0, 6.0])
@pytest.mark.parametrize("neighbours", [2, 5, 40])
def test_the_size_of_a_call_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, neighbours: int, window: float
) -> None:
    matrix, days = random_vectors(11, 300), random_days(11, 300, 0.1)
    monkeypatch.setattr(indexed, "_ROWS", 30)
    monkeypatch.setattr(indexed, "_STRETCH", 50)
    compiled, without = compiled_and_not(matrix, days, neighbours, window=window)
    assert compiled == without


def test_the_words_that_rows_skip_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, days = random_vectors(5, 300), random_days(5, 300, 0.2)
    for most in (0, 3, 30):
        monkeypatch.setattr(indexed, "_SKIPPED_WORDS", most)
        monkeypatch.setattr(indexed, "_SKIPPED_LENGTH", 0.5)
        compiled, without = compiled_and_not(matrix, days, floor=0.3)
        assert compiled == without


@pytest.mark.parametrize("dated", [True, False])
def test_a_crowd_rises_to_the_same_floor(monkeypatch: pytest.MonkeyPatch, dated: bool) -> None:
    monkeypatch.setattr("clustering.pairs.search._MIN_PAIRS", 500)
    monkeypatch.setattr("clustering.pairs.search._PAIRS_PER_ARTICLE", 1)
    matrix, days = random_vectors(3, 300), random_days(3, 300, 0.0 if dated else 1.0)
    compiled, without = compiled_and_not(matrix, days, 40)
    assert 250 < len(compiled) <= 500
    assert compiled == without


def test_real_posts_have_the_same_pairs(shared_data: Path) -> None:
    corpus = merge(read(shared_data / "labelled" / "uci_dense.jsonl").records)
    matrix = vectorize(corpus.articles, Settings()).matrix
    for days in (corpus.days, np.full_like(corpus.days, np.nan)):
        compiled, without = compiled_and_not(matrix, days, Settings().neighbours)
        assert len(compiled) > 100_000
        assert compiled == without


def test_beyond_its_budget_the_most_frequent_words_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix, days = random_vectors(3, 300), random_days(3, 300, 0.0)
    everything, _ = compiled_and_not(matrix, days)
    monkeypatch.setattr(indexed, "_MIN_MULTIPLICATIONS", 1e4)
    monkeypatch.setattr(indexed, "_MULTIPLICATIONS_PER_ARTICLE", 1)
    fewer, without = compiled_and_not(matrix, days)
    assert fewer == without
    assert 0 < len(fewer) < len(everything)


def test_below_its_lowest_floor_it_is_not_used() -> None:
    assert not indexed.can_index(random_vectors(3, 60), 0.06)


@pytest.mark.parametrize("value", [0.0, -0.5])
def test_vectors_with_values_that_it_cannot_sum_are_searched_without_it(value: float) -> None:
    matrix = random_vectors(3, 60)
    assert indexed.can_index(matrix, 0.1)
    matrix.data[5] = value
    assert not indexed.can_index(matrix, 0.1)


def test_progress_counts_up_to_all_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "_INDEXED_FROM", 0)
    monkeypatch.setattr(indexed, "_ROWS", 20)
    told: list[tuple[int, int]] = []
    given = (random_vectors(3, 80), random_days(3, 80, 0.1), 10, 0.1, 14.0)
    nearest_pairs(*given, tell=lambda *step: told.append(step))
    assert told[-1] == (80, 80)
    assert told == sorted(told)
