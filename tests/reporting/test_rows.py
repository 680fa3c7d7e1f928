"""Rows and the words for them: dates, spans, links, folded copies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.duplicates import DUPLICATE_KINDS
from clustering.reporting.rows import fold_copies, moment, moments, printable, story_row
from clustering.reporting.wording import (
    KIND_WORDS,
    cohesion_in_words,
    first_publisher,
    one_line,
    outlet_caption,
    outlets_in_words,
    pair_in_words,
    shown_date,
    span_in_words,
)
from clustering.result import Result
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


def test_dates_are_shown_to_the_minute() -> None:
    assert shown_date("2023-08-31T17:30:09Z") == "2023-08-31 17:30 UTC"
    assert shown_date(None) == "no date"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2023-08-31T00:00:00Z", ""),
        ("2023-08-31T00:20:00Z", "within an hour"),
        ("2023-08-31T01:00:01Z", "within 2 hours"),
        ("2023-08-31T23:30:00Z", "within 24 hours"),
        ("2023-09-01T00:00:00Z", "over 1 day"),
        ("2023-09-10T00:00:00Z", "over 10 days"),
        (None, ""),
    ],
)
def test_spans_are_in_words(last: str | None, expected: str) -> None:
    assert span_in_words("2023-08-31T00:00:00Z", last) == expected


@pytest.mark.parametrize(
    ("cohesion", "word"),
    [(1, "tight"), (0.5, "tight"), (0.4999, "close"), (0.3, "close"), (0.2, "fair"),
     (0.1999, "loose"), (0, "loose"), (-1e-9, "loose")],
)  # fmt: skip
def test_cohesion_has_four_words(cohesion: float, word: str) -> None:
    assert cohesion_in_words(cohesion) == word


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


def test_the_first_publisher_is_the_first_with_a_date(result: Result) -> None:
    dated, undated = result.stories[0], result.stories[2]
    assert first_publisher(story_row(result, dated)["outlets"]) == "The Daily"
    assert first_publisher(story_row(result, undated)["outlets"]) == ""


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
