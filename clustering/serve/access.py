"""Who gets in: hosts, origins, the first address, sessions and the tokens of forms."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from threading import Lock
from urllib.parse import urlsplit

_MAX_SESSIONS = 1_000


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


@dataclass
class Access:
    """What a request has to show.

    ``token`` opens the desk as often as it is given; empty where the first address is all there is.
    """

    host: str
    port: int
    token: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _sessions: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def cookie(self) -> str:
        """Name of the cookie; another port is another desk, and cookies are for all of them."""
        return f"samestory_{self.port}"

    def is_own_host(self, header: str) -> bool:
        """Whether a Host header names this desk.

        A name that an attacker lets point here (DNS rebinding) does not. An address of numbers
        cannot be such a name; it is taken where the desk listens on all addresses.
        """
        try:
            parts = urlsplit(f"//{header}")
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        if port != self.port or parts.username is not None or parts.path or parts.query:
            return False
        if name == self.host.lower():
            return True
        if is_loopback(self.host):
            return name == "localhost" or is_loopback(name)
        return self.host in ("0.0.0.0", "::") and _address(name) is not None

    def is_own_origin(self, origin: str | None, host: str, site: str | None) -> bool:
        """Whether a form was sent by a page of this desk."""
        if origin is None:  # no browser of today; Sec-Fetch-Site says the same
            return site == "same-origin"
        return origin == f"http://{host}"

    def let_in(self, offered: str) -> str | None:
        """Begin a session for who has the key of the first address, once, or the token."""
        with self._lock:
            if self.key and _equal(offered, self.key):
                self.key = ""
            elif not self.is_token(offered):
                return None
            session = secrets.token_urlsafe(32)
            self._sessions[session] = None
            if len(self._sessions) > _MAX_SESSIONS:
                self._sessions.popitem(last=False)
            return session

    def is_token(self, offered: str) -> bool:
        """Whether this is the token, where there is one."""
        return bool(self.token) and _equal(offered, self.token)

    def is_session(self, cookie: str | None) -> bool:
        """Whether a cookie is one that was given out."""
        with self._lock:
            return cookie is not None and cookie in self._sessions

    def form_token(self, session: str) -> str:
        """Return what the forms of a session hold, which no other site can know."""
        return hmac.new(self._secret, session.encode(), "sha256").hexdigest()

    def is_form_token(self, session: str, token: str) -> bool:
        """Whether a form holds the token of its session."""
        return _equal(token, self.form_token(session))


def _equal(offered: str, expected: str) -> bool:
    return hmac.compare_digest(offered.encode("utf-8", "replace"), expected.encode())


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None
