"""How the page's data writes times."""

from __future__ import annotations

from clustering.reporting.page.values import seconds_of


def test_times_are_seconds_since_1970() -> None:
    assert seconds_of("1970-01-02T00:00:01Z") == 86_401
    assert seconds_of("0001-01-01T00:00:00Z") == -62_135_596_800
    assert seconds_of("") is None
