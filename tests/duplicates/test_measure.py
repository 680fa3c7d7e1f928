"""Measures: shares of words in common, of cut forms and misspellings too."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.duplicates.measure import first_agreement, measure
from clustering.duplicates.texts.views import TitleViews
from tests.factories import make_article


def scores(one: tuple[str, str], other: tuple[str, str]) -> tuple[float, float]:
    articles = [make_article("a", one[0], 0, one[1]), make_article("b", other[0], 0, other[1])]
    views = TitleViews(articles).with_texts(articles, np.array([0, 1]), 400)
    found = measure(views, np.array([0]), np.array([1]), 1)
    swapped = measure(views, np.array([1]), np.array([0]), 1)
    assert found.title[0] == swapped.title[0]
    np.testing.assert_array_equal(found.text, swapped.text)
    return float(found.title[0]), float(found.text[0])


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("one two three four five six", "one two three four five six", 1.0),
        ("alpha beta gamma delta epsilon", "alpha beta gamma delta zeta", 0.8),
        ("alpha beta gamma delta epsilon zeta eta", "alpha beta gamma delta epsilon ...", 1.0),
        ("alpha beta gamma", "delta epsilon zeta", 0.0),
        ("", "alpha beta", 0.0),
    ],
)
def test_titles_score_by_their_equal_words(one: str, other: str, score: float) -> None:
    assert scores((one, ""), (other, ""))[0] == pytest.approx(score)


def test_a_misspelled_title_scores_by_its_letters() -> None:
    title = "Parliament debates fisheries compensation tomorrow"
    assert scores((title, ""), (title.replace("fisheries", "fishereis"), ""))[0] > 0.9


def test_a_cut_text_is_like_the_whole() -> None:
    text = "waves broke the wall at dawn and flooded forty houses in the lower town of graywick"
    assert scores(("", text), ("", text[:50] + "..."))[1] == 1.0


def test_short_texts_say_nothing() -> None:
    assert np.isnan(scores(("", "Seven words are not enough to compare"), ("", "x " * 20))[1])


@pytest.mark.parametrize(
    ("one", "other", "starts"),
    [
        ("uvwxuvwABCDEFGHIJKLMN", "yABCDEFGHIJKLMN", (7, 1)),
        ("ABCDEFGHIJKLMN", "yyyABCDEFGHIJKLMN", (0, 3)),
        ("ABCDEFGHIJKLMN", "ABCDEFGHIJKLMN", (0, 0)),
        ("abcdefghijABCDEF", "klmnopqrstABCDEF", (0, 0)),  # two reports with one end
        ("abcdef", "ghijkl", (0, 0)),
        ("abc", "abc", (0, 0)),
        ("xxABCDEFGHIJKLMN", "yABCDEFGHIJKLMN", (0, 0)),  # another name
        ("stuvwxABCDEFGHIJKLMN", "stuvyxABCDEFGHIJKLMN", (0, 0)),  # another word in the opening
    ],
)
def test_texts_are_compared_from_where_they_begin_to_agree(
    one: str, other: str, starts: tuple[int, int]
) -> None:
    assert first_agreement(one, other) == starts
    assert first_agreement(other, one) == starts[::-1]
