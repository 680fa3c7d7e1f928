"""Remembers in a cookie up to which run a browser has seen the store."""

from __future__ import annotations

from dataclasses import dataclass

_PAUSE_SECONDS = 30 * 60  # after which the next page begins another visit
MAX_AGE = 365 * 86_400


@dataclass(frozen=True)
class Visit:
    """A visit to the desk.

    Attributes
    ----------
    since
        The newest run that the last visit saw; of the first one, the newest there was.
    newest
        The newest run that this one has seen.
    at
        When its last page was asked for, in seconds since 1970.
    """

    since: int
    newest: int
    at: int

    def written(self) -> str:
        """Return the visit as a cookie holds it."""
        return f"{self.since}.{self.newest}.{self.at}"


def next_visit(cookie: str | None, newest: int, now: float) -> Visit:
    """Return the visit that a page belongs to, which goes on for half an hour after the last."""
    last = _read(cookie)
    if last is None or last.newest > newest:
        return Visit(newest, newest, int(now))
    is_same = 0 <= now - last.at < _PAUSE_SECONDS
    return Visit(last.since if is_same else last.newest, newest, int(now))


def _read(cookie: str | None) -> Visit | None:
    parts = (cookie or "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    if max(map(len, parts)) > 12:
        return None
    return Visit(*map(int, parts))
