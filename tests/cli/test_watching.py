"""What a round says of its answers, and what it remembers when nothing answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from clustering.cli.watching import Outcome
from clustering.fetching import Fetched, Gathered, Known, NotAnswered, digest_of

NOW = datetime.now(UTC)
A, B = "https://a.example/rss", "https://b.example/rss"


def good(body: bytes = b"<rss/>", status: int = 200, moved_to: str = "") -> Fetched:
    return Fetched(status, {"etag": "1"}, body, A, moved_to, False)


def answers(
    *asked: tuple[Known, Fetched | NotAnswered], waiting: tuple[Known, ...] = ()
) -> Outcome:
    by_address = {known.url: (known, answer) for known, answer in asked}
    return Outcome(Gathered(by_address, {known.url: known for known in waiting}), NOW)


def learned(found: Outcome, read: set[str]) -> dict[str, Known]:
    return {known.url: known for known in found.learned(read)}


def test_the_first_line_counts_and_the_others_name() -> None:
    found = answers(
        (Known(A), good(moved_to="https://a.example/new")),
        (Known(B), NotAnswered("answers 404 Not Found", 404)),
        waiting=(
            Known("https://c.example", next_check=NOW + timedelta(days=1)),
            Known("https://d.example", is_gone=True),
        ),
    )
    counts, fault = found.lines()
    assert counts.startswith(
        "asked 2 of 4 addresses: 1 with something new, 0 unchanged, 1 without an answer; "
        "1 not due, the next at "
    )
    assert counts.endswith("; 1 gone.")
    assert found.moves(found.learned({A})) == [f"{A}: has moved to https://a.example/new."]
    assert found.moves(found.learned(set())) == []  # a page that wants a login, perhaps
    assert fault.startswith(f"{B}: answers 404 Not Found; asked again after ")


def test_without_addresses_there_is_nothing_to_say() -> None:
    assert answers().lines() == []


def test_the_same_body_again_is_nothing_new() -> None:
    same = (Known(A, digest=digest_of(b"<rss/>")), good())
    other = (Known(B, digest="of another"), good())
    found = answers(same, other)
    assert (found.fresh, found.unchanged, found.failed) == ([B], 1, 0)


def test_only_of_what_was_read_the_marks_are_remembered() -> None:
    found = answers((Known(A), good()), (Known(B), good()))
    known = learned(found, {A})
    assert (known[A].etag, known[B].etag) == ("1", "")


def test_a_list_that_is_followed_is_remembered_although_it_gives_no_records() -> None:
    found = answers((Known(A), good(b"<opml><body/></opml>")))
    assert learned(found, set())[A].etag == ""
    found.found.followed.append(A)
    assert learned(found, set())[A].etag == "1"


def test_without_a_network_nothing_is_held_against_the_addresses() -> None:
    away = NotAnswered("no connection", is_network=True)
    known = learned(answers((Known(A), away), (Known(B), away)), set())
    assert [(one.failures, one.next_check) for one in known.values()] == [(0, None)] * 2
    one_of_two = answers((Known(A), away), (Known(B), good(status=304)))
    assert learned(one_of_two, set())[A].failures == 1
