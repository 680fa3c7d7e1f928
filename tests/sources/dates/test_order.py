"""Day and month are told apart by the other dates of a source, or by nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.model import Record
from clustering.sources.base import ReadOptions
from clustering.sources.dates.order import settle_dates

MARCH_10 = datetime(2024, 3, 10, tzinfo=UTC)


def waiting(*dates: str, published: datetime | None = None) -> list[Record]:
    return [
        Record(f"r{at}", "t.csv", "T", published=published, unread_date=date)
        for at, date in enumerate(dates)
    ]


def days(records: list[Record], options: ReadOptions | None = None, *others: datetime) -> list[str]:
    settled = settle_dates(records, options or ReadOptions(), others)
    for record in settled:
        assert (record.published is None) == bool(record.unread_date)
    return [r.published.strftime("%y%m%d") if r.published else "" for r in settled]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("3/10/2024 3/25/2024", "240310 240325"),
        ("3/10/2024 25/3/2024", "241003 240325"),
        ("03.10.2024 31.12.2025", "241003 251231"),
        ("3-10-2024 12-31-2023 4-5-2024", "240310 231231 240405"),
        ("10/03/24 11/03/24 25/03/24", "240310 240311 240325"),
        ("24/03/10 24/03/11 23/12/31", "240310 240311 231231"),
        ("5/5/2024", "240505"),
        ("3/10/2024 4/10/2024", " "),
        ("3/10/2024 13/10/2024 10/13/2024", " 241013 241013"),
        ("3/10/2024 25.3.2024", " 240325"),
        ("25/12/24", ""),
        ("1/1/1970 3/25/2024", " 240325"),
    ],
)
def test_the_order_is_the_only_one_that_all_dates_allow(dates: str, expected: str) -> None:
    assert days(waiting(*dates.split())) == expected.split(" ")


def test_another_date_of_the_same_record_tells_the_order() -> None:
    assert days(waiting("3/10/2024", published=datetime(2024, 10, 3, 8, tzinfo=UTC))) == ["241003"]
    (told,) = waiting("3/10/2024", published=MARCH_10)
    assert days([told, *waiting("4/10/2024")]) == ["240310", "240410"]
    assert days(waiting("3/10/2024", published=datetime(2024, 6, 1, tzinfo=UTC))) == ["240601"]


def test_other_dates_of_the_source_tell_the_order_where_one_stays_near() -> None:
    known = Record("k", "t.csv", "T", published=MARCH_10)
    assert days([known, *waiting("3/9/2024", "3/11/2024")]) == ["240310", "240309", "240311"]
    assert days(waiting("11.3.2024"), None, MARCH_10) == ["240311"]
    assert days(waiting("3/4/2024"), None, MARCH_10) == [""]


def test_a_user_may_say_the_order_or_the_form() -> None:
    dates = waiting("3/10/2024", "3/25/2024")
    assert days(dates, ReadOptions(date_order="day")) == ["241003", "240325"]
    assert days(waiting("4/5/2024"), ReadOptions(date_order="month")) == ["240405"]
    form = ReadOptions(date_format="%d%m%Y")
    assert days(waiting("10032024", "soon", "3/25/2024"), form) == ["240310", "", "240325"]


@given(st.permutations(["3/10/2024", "4/5/2024", "1/2/2023", "3/25/2024", "9.8.2024"]))
def test_the_order_of_rows_never_matters(dates: list[str]) -> None:
    settled = settle_dates(waiting(*dates), ReadOptions())
    found = {date: r.published for date, r in zip(dates, settled, strict=True)}
    assert found["9.8.2024"] is None
    assert found["3/10/2024"] == MARCH_10
