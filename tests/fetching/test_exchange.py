"""One request: what it says of us, to which IP address it goes, and how long it may take."""

from __future__ import annotations

import builtins
import gzip
import tracemalloc
import zlib
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest

from clustering.errors import UsageError
from clustering.fetching.exchange import Exchange, FetchLimits, Wire, host_of_url, read_body
from clustering.fetching.guard import Host, NoExchange, host_of
from tests.local_server import LocalServer, Page, never
from tests.patience import PATIENCE

LIMITS = FetchLimits(PATIENCE, PATIENCE, PATIENCE, body=1_000)


def ask(address: str, limits: FetchLimits = LIMITS) -> Exchange:
    wire = Wire(address, limits)
    url = wire.parse(address)
    return wire.ask(url, wire.resolve(host_of(url.scheme, url.host, url.port)), {})


def test_a_request_says_honestly_who_asks(server: LocalServer) -> None:
    server.pages["/a"] = Page("hello")
    assert ask(server.address("/a")).body == b"hello"
    ((_, headers),) = server.asked
    assert headers["user-agent"].startswith("samestory/")
    assert "Mozilla" not in headers["user-agent"]
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert "authorization" not in headers


def test_a_name_and_a_password_are_sent_and_are_no_part_of_the_path(server: LocalServer) -> None:
    server.pages["/a"] = Page("hello")
    ask(f"http://ann:p%40ss@127.0.0.1:{server.port}/a")
    ((path, headers),) = server.asked
    assert path == "/a"
    assert headers["authorization"] == f"Basic {b64encode(b'ann:p@ss').decode()}"


def test_the_connection_goes_to_the_given_address_and_the_name_is_not_resolved_again(
    server: LocalServer,
) -> None:
    server.pages["/a"] = Page("hello")
    wire = Wire("", LIMITS)
    url = wire.parse(f"http://news.invalid:{server.port}/a")
    local = wire.resolve(host_of("http", "127.0.0.1", server.port))
    assert wire.ask(url, local, {}).body == b"hello"
    assert server.asked[0][1]["host"] == f"news.invalid:{server.port}"


def test_the_next_address_is_tried_where_one_gives_no_connection(server: LocalServer) -> None:
    server.pages["/a"] = Page("hello")
    wire = Wire("", LIMITS)
    one, other = (wire.resolve(host_of("http", name, 80)) for name in ("127.0.0.9", "127.0.0.1"))
    assert wire.ask(wire.parse(server.address("/a")), one + other, {}).body == b"hello"
    with pytest.raises(NoExchange, match="no connection"):
        wire.ask(wire.parse(server.address("/a")), one, {})


def test_no_answer_in_time_is_told(server: LocalServer) -> None:
    server.pages["/a"] = Page("hello", before=never)
    with pytest.raises(NoExchange, match="no answer in time"):
        ask(server.address("/a"), replace(LIMITS, read=0.1))


def test_a_server_that_sends_a_byte_now_and_then_is_left(server: LocalServer) -> None:
    server.pages["/a"] = Page("<", pieces=((0.2, b"x"),) * 600, headers={"Content-Length": "601"})
    with pytest.raises(NoExchange):
        ask(server.address("/a"), replace(LIMITS, total=0.5))
    assert server.hung_up.wait(PATIENCE)  # in the middle of the two minutes of this answer


def test_too_much_and_a_body_that_breaks_off_are_told(server: LocalServer) -> None:
    server.pages["/a"] = Page("x" * 1_001)
    server.pages["/b"] = Page("x", headers={"Content-Length": "9"}, pieces=((0.0, b"x"),))
    with pytest.raises(NoExchange, match="larger than the limit of 1,000 bytes"):
        ask(server.address("/a"))
    with pytest.raises(NoExchange, match="breaks off"):
        ask(server.address("/b"))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://", "https://[::1", "ftp://x/y"])
def test_what_is_no_web_address_is_told(address: str) -> None:
    with pytest.raises(NoExchange, match="no web address"):
        Wire("", LIMITS).parse(address)


def test_a_proxy_that_the_environment_names_is_used(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = "http://news.invalid/a"
    server.pages[target] = Page("by the proxy")
    monkeypatch.setenv("http_proxy", server.address(""))
    monkeypatch.delenv("no_proxy", raising=False)
    assert ask(target).body == b"by the proxy"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "no such://x"])
def test_a_proxy_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(NoExchange, match="proxy"):
        ask("http://news.invalid/a")


def test_a_name_in_other_letters_is_asked_for_as_the_network_knows_it() -> None:
    url = Wire("", LIMITS).parse("https://Bücher.example:444/a")
    assert host_of_url(url) == Host("https", "xn--bcher-kva.example", 444)


def test_without_httpx_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401
        if name == "httpx":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        UsageError, match=r"^https://a\.example: .*pip install 'samestory\[watch\]'\.$"
    ):
        Wire("https://a.example")


# Bodies.


TEXT = b"Otter blocks the lock at Graywick. " * 300
RAW = zlib.compress(TEXT)[2:-4]


def in_pieces(data: bytes, size: int = 100) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        (" X-GZIP", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:900], mtime=0) + gzip.compress(TEXT[900:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + bytes(700)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT) + b"trailing"),
        ("deflate", RAW),
    ],
)
def test_every_encoding_that_is_asked_for_is_read(encoding: str, data: bytes) -> None:
    assert read_body(in_pieces(data), encoding, len(TEXT)) == TEXT
    assert read_body([data], encoding, len(TEXT)) == TEXT
    with pytest.raises(NoExchange, match="larger than the limit of 10,499 bytes"):
        read_body(in_pieces(data), encoding, len(TEXT) - 1)


def test_a_small_body_that_unpacks_to_much_is_left_before_it_takes_the_memory() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 250_000
    tracemalloc.start()
    with pytest.raises(NoExchange, match="larger than the limit"):
        read_body([bomb], "gzip", 1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "data", "reason"),
    [
        ("br", TEXT, "compressed as br, which was not asked for"),
        ("gzip, gzip", TEXT, "which was not asked for"),
        ("gzip", TEXT, "cannot be decompressed"),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20], "breaks off"),
        (
            "gzip",
            2 * gzip.compress(TEXT[:90], mtime=0) + gzip.compress(TEXT, mtime=0)[:40],
            "breaks off",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(encoding: str, data: bytes, reason: str) -> None:
    with pytest.raises(NoExchange, match=reason):
        read_body(in_pieces(data), encoding, 10**6)
