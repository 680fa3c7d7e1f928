"""Scores of the bench: against two readers, of some articles only, and of clean stories."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.articles.merge import merge
from clustering.evaluation.metrics import bcubed, contingency_table
from tests.benchmarks.scoring import Clean, bcubed_of, clean_stories, of_each, score
from tests.factories import make_record

GOLD = np.array([0, 0, 1, 2, -1])
FOUND = np.array([0, 1, 1, 2, 0])


def test_two_readers_count_alike() -> None:
    other = np.array([0, 1, 1, 2, -1])
    found = score([GOLD, other], FOUND)
    one = bcubed(contingency_table(GOLD, FOUND))
    assert (found.precision, found.recall) == ((one.precision + 1) / 2, (one.recall + 1) / 2)
    assert found.f1 == pytest.approx((one.f1 + 1) / 2)


def test_the_figures_of_each_article_add_up_to_those_of_all() -> None:
    precision, recall = of_each(GOLD, FOUND)
    whole = bcubed(contingency_table(GOLD, FOUND))
    assert np.isnan(precision[4])
    assert np.nanmean(precision) == pytest.approx(whole.precision)
    assert np.nanmean(recall) == pytest.approx(whole.recall)


def test_some_articles_are_scored_against_all_labelled_ones() -> None:
    whole = bcubed(contingency_table(GOLD, FOUND))
    same = bcubed_of(np.ones(5, dtype=np.bool_), GOLD, FOUND)
    assert (same.precision, same.recall) == pytest.approx((whole.precision, whole.recall))
    second = bcubed_of(np.arange(5) == 1, GOLD, FOUND)
    assert (second.precision, second.recall) == (0.5, 0.5)


def test_a_story_of_several_outlets_is_clean_where_one_reader_has_nine_tenths_in_one_event() -> (
    None
):
    outlets = ["one.example"] * 9 + ["two.example"] * 3
    corpus = merge(
        [
            make_record(
                f"{at:02d}",
                f"Report {at}",
                urls=(f"https://{outlet}/{at:02d}",),
                outlet_name=outlet,
                outlet_domain=outlet,
            )
            for at, outlet in enumerate(outlets)
        ]
    )
    place = corpus.article_of  # of each record
    story, first, second = (np.zeros(12, dtype=np.int64) for _ in range(3))
    story[place] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1]  # 10 articles, then 2, of both outlets
    first[place] = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 5, 2]  # nine of ten, and one of two
    assert clean_stories([first], story, corpus) == {0: True, 1: False}
    second[place] = [0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 5, 1]  # eight of ten, and both
    assert clean_stories([second], story, corpus) == {0: False, 1: True}
    assert clean_stories([first, second], story, corpus) == {0: True, 1: True}
    story[place] = [0] * 9 + [1] * 3
    assert clean_stories([first], story, corpus) == {}


def test_no_story_of_several_outlets_is_no_fault() -> None:
    assert (Clean(0, 0).share, Clean(4, 3).share) == (1.0, 0.75)
