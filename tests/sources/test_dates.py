"""Dates are read in every usual spelling, and never raise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.sources.dates import read_date, unread_date

EVENING = datetime(2023, 8, 31, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2023-08-31T17:30:00Z",
        "2023-08-31t17:30:00z",
        "2023-08-31T17:30:00.000Z",
        "2023-08-31T17:30:00.0000000Z",
        "2023-08-31T17:30",
        "2023-08-31 17:30",
        " 2023-08-31 17:30:00 ",
        "2023-8-31 17:30:00",
        "2023-08-31 17:30:00 UTC",
        "2023-08-31 19:30:00 +0200",
        "2023-08-31 19:30:00 +02:00",
        "2023-08-31 19:30:00 +2",
        "2023-08-31T13:00:00-04:30",
        "2023-08-31 13:00:00 -04:30",
        "20230831T173000Z",
        "Thu, 31 Aug 2023 17:30:00 GMT",
        "Thu, 31 Aug 2023 17:30:00 +0000",
        "Thu, 31 Aug 2023 13:30:00 EDT",
        "31 Aug 2023 17:30:00 -0000",
        "Thursday, 31-Aug-2023 17:30:00 GMT",
        "1693503000",
        "1693503000000",
        "1693503000.0",
        1693503000,
        1693503000.0,
        1693503000000,
    ],
)
def test_one_moment_in_many_spellings_is_one_time_in_utc(written: object) -> None:
    assert read_date(written) == EVENING
    assert read_date(written).utcoffset() == EVENING.utcoffset()  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["2023-08-31", "2023-8-31", "20230831", "31 Aug 2023"])
def test_a_date_alone_is_its_midnight_in_utc(written: str) -> None:
    assert read_date(written) == datetime(2023, 8, 31, tzinfo=UTC)


def test_milliseconds_are_kept() -> None:
    expected = datetime(2014, 3, 10, 16, 52, 50, 698000, tzinfo=UTC)
    assert read_date(1394470370698) == expected
    assert read_date("1394470370698") == expected
    assert read_date("2014-03-10 16:52:50.698 +0") == expected


def test_a_leap_second_is_read() -> None:
    assert read_date("2016-12-31 23:59:60 UTC") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "soon",
        "yesterday",
        True,
        ["2023-08-31"],
        {"on": "2023-08-31"},
        "2023-02-31",
        "2023-13-01",
        "2023-08-31 25:00",
        "31 Foo 2023",
        "2023",
        2023,
        0,
        -1,
        float("nan"),
        float("inf"),
        10**30,
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert read_date(written) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"[\d:+ TZ.-]{1,30}")))
def test_no_value_raises(value: object) -> None:
    found = read_date(value)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.timezones()))
def test_what_isoformat_writes_is_read_back(moment: datetime) -> None:
    assert read_date(moment.isoformat()) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("31/12/2025", "31/12/2025"),
        (" 31.12.2025\n09:30 ", "31.12.2025 09:30"),
        ("x" * 41, "x" * 39 + "…"),
        (12.5, "12.5"),
        (["2025"], "a list"),
        ("31/12/2025 09:30 0001", "31/12/2025 09:30 0001"),
        pytest.param(10**400, f"1{'0' * 38}…", id="huge"),
    ],
)
def test_what_is_no_date_is_shown_as_it_is_written(written: object, shown: str) -> None:
    assert read_date(written) is None
    assert unread_date(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        *(None, "", "  ", "-", "N/A", "NaT", "None", "null", float("nan"), 0, 0.0, "0", False),
        *("0001-01-01T00:00:00", "Mon, 01 Jan 0001 00:00:00 GMT", "0000-00-00 00:00:00"),
        *("\\N", "<NA>", "#N/A", "(null)", "—", "Invalid Date", "unknown", "true", [], {}),
    ],
)
def test_what_says_that_there_is_no_date_is_not_shown(written: object) -> None:
    assert read_date(written) is None
    assert unread_date(written) == ""
