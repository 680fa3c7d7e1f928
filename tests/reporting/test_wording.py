"""Figures, scores, dates and names become words that nobody has to look up."""

from __future__ import annotations

import pytest

from clustering.duplicates import DUPLICATE_KINDS
from clustering.model import Taken
from clustering.reporting.wording import (
    KIND_WORDS,
    agreement_in_words,
    outlet_caption,
    outlets_in_words,
    pair_in_words,
    report_title,
    shortened,
    shown_date,
    span_in_words,
    unread_dates_in_words,
)
from tests.factories import make_record


@pytest.mark.parametrize(
    ("sources", "title"),
    [
        (["site/posts"], "posts"),
        (["a/week.2024.jsonl"], "week.2024"),
        (["a/week.csv.gz", "b", "c"], "week and 2 more"),
        (["https://desk.example/feed.xml"], "desk.example"),
        (["-"], "standard input"),
        ([".hidden"], ".hidden"),
        ([], "Who carried what"),
    ],
)
def test_a_report_is_named_after_its_sources(sources: list[str], title: str) -> None:
    assert report_title([Taken(source, 1) for source in sources]) == title


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        (1.0, 1.0, "the same headline, the same text"),
        (0.99, 0.8, "the same headline, nearly the same text"),
        (0.9899, 0.5, "nearly the same headline, partly the same text"),
        (0.1, 0.0, "another headline, another text"),
        (1.0, None, "the same headline, no text to compare"),
    ],
)
def test_shares_of_equal_words_are_told_in_words(
    title: float, text: float | None, words: str
) -> None:
    assert agreement_in_words(title, text) == words


def test_dates_that_cannot_be_read_are_counted_and_the_first_named() -> None:
    records = [
        make_record(f"r{at}", "T", None, unread_date=f"{at}th May", source="a/n.csv")
        for at in range(5)
    ]
    assert unread_dates_in_words([]) == ""
    assert unread_dates_in_words(records[:1]).startswith(
        "The date of 1 record cannot be read and is left out: r0 in n.csv (0th May). Write dates"
    )
    assert unread_dates_in_words(records).startswith(
        "The dates of 5 records cannot be read and are left out: r0 in n.csv (0th May), "
        "r1 in n.csv (1th May), r2 in n.csv (2th May) and 2 more. Write dates as 2025-12-31, "
    )
    causes = ("3/10/2024", "1970-01-01", "soon")
    mixed = [make_record("r", "T", None, unread_date=date, source="n.csv") for date in causes]
    assert unread_dates_in_words(mixed).endswith(
        "The date of 1 record may have day or month first and is left out: r in n.csv (3/10/2024). "
        "Say which, with --day-first, --month-first or --date-format. The date of 1 record is a "
        "placeholder or far ahead of all others and is left out: r in n.csv (1970-01-01)."
    )
    hidden = make_record("n" * 3000, "T", None, unread_date="\u202e", source="n.csv")
    sentence = unread_dates_in_words([hidden])
    assert "… (invisible characters)." in sentence
    assert len(sentence) < 300


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


def test_long_texts_are_cut_to_their_limit() -> None:
    assert shortened("abc def", 5) == "abc…"
    assert shortened(" abc ", 3) == "abc"
    assert (shortened("", 10), shortened("", 10, "")) == ("(no title)", "")


def test_outlets_are_called_by_name_then_domain() -> None:
    assert outlet_caption("The Daily", "daily.example") == "The Daily"
    assert outlet_caption(" ", "daily.example") == "daily.example"
    assert outlet_caption("", "") == "unknown outlet"


@pytest.mark.parametrize(
    ("outlets", "independent", "words"),
    [
        (1, 1, "1 outlet"),
        (4, 3, "4 outlets, 3 independent"),
        (4, 4, "4 outlets"),
        (40, 1, "1 report, 40 outlets carried it"),
    ],
)
def test_copies_of_one_report_are_told_as_such(outlets: int, independent: int, words: str) -> None:
    assert outlets_in_words(outlets, independent) == words


def test_the_kinds_in_words_are_those_there_are() -> None:
    assert KIND_WORDS.keys() == set(DUPLICATE_KINDS)
    assert len(set(KIND_WORDS.values())) == len(DUPLICATE_KINDS)


def test_evidence_names_the_agency_and_rounds_down() -> None:
    assert (
        pair_in_words("wire_copy", 0.999, None, "Reuters")
        == "same text at another outlet (agency: Reuters): title 99%, no text to compare"
    )
