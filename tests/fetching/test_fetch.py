"""One address over a real server: conditions, redirects, and what is inside a network."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from clustering.fetching import Fetched, Known, NotAnswered, guard
from clustering.fetching.exchange import FetchLimits, Wire
from clustering.fetching.fetch import fetch
from tests.local_server import LocalServer, Page, linger, rss, serving

FEED = rss("Otter blocks the lock")


def ask(address: str, **known: Any) -> Fetched:  # noqa: ANN401 - of each field its own type
    return fetch(Wire("", FetchLimits(body=10_000)), Known(address, **known))


def reason(address: str, **known: Any) -> str:  # noqa: ANN401
    with pytest.raises(NotAnswered) as raised:
        ask(address, **known)
    return str(raised.value)


@pytest.fixture
def inside_is_9(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.9 be inside a network and the other addresses of this machine outside."""
    inside = ipaddress.ip_address("127.0.0.9")
    monkeypatch.setattr(guard, "is_inside", lambda address: address == inside)


def resolving(monkeypatch: pytest.MonkeyPatch, names: dict[str, Iterator[list[str]]]) -> None:
    """Let names stand for the given addresses, one after another."""
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        if host not in names:
            return real(host, port, *rest, **more)
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in next(names[host])]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_an_address_is_told_what_is_known_of_it(server: LocalServer) -> None:
    server.pages["/f"] = Page(FEED, headers={"ETag": '"1"', "Last-Modified": "yesterday"})
    address = server.address("/f")
    first = ask(address)
    assert (first.status, first.body.decode(), first.url) == (200, FEED, address)
    second = ask(address, etag='"1"', modified="yesterday")
    assert (second.is_unchanged, second.body) == (True, b"")
    (_, one), (_, two) = server.asked
    assert not {"if-none-match", "if-modified-since"} & set(one)
    assert (two["if-none-match"], two["if-modified-since"]) == ('"1"', "yesterday")


def test_a_mark_that_no_header_may_hold_is_not_sent(server: LocalServer) -> None:
    server.pages["/f"] = Page(FEED)
    assert ask(server.address("/f"), etag='"é"', modified="yesterday").status == 200
    assert "if-none-match" not in server.asked[0][1]


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_says_where_it_is_for_good(server: LocalServer, status: int) -> None:
    server.pages["/old"] = Page(status=status, headers={"Location": "/new"})
    server.pages["/new"] = Page(FEED)
    answer = ask(server.address("/old"))
    assert (answer.moved_to, answer.url) == (server.address("/new"), server.address("/new"))
    server.paths()
    ask(server.address("/old"), moved_to=answer.moved_to)
    assert server.paths() == ["/new"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_behind_a_passing_redirect_nothing_is_for_good(server: LocalServer, status: int) -> None:
    server.pages["/a"] = Page(status=301, headers={"Location": "/b"})
    server.pages["/b"] = Page(status=status, headers={"Location": server.address("/c")})
    server.pages["/c"] = Page(status=301, headers={"Location": "/d"})
    server.pages["/d"] = Page(FEED)
    answer = ask(server.address("/a"))
    assert (answer.moved_to, answer.url) == (server.address("/b"), server.address("/d"))


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/f", "redirects more than 10 times"),
        ("file:///etc/passwd", "redirects to file:///etc/passwd, which is no web address"),
        ("http://[::1", "redirects to http://[::1, which is no web address"),
        ("", "302 Found, without saying where to"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_told(
    server: LocalServer, location: str, told: str
) -> None:
    server.pages["/f"] = Page(status=302, headers={"Location": location})
    assert reason(server.address("/f")) == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "answers 401 Unauthorized"),
        (403, "answers 403 Forbidden"),
        (404, "answers 404 Not Found"),
        (410, "answers 410 Gone"),
        (429, "answers 429 Too Many Requests"),
        (500, "answers 500 Internal Server Error"),
        (503, "answers 503 Service Unavailable"),
        (599, "answers 599"),
        (304, "answers 304 Not Modified"),
    ],
)
def test_any_other_status_is_told(server: LocalServer, status: int, told: str) -> None:
    server.pages["/f"] = Page("no", status)
    with pytest.raises(NotAnswered, match=f"^{told}$") as raised:
        ask(server.address("/f"))
    assert (raised.value.status, raised.value.is_network) == (status, False)


def test_no_connection_may_be_the_network(server: LocalServer) -> None:
    with pytest.raises(NotAnswered) as raised:
        ask(f"http://127.0.0.9:{server.port}/f")
    assert (raised.value.status, raised.value.is_network) == (0, True)


# What is inside a network.


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:1/a", "http://10.0.0.1/", "http://169.254.169.254/x", "http://[::1]/"],
)
def test_a_redirect_does_not_lead_inside(server: LocalServer, target: str) -> None:
    server.pages["/f"] = Page(status=302, headers={"Location": target})
    assert "which is inside a network; only you may name such" in reason(server.address("/f"))
    assert server.paths() == ["/f"]


@pytest.mark.parametrize("listed_in", ["feeds.opml", "https://1.1.1.1/feeds.opml"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_list_does_not_lead_inside(server: LocalServer, host: str, listed_in: str) -> None:
    server.pages["/f"] = Page(FEED)
    told = reason(server.address("/f", host), listed_in=listed_in)
    assert "inside a network" in told
    assert server.asked == []


def test_what_the_user_typed_may_be_inside_and_redirect_to_itself(server: LocalServer) -> None:
    server.pages["/f"] = Page(status=302, headers={"Location": "/g"})
    server.pages["/g"] = Page(FEED)
    assert ask(server.address("/f")).is_inside
    listed = server.address("/g")
    assert ask(listed, listed_in=server.address("/feeds.opml")).body.decode() == FEED


@pytest.mark.usefixtures("inside_is_9")
def test_an_address_outside_does_not_lead_inside_by_any_way(server: LocalServer) -> None:
    with serving() as hidden:
        hidden.pages["/f"] = Page(FEED)
        server.pages["/f"] = Page(status=301, headers={"Location": hidden.address("/f")})
        server.pages["/g"] = Page(
            status=302, headers={"Location": f"http://127.0.0.9:{hidden.port}/"}
        )
        assert ask(server.address("/f")).body.decode() == FEED  # outside to outside
        assert "inside a network" in reason(server.address("/g"))
        assert "inside a network" in reason(server.address("/f"), moved_to="http://127.0.0.9/f")


@pytest.mark.usefixtures("inside_is_9")
def test_a_name_with_one_address_inside_is_not_redirected_to(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, {"both.example": iter([["127.0.0.1", "127.0.0.9"]])})
    there = f"http://both.example:{server.port}/g"
    server.pages["/f"] = Page(status=302, headers={"Location": there})
    server.pages["/g"] = Page(FEED)
    assert "leads to both.example (127.0.0.9)" in reason(server.address("/f"))
    assert server.paths() == ["/f"]


@pytest.mark.usefixtures("inside_is_9")
def test_a_name_that_changes_where_it_leads_is_not_followed_inside(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.9"], ["127.0.0.9"], ["127.0.0.9"]])
    resolving(monkeypatch, {"news.example": answers})
    address = f"http://news.example:{server.port}/f"
    server.pages["/f"] = Page(status=302, headers={"Location": "/g"})
    server.pages["/g"] = Page(FEED)
    assert "inside a network" in reason(address)  # behind a redirect to itself
    assert server.paths() == ["/f"]
    told = reason(address, is_inside=False)  # another day
    assert told.startswith("news.example leads inside a network (127.0.0.9) and did not before")
    assert "no connection" in reason(address)  # typed, and inside from the start


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no 127.0.0.2")
def test_a_host_inside_may_redirect_outside_each_time(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(guard, "is_inside", lambda address: address == typed)
    with serving("127.0.0.2") as outside:
        outside.pages["/f"] = Page(FEED)
        there = outside.address("/f", "127.0.0.2")
        server.pages["/f"] = Page(status=302, headers={"Location": there})
        first = ask(server.address("/f"))
        assert (first.url, first.is_inside) == (there, True)
        assert ask(server.address("/f"), is_inside=first.is_inside).url == there
        moved = ask(server.address("/f"), is_inside=True, moved_to=there)
        assert (moved.url, moved.is_inside) == (there, None)


# Names and passwords.


def test_a_password_goes_to_its_own_host_only(server: LocalServer) -> None:
    with serving() as other:
        other.pages["/f"] = Page(FEED)
        server.pages["/f"] = Page(status=302, headers={"Location": "/g"})
        server.pages["/g"] = Page(FEED)
        server.pages["/h"] = Page(status=302, headers={"Location": other.address("/f")})
        typed = f"http://ann:pass@127.0.0.1:{server.port}"
        assert "@" not in ask(f"{typed}/f").url
        assert all("authorization" in headers for _, headers in server.asked)
        reason(f"{typed}/h")
        assert other.asked == []


@pytest.mark.usefixtures("inside_is_9")
def test_a_password_is_not_sent_to_where_a_redirect_leads(server: LocalServer) -> None:
    with serving() as other:
        other.pages["/f"] = Page(FEED)
        server.pages["/h"] = Page(status=301, headers={"Location": other.address("/f")})
        answer = ask(f"http://ann:pass@127.0.0.1:{server.port}/h")
        ((_, headers),) = other.asked
        assert "authorization" not in headers
        assert answer.moved_to == other.address("/f")


def test_one_request_at_a_time_goes_to_a_host(server: LocalServer) -> None:
    wire = Wire("")
    for number in range(4):
        server.pages[f"/{number}"] = Page(FEED, before=linger)
    with ThreadPoolExecutor(4) as pool:
        known = [Known(server.address(f"/{n}")) for n in range(4)]
        list(pool.map(partial(fetch, wire), known))
    assert server.most_at_once == 1
