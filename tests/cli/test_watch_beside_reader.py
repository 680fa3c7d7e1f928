"""What `watch` asks of servers and takes from feeds, beside what the library `reader` does."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Invoke
from tests.local_server import LocalServer, Page, rss

reader = pytest.importorskip("reader", reason="the library reader is not installed")
TAGGED = {"ETag": '"one"', "Last-Modified": "Wed, 19 Aug 2026 08:00:00 GMT"}
CONDITIONS = ("if-none-match", "if-modified-since")


@pytest.fixture
def ours(server: LocalServer, invoke: Invoke) -> Callable[[], set[str]]:
    def round_() -> set[str]:
        invoke("watch", "n.db", server.address("/feed"), "--once", "--now")
        if not Path("n.db").exists():
            return set()
        with closing(sqlite3.connect("n.db")) as store:
            return {title for (title,) in store.execute("SELECT title FROM articles")}

    return round_


@pytest.fixture
def theirs(server: LocalServer) -> Iterator[Callable[[], set[str]]]:
    with closing(reader.make_reader(":memory:")) as library:
        library.add_feed(server.address("/feed"))

        def round_() -> set[str]:
            with suppress(reader.ReaderError):  # what the server answered is no fault of a test
                library.update_feed(server.address("/feed"))
            return {entry.title for entry in library.get_entries()}

        yield round_


def both(server: LocalServer, *rounds: Callable[[], set[str]]) -> list[Any]:
    """Let each make a round; return the titles it knows and the conditions it asked under."""
    found = []
    for one in rounds:
        server.asked.clear()
        titles = one()
        asked = [
            (path, {name: headers[name] for name in CONDITIONS if name in headers})
            for path, headers in server.asked
        ]
        found.append((titles, asked))
    return found


def test_what_has_not_changed_is_asked_for_under_the_same_conditions(
    server: LocalServer, ours: Callable[[], set[str]], theirs: Callable[[], set[str]]
) -> None:
    server.pages["/feed"] = Page(rss("Otter", "Tern"), headers=TAGGED)
    first, other = both(server, ours, theirs)
    assert first == other == ({"Otter", "Tern"}, [("/feed", {})])
    server.pages["/feed"] = Page(status=304)
    again, other = both(server, ours, theirs)
    assert again == other
    assert again[1] == [
        ("/feed", {"if-none-match": '"one"', "if-modified-since": TAGGED["Last-Modified"]})
    ]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_lead_both_to_the_same_articles(
    server: LocalServer,
    ours: Callable[[], set[str]],
    theirs: Callable[[], set[str]],
    status: int,
) -> None:
    server.pages["/feed"] = Page(status=status, headers={"Location": server.address("/moved")})
    server.pages["/moved"] = Page(rss("Otter"))
    first, other = both(server, ours, theirs)
    assert first == other == ({"Otter"}, [("/feed", {}), ("/moved", {})])


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_what_fails_takes_nothing_away_from_either(
    server: LocalServer,
    ours: Callable[[], set[str]],
    theirs: Callable[[], set[str]],
    status: int,
) -> None:
    server.pages["/feed"] = Page(rss("Otter"))
    both(server, ours, theirs)
    server.pages["/feed"] = Page(status=status)
    failed, other = both(server, ours, theirs)
    assert failed[0] == other[0] == {"Otter"}
    server.pages["/feed"] = Page(rss("Otter", "Tern"))
    back, other = both(server, ours, theirs)
    assert back[0] == other[0] == {"Otter", "Tern"}


def test_what_leaves_the_feed_stays_with_both(
    server: LocalServer, ours: Callable[[], set[str]], theirs: Callable[[], set[str]]
) -> None:
    server.pages["/feed"] = Page(rss("Otter"))
    both(server, ours, theirs)
    server.pages["/feed"] = Page(rss("Tern"))
    first, other = both(server, ours, theirs)
    assert first[0] == other[0] == {"Otter", "Tern"}
