"""Asks one address for what it holds: conditional requests, redirects, and what they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from clustering.fetching import guard
from clustering.fetching.exchange import Exchange, Wire, host_of_url
from clustering.fetching.guard import Host, NoExchange
from clustering.fetching.known import Known

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 10
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_NOT_MODIFIED = 304


class NotAnswered(Exception):
    """Why there is nothing from an address.

    Attributes
    ----------
    status
        Of the answer; 0 where there was none.
    headers
        Of the answer.
    is_network
        Whether it may be the network and not the address.
    """

    def __init__(
        self,
        reason: str,
        status: int = 0,
        headers: Mapping[str, str] | None = None,
        *,
        is_network: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.headers = headers or {}
        self.is_network = is_network


@dataclass(frozen=True)
class Fetched(Exchange):
    """What an address holds; the status is 200 and its like, or 304 when it holds what it held.

    Attributes
    ----------
    url
        Where it was found in the end.
    moved_to
        Where it is for good, if the server says so.
    is_inside
        Whether the host that was typed is inside a network; ``None`` where it was not asked.
    """

    url: str
    moved_to: str
    is_inside: bool | None

    @property
    def is_unchanged(self) -> bool:
        """Whether the address holds what it held when it was last asked."""
        return self.status == _NOT_MODIFIED


def fetch(wire: Wire, known: Known) -> Fetched:
    """Ask an address.

    Parameters
    ----------
    known
        The address, and what is remembered of it.

    Raises
    ------
    NotAnswered
        For any answer but what it holds, and for none.
    """
    return _Chain(wire, known).follow()


class _Chain:
    """An address, and where it redirects to."""

    def __init__(self, wire: Wire, known: Known) -> None:
        self._wire, self._known = wire, known
        self._typed: Host | None = None  # by the user: of the address, or of the list it is in
        self._typed_is_inside: bool | None = None
        self._own: Host | None = None
        self._login = b""

    def follow(self) -> Fetched:
        known = self._known
        moved_to, is_permanent = known.moved_to, True
        try:
            url = self._wire.parse(known.url)
            self._own, self._login = host_of_url(url), url.userinfo
            self._typed = self._own
            if known.listed_in:
                self._typed = self._host_of_list(known.listed_in)
            if moved_to:
                url = self._with_login(self._wire.parse(moved_to))
            for _ in range(MAX_REDIRECTS + 1):
                got = self._ask(url)
                if got.status not in _REDIRECTS:
                    return self._finish(got, url, moved_to)
                url = self._next(url, got)
                is_permanent = is_permanent and got.status in _PERMANENT
                if is_permanent:
                    moved_to = str(url.copy_with(userinfo=b""))
        except NoExchange as error:
            raise NotAnswered(str(error), is_network=True) from None
        except guard.Refused as error:
            raise NotAnswered(str(error)) from None
        raise NotAnswered(f"redirects more than {MAX_REDIRECTS} times")

    def _host_of_list(self, listed_in: str) -> Host | None:
        try:
            place = self._wire.parse(listed_in)
        except NoExchange:
            return None  # a file
        return host_of_url(place)

    def _next(self, url: httpx.URL, got: Exchange) -> httpx.URL:
        target = got.headers.get("location", "").strip()
        if not target:
            raise NotAnswered(f"{_in_words(got.status)}, without saying where to", got.status)
        try:
            return self._with_login(self._wire.parse(target, url))
        except NoExchange:
            reason = f"redirects to {target[:200]}, which is no web address"
            raise NotAnswered(reason, got.status) from None

    def _with_login(self, url: httpx.URL) -> httpx.URL:
        """Give the name and password of the typed address to its own host, and to no other."""
        assert self._own is not None
        host = host_of_url(url)
        is_own = host.is_same_as(self._own) and url.scheme in ("https", self._own.scheme)
        return url.copy_with(userinfo=self._login if is_own else b"")

    def _ask(self, url: httpx.URL) -> Exchange:
        host = host_of_url(url)
        with self._wire.locks[host.name]:
            addresses = self._wire.resolve(host)
            self._judge(host, addresses)
            return self._wire.ask(url, addresses, self._conditions())

    def _judge(self, host: Host, addresses: list[guard.IpAddress]) -> None:
        """Refuse what is inside a network, unless it is of the host that the user typed.

        A name that led outside does not lead inside later, neither behind a redirect to itself
        nor another day.
        """
        if self._typed is None or not host.is_same_as(self._typed):
            guard.refuse_inside(host, addresses)
            return
        leads_inside = any(map(guard.is_inside, addresses))
        if leads_inside and False in (self._typed_is_inside, self._known.is_inside):
            raise guard.Refused(
                f"{host.name} leads inside a network ({addresses[0]}) and did not before; if that "
                "is right, ask with --now"
            )
        if addresses:
            self._typed_is_inside = leads_inside

    def _conditions(self) -> dict[str, str]:
        named = {"If-None-Match": self._known.etag, "If-Modified-Since": self._known.modified}
        # Marks with other letters are not to be sent; without them all is asked for.
        return {name: value for name, value in named.items() if value and value.isascii()}

    def _finish(self, got: Exchange, url: httpx.URL, moved_to: str) -> Fetched:
        is_unchanged = got.status == _NOT_MODIFIED and bool(self._conditions())
        if not (200 <= got.status < 300 or is_unchanged):
            raise NotAnswered(f"answers {_in_words(got.status)}", got.status, got.headers)
        where = str(url.copy_with(userinfo=b""))
        inside = self._typed_is_inside
        return Fetched(got.status, got.headers, got.body, where, moved_to, inside)


def _in_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
