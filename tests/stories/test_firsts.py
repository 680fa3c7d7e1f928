"""Who was first with a story, by hours where they are known and by days else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clustering.model import Outlet
from clustering.stories.firsts import Part, outlets_of, who_was_first
from clustering.stories.story import First

POST, WIRE, HERALD = (
    Outlet(name, f"{name.lower()}.example") for name in ("Post", "Wire", "Herald")
)


def at(outlet: Outlet, day: int, hour: int = 0, minute: int = 0) -> Part:
    return outlet, datetime(2024, 3, day, hour, minute, tzinfo=UTC)


def told(*days: float | None, outlets: str = "abcdef") -> list[Part]:
    """Return an article for each day, in order of time; a whole day is one without an hour."""
    start = datetime(2024, 3, 1, tzinfo=UTC)
    parts: list[Part] = [
        (Outlet(name, f"{name}.example"), None if day is None else start + timedelta(days=day))
        for name, day in zip(outlets, days, strict=False)
    ]
    return sorted(parts, key=lambda part: (part[1] is None, part[1] or start))


@pytest.mark.parametrize(
    ("days", "first", "is_day"),
    [
        ((0.1, 0.2, 0.3), "a", False),
        ((0.3, 0.2, 0.1), "c", False),
        ((0.1, None), "a", False),
        ((0.1, 1.0), "a", False),  # the day after
        ((1.0, 2.0, 2.1), "a", True),
        ((1.0, 1.2, 1.3), "ab", True),  # before or after the first hour of its day
        ((1.3, 1.0, 1.2), "bc", True),
        ((1.0, 1.0, 1.2), "abc", True),
        ((1.0, 1.0), "ab", True),
        ((0.1, 0.1), "ab", False),
        ((0.1, 0.1 + 59 / 86_400, 0.1 + 61 / 86_400), "ab", False),  # within one minute
        ((None, None), "", False),
        ((1.0,), "a", True),
        ((0.1,), "a", False),
    ],
)
def test_the_first_is_told_as_far_as_the_dates_tell(
    days: tuple[float | None, ...], first: str, is_day: bool
) -> None:
    parts = told(*days)
    found = who_was_first(parts)
    assert "".join(outlet.name for outlet in found.outlets) == first
    assert found.is_known is (len(first) == 1)
    assert (found.published, found.is_day) == (parts[0][1], is_day)


def test_an_outlet_that_gives_the_day_and_the_hour_is_no_tie_with_itself() -> None:
    parts = told(1.0, 1.2, 2.1, outlets="aab")
    assert [outlet.name for outlet in who_was_first(parts).outlets] == ["a"]
    first, second = outlets_of(parts)
    assert (first.name, first.first_published, second.name) == ("a", parts[0][1], "b")


def test_the_place_of_a_day_among_the_hours_of_that_day_is_not_known() -> None:
    outlets = outlets_of(told(1.0, 1.2, 2.0, 2.1))
    assert [(one.name, one.first_published is None) for one in outlets] == [
        ("b", False),
        ("d", False),
        ("a", True),
        ("c", True),
    ]


def test_days_among_days_are_in_order() -> None:
    outlets = outlets_of(told(2.0, 1.0, None))
    assert [outlet.name for outlet in outlets] == ["b", "a", "c"]
    assert outlets[1].first_published is not None


def test_a_story_that_began_a_day_before_its_headline_may_have_begun_with_something_else() -> None:
    parts = [at(WIRE, 10, 8), at(POST, 12, 9)]
    assert who_was_first(parts, at(POST, 11, 7)[1]).is_known
    assert who_was_first(parts, at(POST, 11, 8)[1]) == First((), None, False)
    assert who_was_first(parts).is_known


def test_an_outlet_is_listed_once_with_its_articles_in_order_of_time() -> None:
    outlets = outlets_of([at(WIRE, 10, 8), at(POST, 10, 9), at(WIRE, 11, 1), (HERALD, None)])
    assert [(one.name, one.articles) for one in outlets] == [
        ("Wire", 2),
        ("Post", 1),
        ("Herald", 1),
    ]
