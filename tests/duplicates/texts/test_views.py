"""Views: capitals tell names where they can, and columns are told by their titles."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.duplicates.texts.coded import FIRST_CODE
from clustering.duplicates.texts.views import TitleViews, Views
from tests.factories import make_article


def views_of(title: str, excerpt: str = "") -> Views:
    articles = [make_article("a", title, 0, excerpt)]
    return TitleViews(articles).with_texts(articles, np.array([0]), 400)


def words(views: Views, coded: str) -> set[str]:
    return {views.vocabulary[ord(code) - FIRST_CODE] for code in coded}


def test_capitals_inside_an_ordinary_title_are_names() -> None:
    views = views_of("Police arrest man in Leeds over theft", "The police said so in Leeds.")
    assert words(views, views.title_names[0]) == {"leeds"}


def test_capitals_of_a_title_in_title_case_are_not() -> None:
    views = views_of("Police Arrest Man In Leeds Over Theft")
    assert words(views, views.title_names[0]) == set()
    assert "leeds" in words(views, views.title_maybe[0])


def test_what_the_text_writes_small_is_no_name() -> None:
    views = views_of("Police Arrest Man In Leeds", "A man was seized by police in Leeds.")
    assert words(views, views.title_maybe[0]) == {"arrest", "leeds"}


def test_subjects_are_title_words_the_text_repeats() -> None:
    views = views_of("Kettle market set for growth", "The kettle market will grow.")
    assert words(views, views.subjects[0]) == {"kettle", "market"}


@pytest.mark.parametrize(
    ("title", "generic"),
    [
        ("Letters to the editor", True),
        ("Morning briefing", True),
        ("Tidewater weather forecast", True),
        ("News in brief: 5 March", True),
        ("What we know", True),
        ("Editor of the Post resigns over letter", False),
        ("Sea wall breached at Graywick", False),
        ("", False),
    ],
)
def test_a_column_is_known_by_its_title(title: str, generic: bool) -> None:
    assert bool(views_of(title).is_generic[0]) is generic
