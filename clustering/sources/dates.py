"""One reader for every way a source writes a date; what cannot be read is no date, not an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from clustering.sources.values import type_name

# 13 digits until the year 2286 when written in milliseconds; 9 or 10 in seconds (1973 to 2286).
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?P<milliseconds>\d{3})?(?:\.\d*)?")

# What datetime.fromisoformat refuses: one-digit months, a space before the zone, zone names.
_LOOSE_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)?"
    r"[ \t]*(?:[Zz]|UTC|GMT|(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?)?)?"
)

# How programs write that there is no date, beside signs and zeros alone and January 1 of year 1.
_NO_DATE = frozenset(
    (
        *("n", "n a", "na", "nan", "nat", "nil", "none", "null", "undefined", "unknown"),
        *("false", "true", "no", "yes", "off", "on", "y", "invalid date"),
    )
)
_SIGNS = re.compile(r"[\W_]+")
_YEAR_ONE = re.compile(r"^0001-|\b(?:Jan(?:uary)?[\s-]+|0?1[/.]0?1[/.])0001\b", re.I)
_MAX_SHOWN_CHARS = 40  # characters of a date that cannot be read

_RFC_822 = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}[\s-]+\d{2,4}\b.*")


def read_date(value: object) -> datetime | None:
    """Read a publication time.

    Parameters
    ----------
    value
        Text in ISO 8601 (with a zone, without one, or a date alone), as YAML writes
        timestamps, in RFC 822, or as seconds or milliseconds since 1970; or such a number.

    Returns
    -------
    datetime or None
        In UTC, and a time without a zone is taken as UTC; ``None`` for everything else,
        year 1 included, which is how several programs write "no date".
    """
    if isinstance(value, str):
        if moment := _read_usual(value):
            return moment
        text = value.strip()
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        moment = _parse(text if isinstance(value, str) else f"{value:.3f}")
        if moment is None:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        elif moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if moment.year > 1 else None


def read_first_date(values: Sequence[object]) -> tuple[datetime | None, str]:
    """Return the first date that can be read, and what stands there where none can."""
    published = next(filter(None, map(read_date, values)), None)
    return published, "" if published else unread_date(*values)


def unread_date(*values: object) -> str:
    """Return what stands first where :func:`read_date` finds no date, shortened; or nothing.

    Nothing are also the ways in which programs write that there is no date.
    """
    return next(filter(None, map(_written, values)), "")


def _written(value: object) -> str:
    if not value or isinstance(value, bool):
        return ""
    is_scalar = isinstance(value, str | int | float)
    text = " ".join(str(value).split()) if is_scalar else type_name(value)
    words = _SIGNS.sub(" ", text).strip().casefold()
    if not words.strip("0 ") or words in _NO_DATE or _YEAR_ONE.search(text):
        return ""
    return text if len(text) <= _MAX_SHOWN_CHARS else f"{text[: _MAX_SHOWN_CHARS - 1]}…"


def _read_usual(text: str) -> datetime | None:
    """Read milliseconds and ISO 8601 in UTC: as :func:`_parse` does, in a third of the time."""
    try:
        if len(text) == 13 and text.isascii() and text.isdecimal():
            return datetime.fromtimestamp(int(text) / 1000, UTC)
        if text[4:5] == "-":
            moment = datetime.fromisoformat(text)
            return moment if moment.tzinfo is UTC and moment.year > 1 else None
    except ValueError:
        pass
    return None


def _parse(text: str) -> datetime | None:
    if epoch := _EPOCH.fullmatch(text):
        scale = 1000 if epoch["milliseconds"] else 1
        return datetime.fromtimestamp(float(text) / scale, UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if loose := _LOOSE_ISO.fullmatch(text):
        return _from_parts(loose)
    if _RFC_822.fullmatch(text) and not _YEAR_ONE.search(text):  # which email takes for 2001
        return parsedate_to_datetime(text if ":" in text else f"{text} 00:00")
    return None


def _from_parts(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    offset = timedelta(hours=int(found["hours"] or 0), minutes=int(found["minutes"] or 0))
    return datetime(
        year,
        month,
        day,
        hour,
        minute,
        min(second, 59),  # a leap second has no place of its own in a datetime
        int((found[7] or "").ljust(6, "0")),
        tzinfo=timezone(-offset if found["sign"] == "-" else offset),
    )
