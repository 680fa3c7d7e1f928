"""Who was first with a story, by hours where they are known and by days else."""

from __future__ import annotations

from datetime import UTC, datetime

from clustering.model import Outlet
from clustering.stories.firsts import Part, outlets_of, who_was_first
from clustering.stories.story import First

POST, WIRE, HERALD = (
    Outlet(name, f"{name.lower()}.example") for name in ("Post", "Wire", "Herald")
)


def at(outlet: Outlet, day: int, hour: int = 0, minute: int = 0) -> Part:
    return outlet, datetime(2024, 3, day, hour, minute, tzinfo=UTC)


def test_the_earliest_hour_is_first() -> None:
    first = who_was_first([at(WIRE, 10, 8), at(POST, 10, 9), at(WIRE, 11)])
    assert [outlet.name for outlet in first.outlets] == ["Wire"]
    assert first.is_known
    assert not first.is_day


def test_times_in_one_minute_and_a_day_without_an_hour_are_a_tie() -> None:
    parts = [at(HERALD, 10), at(WIRE, 10, 8), (POST, at(POST, 10, 8)[1])]
    first = who_was_first(parts)
    assert {outlet.name for outlet in first.outlets} == {"Herald", "Wire", "Post"}
    assert not first.is_known


def test_nobody_is_first_without_dates() -> None:
    assert who_was_first([(WIRE, None), (POST, None)]).outlets == ()


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


def test_a_day_alone_beside_hours_of_others_on_it_says_no_time() -> None:
    herald, wire = sorted(outlets_of([at(HERALD, 10), at(WIRE, 10, 8)]))
    assert herald.first_published is None
    assert wire.first_published is not None
