"""Counts over a corpus that a later run takes over."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.settings.model import Settings
from clustering.vectors.statistics import WordStatistics
from clustering.vectors.words import vectorize
from tests.factories import make_article

COUNTED = WordStatistics(
    ["storm", "bay"],
    np.array([3, 1]),
    np.array([[3.0, 1.0], [0.0, 1.0]]),
    articles=10,
    entries=40,
    languages=("en",),
    common=np.array([1e-4, 1e-5]),
)


def test_counts_are_given_for_other_words_and_unknown_ones_have_none() -> None:
    found = COUNTED.at(["bay", "quake"])
    assert found.found.tolist() == [1, 0]
    assert found.uses.tolist() == [[1.0, 0.0], [1.0, 0.0]]
    assert (found.articles, found.entries) == (10, 40)


def test_nothing_counted_gives_zeros() -> None:
    empty = WordStatistics([], np.zeros(0, dtype=np.int64), np.zeros((2, 0)), 0, 0, (), np.zeros(0))
    assert empty.at(["bay"]).found.tolist() == [0]


def test_new_words_come_in_at_their_share_and_known_ones_stay() -> None:
    later = WordStatistics(
        ["bay", "quake", "earthqu"],
        np.array([20, 10, 0]),
        np.array([[20.0, 9.0, 1.0], [0.0, 9.0, 0.0]]),
        articles=100,
        entries=400,
        languages=("en",),
        common=np.array([1e-3, 1e-6, 1e-8]),
    )
    both = COUNTED.with_new(later)
    assert both.features == ["storm", "bay", "quake"]
    assert both.found.tolist() == [3, 1, 1]  # ten of a hundred are one of ten
    assert both.uses.tolist() == [[3.0, 1.0, 9.0], [0.0, 1.0, 9.0]]
    assert both.common.tolist() == [1e-4, 1e-5, 1e-6]


def test_a_word_that_was_only_met_cut_off_is_new_where_it_is_met_whole() -> None:
    cut = WordStatistics(
        ["storm", "bay"], np.array([3, 0]), np.zeros((2, 2)), 10, 40, ("en",), np.full(2, 1e-4)
    )
    both = cut.with_new(COUNTED)
    assert both.features == ["storm", "bay"]
    assert both.found.tolist() == [3, 1]
    assert both.common.tolist() == [1e-4, 1e-5]


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


def test_vectors_stay_when_other_forms_and_whole_words_are_not_there() -> None:
    """A rare form of a word, and what is cut off here, weigh as in the corpus that was counted."""
    text = "The harbour board met twice before anything was decided about the represen"
    one = make_article("a", "Board criticises ferry line", excerpt=text)
    other = make_article("b", "Line criticized by represen Tarn", excerpt="The board has spoken")
    settings = Settings(excerpt_chars=len(text))
    both = vectorize([one, other], settings)
    alone = vectorize([one], settings, frozen=both.statistics)
    told = [
        dict(zip(vectors.features, vectors.matrix.toarray()[0].round(6).tolist(), strict=True))
        for vectors in (both, alone)
    ]
    here = {word: weight for word, weight in told[1].items() if weight}
    assert here == pytest.approx({word: told[0][word] for word in here}, abs=1e-5)
    assert told[1]["represen"]
