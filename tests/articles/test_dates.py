"""Where the records of an article disagree about its date, the choice is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from clustering import cluster
from clustering.articles.dates import (
    DateSource,
    date_choice,
    in_utc,
    is_day,
    percent_in_words,
    shown_time,
    timestamp,
)
from clustering.model import Record
from clustering.result import Result
from tests.factories import make_record

URL = ("https://gazette.example/storm",)


def storm(name: str, day: float | None) -> Record:
    return make_record(name, "Storm Ottoline floods the old harbour", day, urls=URL)


def clustered(*days: float | None) -> Result:
    return cluster([storm(f"r{at}", day) for at, day in enumerate(days)])


def test_the_record_with_the_earliest_date_is_named_and_the_others_listed() -> None:
    result = clustered(5.0, 1.0, None, 3.0, 1.0)
    choice = date_choice(result.articles[0], result.reading)
    assert choice is not None
    assert choice.record == "r1"
    assert [name for name, _ in choice.others] == ["r3", "r0"]
    assert choice.text() == (
        "date from r1, the earliest; 2025-03-13 09:00 UTC in r3, 2025-03-15 09:00 UTC in r0"
    )
    assert choice.as_dict() == {
        "record": "r1",
        "others": [
            {"record": "r3", "published": "2025-03-13T09:00:00Z"},
            {"record": "r0", "published": "2025-03-15T09:00:00Z"},
        ],
    }


def test_many_dates_fit_a_line() -> None:
    result = clustered(*range(9))
    choice = date_choice(result.articles[0], result.reading)
    assert choice is not None
    assert choice.text().endswith("2025-03-13 09:00 UTC in r3, and 5 more")


def test_records_that_agree_or_have_no_date_are_not_worth_a_word() -> None:
    for days in ((1.0, 1.0), (1.0, None), (None, None), (1.0,)):
        result = clustered(*days)
        assert date_choice(result.articles[0], result.reading) is None


def test_the_same_moment_in_another_zone_is_no_other_date() -> None:
    eastern = datetime(2025, 3, 10, 4, 0, tzinfo=timezone(timedelta(hours=-5)))
    one, other = storm("one", 0.0), make_record("other", "Storm", urls=URL, published=eastern)
    result = cluster([one, other])
    assert date_choice(result.articles[0], result.reading) is None


def test_an_explanation_shows_it_for_either_article() -> None:
    later = make_record("ledger", "Ottoline: ferries cancelled at the old harbour", 0.6)
    result = cluster([storm("one", 0.0), storm("two", 2.0), later])
    why = result.why("one", "ledger")
    assert "   date from one, the earliest; 2025-03-12 09:00 UTC in two" in why.text().splitlines()
    values = why.as_dict()
    assert values["a"]["date_from"]["record"] == "one"
    assert values["b"]["date_from"] is None
    swapped = result.why("ledger", "one").as_dict()
    assert swapped["b"]["date_from"] == values["a"]["date_from"]


def test_a_borrowed_date_is_told_with_how_far_it_counts() -> None:
    article = clustered(5.0).articles[0]
    half, whole = DateSource(article, 0.5), DateSource(article, 1.0)
    assert half.lines()[0].endswith("the nearest that has one; 50% of the date counts:")
    assert whole.lines()[0].endswith("the nearest that has one:")
    assert half.lines()[1] == f"{article.title} · {article.id}"
    assert [percent_in_words(share) for share in (0.001, 0.29, 0.9999)] == [
        "less than 1%",
        "29%",
        "99%",
    ]
    assert half.as_dict()["trust"] == 0.5


def test_times_are_written_in_utc() -> None:
    eastern = datetime(2025, 3, 10, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=-5)))
    assert timestamp(eastern) == "2025-03-10T14:00:00Z"
    assert in_utc(datetime(2025, 3, 10, 9, 0)) == datetime(2025, 3, 10, 9, 0)


def test_a_time_is_shown_as_far_as_it_is_known() -> None:
    assert shown_time(datetime(2023, 8, 31, 17, 30, tzinfo=UTC)) == "2023-08-31 17:30 UTC"
    assert shown_time(datetime(2023, 8, 31, tzinfo=UTC)) == "2023-08-31"
    assert shown_time(None) == "no date"


def test_another_date_without_an_hour_is_shown_as_a_day() -> None:
    choice = date_choice((result := clustered(0.0, 2.625)).articles[0], result.reading)
    assert choice is not None
    assert choice.text() == "date from r0, the earliest; 2025-03-13 in r1"


MIDNIGHT = datetime(2025, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (MIDNIGHT, True),
        (MIDNIGHT.replace(tzinfo=None), True),
        (MIDNIGHT + timedelta(hours=9), False),
        (MIDNIGHT + timedelta(minutes=1), False),
        (MIDNIGHT + timedelta(seconds=1), False),
        (MIDNIGHT + timedelta(microseconds=1), False),
        (None, False),
    ],
)
def test_midnight_says_no_more_than_the_day(moment: datetime | None, expected: bool) -> None:
    assert is_day(moment) is expected
