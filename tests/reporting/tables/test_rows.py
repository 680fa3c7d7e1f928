"""Rows and the words for them: dates, spans, links, folded copies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from clustering.reporting.tables.rows import (
    FirstRow,
    core_of,
    first_row,
    fold_copies,
    fringe_of,
    story_row,
)
from clustering.reporting.wording import (
    articles_in_words,
    first_in_words,
    start_in_words,
)
from clustering.result import Result
from clustering.stories.story import First, StoryOutlet


def first_of(names: Sequence[str], hour: int | None, *, is_day: bool) -> FirstRow:
    when = None if hour is None else datetime(2023, 8, 31, hour, 10 * bool(hour), tzinfo=UTC)
    return first_row(First(tuple(StoryOutlet(n, "", 1, when) for n in names), when, is_day))


@pytest.mark.parametrize(
    ("first", "words", "start"),
    [
        (first_of("A", 7, is_day=False), "First: A, 07:10", "2023-08-31"),
        (first_of("A", 0, is_day=True), "First: A", "2023-08-31"),
        (first_of("AB", 0, is_day=True), "That day: A and B", "2023-08-31"),
        (first_of("ABC", 0, is_day=True), "That day: A, B and C", "2023-08-31"),
        (first_of("ABCDE", 0, is_day=True), "That day: A, B and 3 others", "2023-08-31"),
        (first_of("AB", 7, is_day=False), "First together: A and B, 07:10", "2023-08-31"),
        (first_of("", None, is_day=False), "", "2023-08-31 12:00 UTC"),
        (first_of([""], 7, is_day=False), "", "2023-08-31 12:00 UTC"),
        (first_of(["", "A"], 0, is_day=True), "That day: an unknown outlet and A", "2023-08-31"),
    ],
)
def test_first_is_known_or_is_not_said(
    first: FirstRow, words: str, start: str, result: Result
) -> None:
    row = story_row(result, result.stories[0])
    row["first"] = first
    assert first_in_words(row) == words
    assert start_in_words(row) == start
    row["outlets"] = row["outlets"][:1]  # one outlet is not first among others
    assert first_in_words(row) == ""


def test_the_row_of_who_was_first_says_how_much_is_known() -> None:
    assert first_of("A", 7, is_day=False) == {
        "known": True,
        "outlets": ["A"],
        "published": "2023-08-31T07:10:00Z",
        "precision": "minute",
    }
    assert first_of("AB", 0, is_day=True)["precision"] == "day"
    assert not first_of("AB", 0, is_day=True)["known"]
    assert first_of("", None, is_day=False) == {
        "known": False,
        "outlets": [],
        "published": None,
        "precision": None,
    }


def test_the_fringe_is_told_apart_and_counted(leaning: Result) -> None:
    row = story_row(leaning, leaning.stories[0])
    assert [article["id"] for article in core_of(row)] == ["a0", "a1"]
    assert [article["id"] for article in fringe_of(row)] == ["a2"]
    assert row["article_count"] == 3
    assert [outlet["name"] for outlet in row["outlets"]] == ["The Daily", "Coast News"]
    assert articles_in_words(row) == "2 articles and 1 perhaps related"


def test_copies_are_folded_under_the_first_and_nothing_is_lost(result: Result) -> None:
    articles = story_row(result, result.stories[0])["articles"]
    folds = fold_copies(articles)
    assert [(fold.article["id"], [copy["id"] for copy in fold.copies]) for fold in folds] == [
        ("a0", ["a2"]),
        ("a1", []),
        ("a3", []),
    ]
