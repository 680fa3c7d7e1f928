"""When an address is asked again: wishes of servers and feeds, and the wait after failures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clustering.fetching.pace import LONGEST, after_failure, after_success, retry_after
from tests.local_server import rss

NOW = datetime(2026, 3, 26, 12, 0, tzinfo=UTC)


def minutes(headers: dict[str, str], more: str = "") -> float:
    """Return how many minutes an address is left alone, with the minute of slack."""
    until = after_success(headers, rss("Otter", more=more).encode(), NOW)
    return (until - NOW).total_seconds() / 60 + 1 if until else 0


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 0),
        ({"cache-control": "max-age=3600"}, 60),
        ({"cache-control": "public, Max-Age = 1800, must-revalidate"}, 30),
        ({"cache-control": 'max-age="600"'}, 10),
        ({"cache-control": "max-age=3600", "age": "1800"}, 30),
        ({"cache-control": "max-age=60", "age": "1800"}, 0),
        ({"cache-control": "no-cache, max-age=3600"}, 0),
        ({"cache-control": "s-maxage=3600"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=99999999999"}, 24 * 60),
        ({"expires": "Thu, 26 Mar 2026 12:30:00 GMT"}, 30),
        ({"expires": "Thu, 26 Mar 2026 11:30:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"cache-control": "max-age=600", "expires": "Thu, 26 Mar 2026 13:00:00 GMT"}, 10),
    ],
)
def test_what_a_server_wishes_is_kept_to(headers: dict[str, str], expected: float) -> None:
    assert minutes(headers) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<ttl>45</ttl>", 45),
        ("<ttl> 60 </ttl>", 60),
        ("<ttl>often</ttl>", 0),
        ("<ttl>525600</ttl>", 24 * 60),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        (
            "<sy:updatePeriod>\n hourly </sy:updatePeriod>"
            "<sy:updateFrequency>4</sy:updateFrequency>",
            15,
        ),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            24 * 60,
        ),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", 0),
    ],
)
def test_what_a_feed_wishes_is_kept_to(more: str, expected: float) -> None:
    assert minutes({}, more) == expected


def test_of_two_wishes_the_longer_counts() -> None:
    assert minutes({"cache-control": "max-age=600"}, "<ttl>30</ttl>") == 30
    assert minutes({"cache-control": "max-age=3600"}, "<ttl>30</ttl>") == 60


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("Thu, 26 Mar 2026 12:10:00 GMT", 600),
        ("Thursday, 26-Mar-26 12:10:00 GMT", 600),
        ("Thu, 26 Mar 2026 11:10:00 GMT", None),
        ("0", None),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("²", None),
        ("9" * 40, 7 * 86_400),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(text: str, seconds: float | None) -> None:
    wait = retry_after({"retry-after": text}, NOW)
    assert (wait and wait.total_seconds()) == seconds


def test_the_wait_doubles_with_each_failure_up_to_a_day() -> None:
    waits = [after_failure(failures, 0.5) for failures in range(100)]
    assert [wait.total_seconds() / 60 for wait in waits[:4]] == [5, 10, 20, 40]
    assert waits[-1] == LONGEST
    assert waits == sorted(waits)


def test_the_wait_is_spread_so_that_not_all_come_back_at_once() -> None:
    low, high = after_failure(3, 0.0), after_failure(3, 1.0)
    assert (low, high) == (timedelta(minutes=30), timedelta(minutes=50))
