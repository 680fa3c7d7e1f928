"""A web server on this machine that answers as a test says, and notes what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.patience import PATIENCE


@dataclass
class Page:
    """What the server answers at a path.

    Attributes
    ----------
    before
        Called before the answer begins, which waits until it returns.
    pieces
        More of the body, each after so many seconds.
    """

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[tuple[float, bytes], ...] = ()
    before: Callable[[], object] = bool


def never() -> None:
    """Keep an answer back for longer than any test asks for it."""
    threading.Event().wait(PATIENCE)


def linger() -> None:
    """Keep an answer back for so long that another request, if there is one, comes meanwhile."""
    time.sleep(0.05)


@dataclass
class LocalServer:
    """The pages of a server by their paths, and the requests that came.

    Attributes
    ----------
    asked
        Path and headers of each request; names of headers in lower case.
    most_at_once
        How many requests waited for an answer at the same time, at most. A request waits until
        the answer begins: who asked may have all of it before its end is noted here.
    hung_up
        Set when somebody who asked has gone before the end of the answer.
    """

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    most_at_once: int = 0
    hung_up: threading.Event = field(default_factory=threading.Event)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in that order, and forget them."""
        paths = [path for path, _ in self.asked]
        self.asked.clear()
        return paths


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[LocalServer]:
    """Serve pages until the block ends."""
    lock, now = threading.Lock(), [0]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                now[0] += 1
                server.most_at_once = max(server.most_at_once, now[0])
                named = {name.lower(): value for name, value in self.headers.items()}
                server.asked.append((self.path, named))
            page = server.pages.get(self.path, Page("not here", 404))
            page.before()
            with lock:
                now[0] -= 1
            try:
                self._answer(page, named)
            except OSError:
                server.hung_up.set()

        def _answer(self, page: Page, named: Mapping[str, str]) -> None:
            etag, modified = page.headers.get("ETag"), page.headers.get("Last-Modified")
            is_same = (etag and named.get("if-none-match") == etag) or (
                modified and not etag and named.get("if-modified-since") == modified
            )
            self.send_response(304 if page.status == 200 and is_same else page.status)
            body = page.body.encode() if isinstance(page.body, str) else page.body
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.send_header("Connection", "close")
            if is_same:
                self.end_headers()
                return
            if not page.pieces:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            for seconds, piece in page.pieces:
                self.wfile.flush()
                time.sleep(seconds)
                self.wfile.write(piece)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of those who hung up."""

    with Quiet((host, 0), Handler) as listener:
        server = LocalServer(listener.server_port)
        thread = threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()


def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no proxy that the environment names stand before the servers of tests."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def rss(*titles: str, more: str = "", outlet: str = "Corrin Courier") -> str:
    """Return a feed with an entry for each title."""
    items = "".join(
        f"<item><title>{title}</title><link>https://{outlet.split()[0].lower()}.example/"
        f"{'-'.join(title.lower().split())}</link>"
        "<pubDate>Wed, 26 Mar 2025 11:00:00 GMT</pubDate></item>"
        for title in titles
    )
    head = f"<title>{outlet}</title><link>https://{outlet.split()[0].lower()}.example</link>{more}"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
