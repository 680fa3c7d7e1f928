"""Times are shown in the zone that the user chose; days stay days; wrong names get a way out."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime, timedelta, timezone

import pytest

from clustering.errors import UsageError
from clustering.text.time_zones import local, read_moment, shown_hour, use_time_zone, zone_name

EVENING = datetime(2024, 7, 1, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("", "2024-07-01 22:30 UTC"),
        ("Europe/Berlin", "2024-07-02 00:30 CEST"),
        ("America/Sao_Paulo", "2024-07-01 19:30 UTC-03"),
        ("Asia/Kolkata", "2024-07-02 04:00 IST"),
    ],
)
def test_a_time_is_shown_with_the_name_of_its_zone(zone: str, shown: str) -> None:
    def tell() -> str:
        use_time_zone(zone)
        return shown_hour(EVENING)

    assert copy_context().run(tell) == shown
    assert zone_name() == "UTC"  # in the context around it nothing has changed


def test_summer_and_winter_have_their_own_hours() -> None:
    def tell() -> list[int]:
        use_time_zone("Europe/Berlin")
        return [local(datetime(2024, month, 1, 9, 5, tzinfo=UTC)).hour for month in (1, 7)]

    assert copy_context().run(tell) == [10, 11]


def test_a_day_without_an_hour_stays_that_day_and_the_last_hour_is_no_error() -> None:
    def tell() -> list[datetime]:
        use_time_zone("America/New_York")
        odd = datetime.min.replace(tzinfo=UTC) + timedelta(minutes=5)
        return [local(datetime(2024, 7, 1, tzinfo=UTC)), local(odd)]

    day, first = copy_context().run(tell)
    assert (day.year, day.month, day.day, day.hour) == (2024, 7, 1, 0)
    assert first.year == 1


def test_a_time_of_another_zone_is_moved() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert local(datetime(2024, 7, 2, 7, 30, tzinfo=tokyo)) == EVENING
    assert local(EVENING.replace(tzinfo=None)) == EVENING


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("Berlin", "did you mean 'Europe/Berlin'?"),
        ("europe/berlin", "did you mean 'Europe/Berlin'?"),
        ("New York", "did you mean 'America/New_York'?"),
        ("/etc/passwd", "give one such as"),
        ("../UTC", ""),
        ("Europe", "did you mean 'Europe/"),
        ("x" * 10_000, "give one such as"),
        ("a\0b", ""),
    ],
)
def test_what_is_no_zone_is_told_with_the_name_that_may_be_meant(name: str, way_out: str) -> None:
    with pytest.raises(UsageError, match="there is no time zone") as raised:
        use_time_zone(name)
    assert way_out in str(raised.value)
    assert len(str(raised.value)) < 400


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("yesterday", "", EVENING - timedelta(days=1)),
        (" Yesterday ", "Asia/Kolkata", EVENING - timedelta(days=1)),
        ("2024-07-01", "", datetime(2024, 7, 1, tzinfo=UTC)),
        ("2024-07-01", "Europe/Berlin", datetime(2024, 6, 30, 22, tzinfo=UTC)),
        ("2024-07-01T09:30Z", "Europe/Berlin", datetime(2024, 7, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_time_that_somebody_names_is_in_the_chosen_zone(
    text: str, zone: str, moment: datetime
) -> None:
    def tell() -> datetime:
        use_time_zone(zone)
        return read_moment(text, EVENING)

    assert copy_context().run(tell) == moment


@pytest.mark.parametrize("text", ["", "lately", "last", "2024-13-01"])
def test_another_text_names_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_moment(text, EVENING)
