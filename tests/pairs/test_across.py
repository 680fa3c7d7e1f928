"""Pairs across languages: who is near, and what chance gives."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.pairs.across import NEIGHBOURS, centred, deviations, pairs_across
from clustering.vectors.meaning.base import ArticleMeanings, unit_dense


def meanings(events: list[int], languages: list[int], seed: int = 3) -> ArticleMeanings:
    """Vectors of events, with a direction that all share, one of each language, and noise."""
    draw = np.random.default_rng(seed)
    of_event, of_language = draw.normal(size=(max(events) + 1, 64)), draw.normal(size=(5, 64))
    rows = [
        3 + of_event[event] + of_language[language] + draw.normal(size=64) / 2
        for event, language in zip(events, languages, strict=True)
    ]
    codes = ("ar", "de", "en", "fr", "ja")[: max(languages) + 1]
    background = unit_dense(3 + draw.normal(size=(40, 64)))
    return ArticleMeanings(
        unit_dense(rows),
        background,
        codes,
        np.array(languages),
        "invented",
        np.ones(len(languages), dtype=np.bool_),
    )


def test_what_all_vectors_share_is_taken_away() -> None:
    told = meanings([event for event in range(40) for _ in range(2)], [0, 1] * 40)
    rows, background = centred(told)
    before, after = told.rows @ told.rows.T, rows @ rows.T
    apart = ~np.eye(80, dtype=np.bool_)
    assert before[apart].mean() > 0.7
    assert abs(after[apart].mean()) < 0.05
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert len(background) == 40


def test_pairs_of_one_event_stand_out_of_the_deviation() -> None:
    told = meanings([event for event in range(40) for _ in range(2)], [0, 1] * 40)
    meaning, pairs = pairs_across(told, np.full(80, np.nan), 14.0)
    measured = meaning.cosines(pairs.left, pairs.right) / meaning.deviations(
        pairs.left, pairs.right
    )
    is_same = pairs.left // 2 == pairs.right // 2
    assert is_same.sum() == 40
    assert measured[is_same].min() > 3.0
    assert np.quantile(measured[~is_same], 0.95) < 3.0
    assert meaning.differ(pairs.left, pairs.right).all()


def test_a_few_articles_on_one_event_are_told_from_the_background() -> None:
    meaning, pairs = pairs_across(meanings([0, 0, 0], [0, 1, 2]), np.zeros(3), 14.0)
    assert len(pairs) == 3
    assert meaning.cosines(pairs.left, pairs.right).min() > 0.3


def test_articles_outside_the_window_are_no_candidates() -> None:
    told = meanings([0, 0, 0], [0, 1, 1])
    _, pairs = pairs_across(told, np.array([0.0, 20.0, np.nan]), 14.0)
    assert list(zip(pairs.left, pairs.right, strict=True)) == [(0, 2)]
    _, pairs = pairs_across(told, np.array([0.0, 20.0, np.nan]), 0.0)
    assert len(pairs) == 2


def test_the_main_language_does_not_search() -> None:
    told = meanings([0] * 100, [1] * 95 + [0] * 5)
    _, pairs = pairs_across(told, np.zeros(100), 14.0)
    assert 0 < len(pairs) <= 5 * NEIGHBOURS


def test_two_languages_that_the_encoder_does_not_know_are_not_compared() -> None:
    told = meanings([0, 0, 0], [0, 1, 2])
    told.is_known[:2] = False
    _, pairs = pairs_across(told, np.zeros(3), 14.0)
    assert list(zip(pairs.left, pairs.right, strict=True)) == [(0, 2), (1, 2)]


def test_an_article_without_a_vector_is_near_to_none() -> None:
    told = meanings([0, 0, 0], [0, 1, 1])
    told.rows[2] = 0.0
    _, pairs = pairs_across(told, np.zeros(3), 14.0)
    assert list(zip(pairs.left, pairs.right, strict=True)) == [(0, 1)]
    none = ArticleMeanings(
        told.rows[:0], told.background, (), told.language_of[:0], "", told.is_known[:0]
    )
    assert len(pairs_across(none, np.zeros(0), 14.0)[1]) == 0


def test_matches_do_not_widen_what_unrelated_articles_reach() -> None:
    alone = meanings([event for event in range(60) for _ in range(2)], [0, 1] * 60)
    rows, background = centred(alone)
    assert deviations(rows, background, alone) == pytest.approx(0.12, abs=0.04)
