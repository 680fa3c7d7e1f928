"""Takes back dates that lie far ahead of all others and have not come: slips and placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from clustering.arrays.columns import column_of, replaced
from clustering.arrays.compact_values import different
from clustering.model import Record

MAX_AHEAD = timedelta(days=366)
"""From the latest of the other dates: what is announced for more than a year is rare."""

_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def without_dates_ahead(records: Sequence[Record], now: datetime | None = None) -> Sequence[Record]:
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
    published = column_of(records, "published")
    known = set(filter(None, different(published)))
    to_come = sorted(moment for moment in known if moment > now)
    if not to_come:
        return records
    latest = max((moment for moment in known if moment <= now), default=now)
    for moment in to_come:
        if moment - latest > MAX_AHEAD:
            break
        latest = moment
    last = max(latest, now)
    ahead = {
        at: {"published": None, "unread_date": f"{moment:%Y-%m-%d}"}
        for at, moment in enumerate(published)
        if moment and moment > last
    }
    return replaced(records, ahead)


def may_come_true(records: Sequence[Record], now: datetime | None = None) -> bool:
    """Whether a date of the records is to come, so that a later reading may give other dates.

    Parameters
    ----------
    records
        As :func:`without_dates_ahead` returned them.
    """
    now = now or datetime.now(UTC)
    if any(moment > now for moment in different(column_of(records, "published")) if moment):
        return True
    today = f"{now:%Y-%m-%d}"
    unread = set(different(column_of(records, "unread_date")))
    return any(text >= today for text in unread if _A_DAY.fullmatch(text))
