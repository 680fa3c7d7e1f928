"""When an address may be asked again: what its server and its feed wish, and after a failure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=1)
"""What a feed wishes at most; some say "in a year", and mean "as you like"."""

LONGEST_RETRY = timedelta(days=7)
_SHORTEST_BACKOFF = timedelta(minutes=5)
_SLACK = timedelta(minutes=1)  # a timer that runs each hour is not to miss a feed by a second
_JITTER = 0.25
_HEAD_BYTES = 20_000

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.I)
_TTL = re.compile(rb"<ttl>\s*(\d{1,9})\s*</ttl>", re.I)
_PERIOD = re.compile(rb"<(?:\w+:)?updatePeriod>\s*(\w{1,10})\s*</", re.I)
_FREQUENCY = re.compile(rb"<(?:\w+:)?updateFrequency>\s*(\d{1,6})\s*</", re.I)
_HOURS = {b"hourly": 1, b"daily": 24, b"weekly": 168, b"monthly": 720, b"yearly": 8760}


def after_success(headers: Mapping[str, str], body: bytes, now: datetime) -> datetime | None:
    """Return before when an address is not to be asked again; ``None`` for no wish.

    Of the wishes of the server (``Cache-Control: max-age``, ``Expires``) and of the feed
    (``ttl``, ``sy:updatePeriod``) the longest counts, up to ``LONGEST``.
    """
    wish = max(_wish_of_server(headers, now), _wish_of_feed(body[:_HEAD_BYTES]))
    wish = min(wish, LONGEST) - _SLACK
    return now + wish if wish > timedelta(0) else None


def after_failure(failures: int, chance: float) -> timedelta:
    """Return how long to wait after so many earlier failures: twice as long each time.

    Parameters
    ----------
    chance
        From 0 to 1: the wait is a quarter shorter to a quarter longer, so that a thousand
        addresses do not come back at once.
    """
    doubled: timedelta = _SHORTEST_BACKOFF * 2 ** min(failures, 20)
    return min(doubled, LONGEST) * (1 - _JITTER + 2 * _JITTER * chance)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Read how long a server wants to be left alone: seconds or a date."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text[:9]))
    else:
        until = _read_date(text)
        if until is None:
            return None
        wait = until - now
    return min(wait, LONGEST_RETRY) if wait > timedelta(0) else None


def _wish_of_server(headers: Mapping[str, str], now: datetime) -> timedelta:
    control = headers.get("cache-control", "")
    if re.search(r"no-cache|no-store", control, re.I):
        return timedelta(0)
    if found := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        passed = int(age[:9]) if age.isascii() and age.isdigit() else 0
        return timedelta(seconds=max(min(int(found[1]), 10**9) - passed, 0))
    until = _read_date(headers.get("expires", ""))
    return max(until - now, timedelta(0)) if until else timedelta(0)


def _wish_of_feed(head: bytes) -> timedelta:
    ttl = _TTL.search(head)
    wish = timedelta(minutes=int(ttl[1])) if ttl else timedelta(0)
    if period := _PERIOD.search(head):
        times = _FREQUENCY.search(head)
        hours = _HOURS.get(period[1].lower(), 0) / max(int(times[1]) if times else 1, 1)
        wish = max(wish, timedelta(hours=hours))
    return wish


def _read_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
