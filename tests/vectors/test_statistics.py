"""Counts over a corpus that a later run takes over."""

from __future__ import annotations

import numpy as np

from clustering.settings.model import Settings
from clustering.vectors.statistics import WordStatistics
from clustering.vectors.words import vectorize
from tests.factories import make_article

COUNTED = WordStatistics(
    ["storm", "bay"], np.array([3, 1]), np.array([[3.0, 1.0], [0.0, 1.0]]), 10, 40, ("en",)
)


def test_counts_are_given_for_other_words_and_unknown_ones_have_none() -> None:
    found = COUNTED.at(["bay", "quake"])
    assert found.found.tolist() == [1, 0]
    assert found.uses.tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert (found.articles, found.entries) == (10, 40)


def test_nothing_counted_gives_zeros() -> None:
    empty = WordStatistics([], np.zeros(0, dtype=np.int64), np.zeros((2, 0)), 0, 0, ())
    assert empty.at(["bay"]).found.tolist() == [0]


def test_new_words_come_in_at_their_share_and_known_ones_stay() -> None:
    later = WordStatistics(
        ["bay", "quake"], np.array([20, 10]), np.array([[20.0, 9.0], [0.0, 9.0]]), 100, 400, ("en",)
    )
    both = COUNTED.with_new(later)
    assert both.features == ["storm", "bay", "quake"]
    assert both.found.tolist() == [3, 1, 1]  # ten of a hundred are one of ten
    assert both.uses.tolist() == [[3.0, 1.0, 9.0], [0.0, 1.0, 9.0]]


def test_articles_keep_their_vectors_when_the_counts_are_frozen() -> None:
    """Forty more articles on ferries make the word common, but not for a run that goes on."""
    few = [make_article(f"a{n}", f"Ferry {n}tov runs aground off Tarn") for n in range(4)]
    more = [make_article(f"b{n}", f"Ferry {n}lim sails again") for n in range(40)]
    alone = vectorize(few, Settings())
    assert alone.statistics is not None
    frozen = vectorize([*few, *more], Settings(), frozen=alone.statistics)
    anew = vectorize([*few, *more], Settings())
    pair = np.array([0]), np.array([1])
    before = alone.similarities(*pair)[0]
    assert abs(frozen.similarities(*pair)[0] - before) < 1e-6
    assert abs(anew.similarities(*pair)[0] - before) > 1e-3
