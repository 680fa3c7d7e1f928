"""What a browser has seen of a store."""

from __future__ import annotations

import pytest

from clustering.serve.visits import Visit, next_visit

HOUR = 3600.0


def test_to_the_first_visit_nothing_is_new() -> None:
    assert next_visit(None, newest=4, now=HOUR) == Visit(4, 4, 3600)


def test_a_visit_goes_on_and_the_next_one_begins_where_it_ended() -> None:
    first = next_visit(None, newest=4, now=0.0)
    later = next_visit(first.written(), newest=6, now=600.0)
    assert (later.since, later.newest) == (4, 6)
    tomorrow = next_visit(later.written(), newest=9, now=24 * HOUR)
    assert (tomorrow.since, tomorrow.newest) == (6, 9)


@pytest.mark.parametrize("cookie", ["", "x", "1.2", "1.2.x", "9.9.1", "²" * 3, "1.2." + "9" * 50])
def test_what_is_no_visit_of_this_store_is_the_first(cookie: str) -> None:
    assert next_visit(cookie, newest=4, now=0.0).since == 4
