"""The time zone in which people are shown times: UTC, or the one that the user chose.

A day without an hour is never moved to another zone. Files for programs hold UTC.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from clustering.errors import UsageError
from clustering.text.parsing.limits import shown

_ALIKE = 75  # how much a name must be like that of a zone, of 100, to be taken for a slip
_CHOSEN: ContextVar[ZoneInfo | None] = ContextVar("time zone", default=None)


def use_time_zone(name: str) -> None:
    """Show times in this zone from here on, in this context; nothing changes for an empty name.

    Raises
    ------
    UsageError
        With the name that may be meant, for one that is no time zone.
    """
    if not name:
        return
    try:
        _CHOSEN.set(ZoneInfo(name))
    except (LookupError, ValueError, OSError):  # a folder of zones, a name out of their folder
        raise _no_such_zone(name) from None


def zone_name() -> str:
    """Return what the footer of a report calls the zone."""
    zone = _CHOSEN.get()
    return zone.key if zone else "UTC"


def local(moment: datetime) -> datetime:
    """Return a time in the chosen zone; midnight in UTC, which stands for a day, as it is."""
    zone = _CHOSEN.get()
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    is_day = not (moment.hour or moment.minute or moment.second or moment.microsecond)
    if zone is None or is_day:
        return moment
    try:
        return moment.astimezone(zone)
    except OverflowError:  # in the first or last hours that a date can hold
        return moment


def read_moment(text: str, now: datetime) -> datetime:
    """Return the time that ``yesterday`` (a day ago) or an ISO date with or without an hour names.

    What does not say its zone is in the chosen one.

    Raises
    ------
    ValueError
        For any other text.
    """
    if text.strip().casefold() == "yesterday":
        return now - timedelta(days=1)
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=_CHOSEN.get() or UTC)).astimezone(
        UTC
    )


def shown_hour(moment: datetime) -> str:
    """Return ``2023-08-31 17:30 UTC`` in the chosen zone."""
    there = local(moment)
    zone = there.tzname() or ""
    return f"{there:%Y-%m-%d %H:%M} {'UTC' if zone[:1] in '+-' else ''}{zone}"


def _no_such_zone(name: str) -> UsageError:
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(
        name,
        sorted(available_timezones()),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        score_cutoff=_ALIKE,
    )
    way_out = f"did you mean {nearest[0]!r}?" if nearest else "give one such as Europe/Berlin."
    return UsageError(f"there is no time zone {shown(name)}; {way_out}")
