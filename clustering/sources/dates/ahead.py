"""Takes back dates that lie far ahead of all others and have not come: slips and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from clustering.model import Record

MAX_AHEAD = timedelta(days=366)
"""From the latest of the other dates: what is announced for more than a year is rare."""

_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def without_dates_ahead(records: Sequence[Record], now: datetime | None = None) -> list[Record]:
    """Return the records, those without a date whose date is far ahead of all others.

    A date that has come is never ahead, however far it is from the others: an archive may end
    years before the newest article. Of dates to come those count as well that follow on others
    within ``MAX_AHEAD``. Where there is no other date, the clock takes its place.

    Parameters
    ----------
    now
        The time of the reading, unless it is the present.
    """
    now = now or datetime.now(UTC)
    to_come = sorted({r.published for r in records if r.published and r.published > now})
    if not to_come:
        return list(records)
    latest = max((r.published for r in records if r.published and r.published <= now), default=now)
    for moment in to_come:
        if moment - latest > MAX_AHEAD:
            break
        latest = moment
    return [
        replace(record, published=None, unread_date=f"{record.published:%Y-%m-%d}")
        if record.published and record.published > max(latest, now)
        else record
        for record in records
    ]


def may_come_true(records: Iterable[Record], now: datetime | None = None) -> bool:
    """Whether a date of the records is to come, so that a later reading may give other dates.

    Parameters
    ----------
    records
        As :func:`without_dates_ahead` returned them.
    """
    now = now or datetime.now(UTC)
    today = f"{now:%Y-%m-%d}"
    return any(
        (record.published is not None and record.published > now)
        or (_A_DAY.fullmatch(record.unread_date) is not None and record.unread_date >= today)
        for record in records
    )
