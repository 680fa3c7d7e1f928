"""How the page's data writes times."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime

from clustering.reporting.page.values import seconds_of, seconds_since_1970, zone_shifts
from clustering.text.time_zones import use_time_zone


def test_times_are_seconds_since_1970() -> None:
    assert seconds_of("1970-01-02T00:00:01Z") == 86_401
    assert seconds_of("0001-01-01T00:00:00Z") == -62_135_596_800
    assert seconds_of("") is None


def test_the_clocks_of_a_zone_are_given_where_they_change() -> None:
    winter, summer, day = (
        datetime(2024, month, 3, hour, tzinfo=UTC) for month, hour in ((1, 9), (7, 9), (9, 0))
    )
    assert zone_shifts([winter, summer, day]) == []

    def shifts() -> list[tuple[int, int]]:
        use_time_zone("Europe/Berlin")
        return zone_shifts([day, summer, winter, winter])

    assert copy_context().run(shifts) == [
        (seconds_since_1970(winter), 3600),
        (seconds_since_1970(summer), 7200),
    ]
