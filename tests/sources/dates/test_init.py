"""Dates are read in every usual spelling, and never raise."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.errors import UsageError
from clustering.sources.dates import (
    check_form,
    date_fault,
    date_reader,
    order_of,
    read_date,
    read_first_date,
    read_settled,
    unread_date,
)

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


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (1693503000123456, datetime(2023, 8, 31, 17, 30, 0, 123456, tzinfo=UTC)),
        ("1693503000123456", datetime(2023, 8, 31, 17, 30, 0, 123456, tzinfo=UTC)),
        ("1693503000000000000", EVENING),
        (978307200000, datetime(2001, 1, 1, tzinfo=UTC)),
        (20230831, datetime(2023, 8, 31, tzinfo=UTC)),
        (20230831173000, EVENING),
        ("202308311730", EVENING),
        ("2023083117", datetime(2023, 8, 31, 17, tzinfo=UTC)),
        ("45169", datetime(2023, 8, 31, tzinfo=UTC)),
        (45169.7291666667, EVENING),
        (EVENING.astimezone(timezone(timedelta(hours=-7))), EVENING),
        (datetime(2023, 8, 31, 17, 30), EVENING),
        ("1.693503E9", EVENING),
        ("1.693503000E+12", EVENING),
        ("/Date(1693503000000)/", EVENING),
        ('ISODate("2023-08-31T17:30:00Z")', EVENING),
        ({"$date": "2023-08-31T17:30:00Z"}, EVENING),
        ({"$date": {"$numberLong": "1693503000000"}}, EVENING),
        ({"seconds": 1693503000, "nanoseconds": 0}, EVENING),
        ([2023, 8, 31, 17, 30, 0, 3, 243, 0], EVENING),
        ([2023, 8, 31], datetime(2023, 8, 31, tzinfo=UTC)),
        (date(2023, 8, 31), datetime(2023, 8, 31, tzinfo=UTC)),
    ],
)
def test_numbers_and_values_of_spreadsheets_are_dates(written: object, moment: datetime) -> None:
    assert read_date(written) == moment


@pytest.mark.parametrize(
    "written",
    [
        *("1970-01-01", "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "1/1/1970"),
        *("1970-01-01T01:00:00+01:00", "Wed, 31 Dec 1969 16:00:00 -0800", 1e-6),
        *("1900-01-01T00:00:00", "1899-12-30", "30/12/1899 00:00", "1904-01-01", "1601-01-01"),
        *("1753-01-01", "9999-12-31T23:59:59Z", "20240310101"),
    ],
)
def test_the_beginning_of_a_calendar_is_no_date_and_is_shown(written: object) -> None:
    assert read_date(written) is None
    assert unread_date(written)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        *(("3/10/2024", "order"), ("10.03.24 9:15", "order"), ("31/31/2024", "spelling")),
        *(("1970-01-01", "no date"), ("2099-12-31", "no date"), ("soon", "spelling")),
    ],
)
def test_the_cause_for_which_a_date_is_left_out(written: str, fault: str) -> None:
    assert date_fault(written) == fault


def test_a_date_of_numbers_waits_for_others_unless_one_before_it_is_read() -> None:
    day = datetime(2024, 3, 12, tzinfo=UTC)
    assert read_first_date(["3/10/2024", "2024-03-12"]) == (day, "3/10/2024")
    assert read_first_date(["2024-03-12", "3/10/2024"]) == (day, "")
    assert read_first_date(["soon", "3/10/2024"]) == (None, "3/10/2024")
    assert read_settled("25/12/2024") is None
    assert read_date("25/12/2024") == datetime(2024, 12, 25, tzinfo=UTC)
    assert read_date("5/5/2024") == datetime(2024, 5, 5, tzinfo=UTC)


def test_a_form_is_tried_first_and_has_to_hold_a_day() -> None:
    read = date_reader("%Y-%d-%m")
    assert read("2024-10-03") == datetime(2024, 3, 10, tzinfo=UTC)
    assert read("2024-03-25T10:00Z") == datetime(2024, 3, 25, 10, tzinfo=UTC)
    assert date_reader("%d%m%y %H:%M %z")("100324 10:00 +0100") == datetime(
        2024, 3, 10, 9, tzinfo=UTC
    )
    assert check_form("", "--date-format") == ""
    for form in ("%d.%m.", "dd.mm.yyyy", "%"):
        with pytest.raises(UsageError, match=r"^--date-format: "):
            check_form(form, "--date-format")


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


MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1), timezones=st.timezones())


@given(MOMENTS)
def test_what_isoformat_writes_is_read_back(moment: datetime) -> None:
    assert read_date(moment.isoformat()) == moment.astimezone(UTC)


FORMS = """%B %d, %Y %H:%M:%S|%b %d, %Y, %I:%M:%S %p|%d-%b-%Y %H:%M:%S|%A, %d %B %Y %H:%M:%S
%Y/%m/%d %H:%M:%S|%Y%m%d%H%M%S|%Y%m%dT%H%M%S|%a %b %d %H:%M:%S %Y|%d %b %Y %I:%M:%S%p
%H:%M:%S, %d %B %Y|%Y. %m. %d. %H:%M:%S|%Y-%j|%d %B %Y|%b. %d, %Y|%Y %b %d|%Y年%m月%d日 %H:%M:%S"""


@given(MOMENTS, st.sampled_from(FORMS.replace("\n", "|").split("|")))
def test_a_date_reads_back_in_every_spelling(moment: datetime, form: str) -> None:
    local = moment.replace(microsecond=0, tzinfo=UTC)
    if "%S" not in form:
        local = local.replace(hour=0, minute=0, second=0)
    assert read_date(f"{local:{form}}") == local


@pytest.mark.parametrize(("asked", "order"), [(None, ""), (True, "day"), (False, "month")])
def test_the_order_a_user_asks_for(asked: bool | None, order: str) -> None:
    assert order_of(asked) == order


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("3/10/2025", "3/10/2025"),
        (" 03.10.2025\n09:30 ", "03.10.2025 09:30"),
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
        *(
            -62135596800,
            "\\N",
            "<NA>",
            "#N/A",
            "(null)",
            "—",
            "Invalid Date",
            "unknown",
            "true",
            [],
            {},
        ),
    ],
)
def test_what_says_that_there_is_no_date_is_not_shown(written: object) -> None:
    assert read_date(written) is None
    assert unread_date(written) == ""
