"""One request and its answer over a connection of its own, to an address that was checked."""

from __future__ import annotations

import re
import socket
import threading
import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from clustering.errors import UsageError
from clustering.fetching.guard import Host, IpAddress, NoExchange, host_of, resolve
from clustering.sources.base import without_login
from clustering.version import TOOL_NAME, __version__

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"{TOOL_NAME}/{__version__} (a reader of news feeds)"
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5"
)
_ENCODINGS = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15  # what zlib calls window bits
_MAGIC = 0x1F  # with which gzip begins
_FEED = re.compile(r"^feed://", re.I)  # as some pages link to their feeds


@dataclass(frozen=True)
class FetchLimits:
    """How long an exchange may take, and how large its body may be.

    Attributes
    ----------
    connect, read
        Seconds until there is a connection, and between two pieces of the answer.
    total
        Seconds for all of it: a server that sends a byte a second is left.
    body
        Bytes, decompressed.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 120.0
    body: int = 100_000_000


_LIMITS = FetchLimits()


@dataclass(frozen=True)
class Exchange:
    """What a server answered to one request; the body only of 200 and its like."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Makes exchanges; of use to many threads at once.

    Parameters
    ----------
    needed_for
        What is named in the message when httpx is not installed.

    Attributes
    ----------
    locks
        By name of a host, for at most one request at a time to it.

    Raises
    ------
    UsageError
        When httpx is not installed.
    """

    def __init__(self, needed_for: str, limits: FetchLimits = _LIMITS) -> None:
        try:
            import httpx
        except ImportError:
            raise UsageError(
                f"{needed_for}: addresses are fetched by httpx, which this installation of "
                f"{TOOL_NAME} lacks; install it with: pip install '{TOOL_NAME}[watch]'."
            ) from None
        self.locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._httpx = httpx
        self._limits = limits
        self._trust = httpx.create_ssl_context()

    def parse(self, address: str, base: httpx.URL | None = None) -> httpx.URL:
        """Parse an address, which may be relative to another.

        Raises
        ------
        NoExchange
            When it is none of the web.
        """
        try:
            url = base.join(address) if base else self._httpx.URL(_FEED.sub("http://", address))
        except (self._httpx.InvalidURL, ValueError, TypeError) as error:
            raise NoExchange(f"no web address ({error})") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise NoExchange("no web address")
        return url

    def resolve(self, host: Host) -> list[IpAddress]:
        """Resolve the name of a host; where a proxy does that, there may be no address here.

        Raises
        ------
        NoExchange
            When there is no such host.
        """
        try:
            return resolve(host)
        except NoExchange:
            if _proxy_for(host):
                return []
            raise

    def ask(
        self, url: httpx.URL, addresses: list[IpAddress], headers: Mapping[str, str]
    ) -> Exchange:
        """Ask for what is at an address, over the first of its host's IP addresses that answers.

        Raises
        ------
        NoExchange
            When none answers, or in no good way.
        """
        host = host_of_url(url)
        proxy = _proxy_for(host)
        places = [url.host] if proxy else [str(address) for address in addresses]
        fault = ""
        for place in places:
            try:
                return self._ask(url, place, headers, proxy)
            except (self._httpx.ConnectError, self._httpx.ConnectTimeout) as error:
                fault = fault or _in_words(error)
            except (self._httpx.TransportError, OSError) as error:
                raise NoExchange(_in_words(error)) from None
            except (ImportError, ValueError) as error:
                if proxy is None:
                    raise
                raise NoExchange(
                    f"the proxy {without_login(proxy)} cannot be used ({error})"
                ) from None
        raise NoExchange(fault)

    def _ask(
        self, url: httpx.URL, place: str, headers: Mapping[str, str], proxy: str | None
    ) -> Exchange:
        httpx, limits = self._httpx, self._limits
        allowed = httpx.Timeout(limits.read, connect=limits.connect).as_dict()
        request = httpx.Request("GET", url.copy_with(userinfo=b""), headers=_headers(url, headers))
        request.url = request.url.copy_with(host=place)
        # No connection is used twice: two hosts at one IP address would share it.
        few = httpx.Limits(max_keepalive_connections=0)
        transport = httpx.HTTPTransport(verify=self._trust, limits=few, proxy=proxy)
        with closing(transport), _ended_after(limits.total) as watch:
            request.extensions = {
                "timeout": allowed,
                "sni_hostname": host_of_url(url).name,
                "trace": watch,
            }
            response = transport.handle_request(request)
            with closing(response):
                body = b""
                if 200 <= response.status_code < 300:
                    encoding = response.headers.get("content-encoding", "")
                    body = read_body(response.iter_raw(), encoding, limits.body)
                return Exchange(response.status_code, response.headers, body)


def host_of_url(url: httpx.URL) -> Host:
    """Return the host of an address, its name in the letters that the network knows."""
    return host_of(url.scheme, url.raw_host.decode("ascii"), url.port)


def _headers(url: httpx.URL, more: Mapping[str, str]) -> dict[str, str]:
    headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": _ENCODINGS, **more}
    if url.userinfo:
        both = unquote(url.userinfo.decode("ascii")).encode()
        headers["Authorization"] = f"Basic {b64encode(both).decode('ascii')}"
    return headers


@contextmanager
def _ended_after(seconds: float) -> Iterator[Any]:
    """Close the connection after a time; yields what httpcore tells of each step."""
    sockets: list[socket.socket] = []

    def watch(step: str, about: Mapping[str, Any]) -> None:
        if step.endswith(("connect_tcp.complete", "start_tls.complete")):
            sockets.append(about["return_value"].get_extra_info("socket"))

    def end() -> None:
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()


def _proxy_for(host: Host) -> str | None:
    """Return the proxy that the environment names for a host."""
    proxy = getproxies().get(host.scheme)
    return None if not proxy or proxy_bypass(host.name) else proxy


def _in_words(error: Exception) -> str:
    kinds = {
        "ConnectTimeout": "no connection in time",
        "ReadTimeout": "no answer in time",
        "RemoteProtocolError": "the answer breaks off or is no HTTP",
    }
    said = " ".join(str(error).split())[:200]
    words = kinds.get(type(error).__name__, "no connection")
    return f"{words} ({said})" if said else words


def read_body(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return a body.

    Parameters
    ----------
    chunks
        As they come over the wire.
    encoding
        The ``Content-Encoding`` of the answer.
    limit
        Most bytes, once decompressed.

    Raises
    ------
    NoExchange
        For more bytes, a broken compression, and one that was not asked for.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        pieces = iter(chunks)
    elif name in ("gzip", "x-gzip", "deflate"):
        pieces = _decompressed(chunks, name == "deflate", limit)
    else:
        raise NoExchange(f"compressed as {name[:40]}, which was not asked for")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > limit:
            raise NoExchange(f"larger than the limit of {limit:,} bytes")
    return bytes(body)


def _decompressed(chunks: Iterable[bytes], is_deflate: bool, limit: int) -> Iterator[bytes]:
    unpack = None
    for chunk in chunks:
        while chunk:
            if unpack is None:
                # Some servers send deflate without the header of zlib, which begins with 8.
                bare = is_deflate and chunk[0] & 0x0F != 8
                unpack = zlib.decompressobj((_RAW if bare else _ZLIB) if is_deflate else _GZIP)
            elif unpack.eof:
                if is_deflate or chunk[0] != _MAGIC:
                    return  # what stands behind the end is no part of it
                unpack = zlib.decompressobj(_GZIP)  # pigz and others send one piece after another
            try:
                yield unpack.decompress(chunk, limit + 1)
            except zlib.error as error:
                raise NoExchange(f"cannot be decompressed ({error})") from None
            chunk = unpack.unused_data
    if unpack is not None and not unpack.eof:
        raise NoExchange("breaks off")
