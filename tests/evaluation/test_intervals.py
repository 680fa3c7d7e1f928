"""Intervals: that stories are what is drawn, and that the figures are those of the scores."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.types import IntArray
from clustering.evaluation import intervals
from clustering.evaluation.intervals import (
    Interval,
    ScoreInterval,
    pair_interval,
    rates_of,
    story_intervals,
    story_terms,
)
from clustering.evaluation.metrics import Contingency, bcubed, contingency_table, pairwise

Cells = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=40)


def noisy_stories(stories: int, seed: int = 0) -> Contingency:
    """Stories of five articles, one article in five put into another story."""
    generator = np.random.default_rng(seed)
    gold = np.repeat(np.arange(stories), 5)
    strays = generator.integers(0, stories, len(gold))
    return contingency_table(gold, np.where(generator.random(len(gold)) < 0.2, strays, gold))


@given(Cells)
def test_terms_counted_once_give_the_scores(labels: list[tuple[int, int]]) -> None:
    table = contingency_table(*np.array(labels).T)
    b, p = bcubed(table), pairwise(table)
    expected = [b.precision, b.recall, b.f1, p.precision, p.recall, p.f1]
    assert rates_of(story_terms(table).sum(axis=0)) == pytest.approx(expected)


@given(Cells, st.integers(0, 1000))
def test_weights_count_stories_as_often_as_they_say(
    labels: list[tuple[int, int]], seed: int
) -> None:
    """With weights, recall is that of the articles themselves repeated story by story."""
    gold, found = np.array(labels).T
    terms = story_terms(contingency_table(gold, found))
    weights = np.random.default_rng(seed).integers(1, 4, len(terms)).astype(np.float64)
    rows: list[IntArray] = []
    for row, story in enumerate(np.unique(gold)):
        rows += [np.flatnonzero(gold == story)] * int(weights[row])
    copies = np.concatenate([np.full(len(row), copy) for copy, row in enumerate(rows)])
    drawn = contingency_table(copies, found[np.concatenate(rows)])
    assert rates_of(weights @ terms)[1] == pytest.approx(bcubed(drawn).recall)
    assert rates_of(weights @ terms)[4] == pytest.approx(pairwise(drawn).recall)


def test_an_interval_holds_the_score_and_shrinks_with_more_stories() -> None:
    few, many = noisy_stories(20), noisy_stories(2000)
    for table in (few, many):
        f1 = story_intervals(table)[0].f1
        assert f1.low < bcubed(table).f1 < f1.high
    width = [
        interval.f1.high - interval.f1.low
        for interval in (story_intervals(few)[0], story_intervals(many)[0])
    ]
    assert width[1] < width[0] / 5


def test_an_interval_is_as_wide_as_the_standard_error_of_a_mean_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Recall of equally large stories is a mean over stories, whose error is known."""
    table = noisy_stories(500)
    recall = np.bincount(table.gold, table.count.astype(float) ** 2) / table.gold_sizes / 5
    error = recall.std(ddof=1) / np.sqrt(len(recall))
    monkeypatch.setattr(intervals, "RESAMPLES", 4000)
    interval = story_intervals(table)[0].recall
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * error, rel=0.06)


def test_an_interval_is_the_same_again_and_in_any_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = noisy_stories(30)
    whole = story_intervals(table)
    assert story_intervals(table) == whole
    monkeypatch.setattr(intervals, "_BLOCK", 700)
    for blocks, at_once in zip(story_intervals(table), whole, strict=True):
        assert astuple(blocks.f1) == pytest.approx(astuple(at_once.f1))


def test_a_perfect_grouping_leaves_no_doubt() -> None:
    certain = Interval(1.0, 1.0)
    labels = np.array([0, 0, 1, 2])
    for interval in story_intervals(contingency_table(labels, labels)):
        assert interval == ScoreInterval(certain, certain, certain)


def test_pairs_judged_alike_give_intervals_around_their_shares() -> None:
    score, accuracy = pair_interval((40, 10, 20, 130))
    assert score.precision.low < 0.8 < score.precision.high
    assert score.recall.low < 40 / 60 < score.recall.high
    error = np.sqrt(0.85 * 0.15 / 200)
    assert accuracy.high - accuracy.low == pytest.approx(2 * 1.96 * error, rel=0.1)
