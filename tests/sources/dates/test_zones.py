"""Zones are known by name, by offset and by place."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clustering.sources.dates.zones import read_zone

SUMMER = datetime(2024, 7, 1, 12)


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        *(("Z", 0), ("UTC", 0), ("GMT", 0), ("CET", 1), ("CEST", 2), ("MEST", 2), ("BST", 1)),
        *(("EST", -5), ("EDT", -4), ("CST", -6), ("PDT", -7), ("IST", 5.5), ("AEST", 10)),
        *(("ET", -4), ("pt", -7), ("+02:00", 2), ("-0330", -3.5), ("+2", 2), ("gmt+2", 2)),
        *(("utc -5", -5), ("\u22125", -5), ("Europe/Berlin", 2), ("Asia/Kolkata", 5.5)),
    ],
)
def test_what_stands_behind_a_time_tells_how_far_it_is_from_utc(name: str, hours: float) -> None:
    zone = read_zone(name)
    assert zone is not None
    assert zone.utcoffset(SUMMER) == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["", "XYZ", "+25:00", "Europe/Nowhere", "../etc/passwd", "A"])
def test_other_zones_are_not_known(name: str) -> None:
    assert read_zone(name) is None
