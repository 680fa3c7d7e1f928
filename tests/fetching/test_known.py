"""What is remembered of an address after each kind of answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clustering.fetching import Fetched, Known, NotAnswered, digest_of, forget_limits, learn
from clustering.fetching.known import is_due

NOW = datetime(2026, 3, 26, 12, 0, tzinfo=UTC)
URL = "https://a.example/rss"


def answer(
    status: int = 200, body: bytes = b"<rss/>", moved_to: str = "", **headers: str
) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(status, named, body, URL, moved_to, False)


def fault(status: int, *, is_network: bool = False, **headers: str) -> NotAnswered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return NotAnswered(f"answers {status}", status, named, is_network=is_network)


def test_after_an_answer_its_marks_are_remembered_and_failures_forgotten() -> None:
    before = Known(URL, failures=3, note="answers 500", is_gone=False)
    after = learn(
        before, answer(etag='"1"', last_modified="today", cache_control="max-age=600"), NOW
    )
    assert (after.etag, after.modified) == ('"1"', "today")
    assert (after.failures, after.note, after.status) == (0, "", 200)
    assert after.digest == digest_of(b"<rss/>")
    assert (after.checked, after.next_check) == (NOW, NOW + timedelta(minutes=9))
    assert not is_due(after, NOW + timedelta(minutes=8))
    assert is_due(after, NOW + timedelta(minutes=9))


def test_an_unchanged_address_keeps_its_marks() -> None:
    before = Known(URL, etag='"1"', modified="today", digest="d", failures=1)
    after = learn(before, answer(304), NOW)
    assert (after.etag, after.modified, after.digest, after.failures) == ('"1"', "today", "d", 0)


def test_marks_that_a_server_gives_no_more_are_forgotten() -> None:
    after = learn(Known(URL, etag='"1"', modified="today"), answer(), NOW)
    assert (after.etag, after.modified) == ("", "")


def test_of_what_could_not_be_read_nothing_is_remembered() -> None:
    before = Known(URL, etag='"1"', digest="d")
    page = answer(etag='"2"', moved_to="https://login.example/", cache_control="max-age=9999")
    after = learn(before, page, NOW, was_read=False)
    assert (after.etag, after.digest, after.moved_to) == ('"1"', "d", "")
    assert is_due(after, NOW)
    assert after.note == "nothing that it holds could be read"


@pytest.mark.parametrize("status", [404, 500, 0])
def test_after_failures_it_is_asked_ever_more_rarely(status: int) -> None:
    known = Known(URL, etag='"1"')
    waits = []
    for _ in range(4):
        known = learn(known, fault(status), NOW)
        assert known.next_check
        waits.append((known.next_check - NOW).total_seconds() / 60)
    assert (waits, known.failures, known.etag) == ([5, 10, 20, 40], 4, '"1"')
    assert known.note == f"answers {status}"


def test_what_may_be_the_network_is_tried_again_within_the_hour() -> None:
    after = learn(Known(URL, failures=20), fault(0, is_network=True), NOW)
    assert after.next_check == NOW + timedelta(hours=1)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_to_come_back_is_left_alone_until_then(status: int) -> None:
    after = learn(Known(URL), fault(status, retry_after="7200"), NOW)
    assert after.next_check == NOW + timedelta(hours=2)
    after = learn(Known(URL), fault(status, retry_after="soon"), NOW)
    assert after.next_check == NOW + timedelta(minutes=5)


def test_what_is_gone_is_never_asked_again_unless_the_user_says_so() -> None:
    gone = learn(Known(URL), fault(410), NOW)
    assert gone.is_gone
    assert not is_due(gone, NOW + timedelta(days=10_000))
    assert is_due(forget_limits(gone), NOW)


def test_where_it_moved_to_is_remembered_and_forgotten_when_there_is_nothing() -> None:
    moved = learn(Known(URL), answer(moved_to="https://b.example/rss"), NOW)
    assert moved.moved_to == "https://b.example/rss"
    assert learn(moved, fault(503), NOW).moved_to == "https://b.example/rss"
    for status in (404, 410):
        lost = learn(moved, fault(status), NOW)
        assert (lost.moved_to, lost.is_gone) == ("", False)  # the old address is asked next
    assert learn(lost, fault(410), NOW).is_gone
    dead = moved
    for _ in range(4):
        dead = learn(dead, fault(0, is_network=True), NOW)
    assert dead.moved_to == ""


def test_what_was_learned_by_a_clock_that_was_wrong_holds_nothing_back() -> None:
    years = timedelta(days=2_000)
    assert is_due(Known(URL, checked=NOW + years, next_check=NOW + years), NOW)
