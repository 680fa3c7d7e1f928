"""Rows and the words for them: dates, spans, links, folded copies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.duplicates import DUPLICATE_KINDS
from clustering.reporting.rows import (
    FirstRow,
    core_of,
    first_row,
    fold_copies,
    fringe_of,
    moment,
    moments,
    printable,
    story_row,
)
from clustering.reporting.wording import (
    KIND_WORDS,
    articles_in_words,
    first_in_words,
    one_line,
    outlet_caption,
    outlets_in_words,
    pair_in_words,
    shown_date,
    span_in_words,
    start_in_words,
)
from clustering.result import Result
from clustering.stories.describe import First, StoryOutlet
from clustering.text.english import counted


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (None, None),
        (datetime(2023, 8, 31, 17, 30, tzinfo=UTC), "2023-08-31T17:30:00Z"),
        (datetime(2023, 8, 31, 17, 30, 9, 999, tzinfo=UTC), "2023-08-31T17:30:09Z"),
        (datetime(2023, 8, 31, 1, 0, tzinfo=timezone(timedelta(hours=2))), "2023-08-30T23:00:00Z"),
        (datetime(2023, 8, 31), "2023-08-31T00:00:00Z"),
        (datetime(5, 1, 1, tzinfo=UTC), "0005-01-01T00:00:00Z"),
    ],
)
def test_times_are_iso_in_utc(time: datetime | None, expected: str | None) -> None:
    assert moment(time) == expected


@given(
    st.lists(
        st.none() | st.datetimes(timezones=st.none() | st.just(UTC)) | st.just(datetime.max),
        max_size=5,
    )
)
def test_many_times_are_written_as_each_alone(times: list[datetime | None]) -> None:
    assert moments(times) == [moment(time) or "" for time in times]


def test_times_of_other_zones_are_written_together_as_alone() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    times = [datetime(2242, 1, 1, 2, 3, 4, 999_999, tzinfo=east), None]
    assert moments(times) == ["2241-12-31T20:33:04Z", ""]


def test_dates_are_shown_to_the_minute_or_to_the_day() -> None:
    assert shown_date("2023-08-31T17:30:09Z") == "2023-08-31 17:30 UTC"
    assert shown_date("2023-08-31T00:00:09Z") == "2023-08-31 00:00 UTC"
    assert shown_date("2023-08-31T00:00:00Z") == "2023-08-31"
    assert shown_date(None) == "no date"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2023-08-31T00:10:00Z", ""),
        ("2023-08-31T00:30:00Z", "within an hour"),
        ("2023-08-31T01:10:01Z", "within 2 hours"),
        ("2023-08-31T23:40:00Z", "within 24 hours"),
        ("2023-09-01T00:10:00Z", "over 1 day"),
        ("2023-09-10T00:10:00Z", "over 10 days"),
        (None, ""),
    ],
)
def test_spans_are_in_words(last: str | None, expected: str) -> None:
    assert span_in_words("2023-08-31T00:10:00Z", last) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-08-31T00:00:00Z", "2023-08-31T23:40:00Z", ""),
        ("2023-08-31T23:40:00Z", "2023-09-01T00:00:00Z", "over 1 day"),
        ("2023-08-31T00:00:00Z", "2023-09-02T23:40:00Z", "over 2 days"),
    ],
)
def test_a_span_from_or_to_a_day_without_an_hour_is_in_days(
    first: str, last: str, expected: str
) -> None:
    assert span_in_words(first, last) == expected


def test_text_is_kept_but_for_what_files_cannot_hold() -> None:
    assert printable("a\tb\r\nc\rd") == "a\tb\nc\nd"
    assert printable("a\x00\x1b\x7f\x9b\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
    assert printable("  naïve 🧭 \u202e ") == "  naïve 🧭 \u202e "
    assert one_line(" a\n\tb \u202e\u2067c ") == "a b c"
    assert one_line("\u200fعنوان") == "\u200fعنوان"
    assert one_line(" \n") == "(no title)"


def test_outlets_are_called_by_name_then_domain() -> None:
    assert outlet_caption("The Daily", "daily.example") == "The Daily"
    assert outlet_caption(" ", "daily.example") == "daily.example"
    assert outlet_caption("", "") == "unknown outlet"


def first_of(names: str, hour: int | None, *, is_day: bool) -> FirstRow:
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


def test_nouns_agree_with_their_numbers() -> None:
    assert counted(1, "story", "stories") == "1 story"
    assert counted(1204, "story", "stories") == "1,204 stories"
    assert counted(0, "outlet") == "0 outlets"


@pytest.mark.parametrize(
    ("outlets", "independent", "words"),
    [
        (1, 1, "1 outlet"),
        (4, 3, "4 outlets, 3 independent"),
        (4, 4, "4 outlets"),
        (40, 1, "1 report, 40 outlets carried it"),
    ],
)
def test_copies_of_one_report_are_told_as_such(
    result: Result, outlets: int, independent: int, words: str
) -> None:
    row = story_row(result, result.stories[0])
    row["outlets"] = row["outlets"][:1] * outlets
    row["independent_outlets"] = independent
    assert outlets_in_words(row) == words


def test_the_kinds_in_words_are_those_there_are() -> None:
    assert KIND_WORDS.keys() == set(DUPLICATE_KINDS)
    assert len(set(KIND_WORDS.values())) == len(DUPLICATE_KINDS)


def test_evidence_names_the_agency_and_rounds_down() -> None:
    assert (
        pair_in_words("wire_copy", 0.999, None, "Reuters")
        == "same text at another outlet (agency: Reuters): title 99%, no text to compare"
    )
