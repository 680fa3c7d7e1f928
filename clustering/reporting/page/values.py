"""How the page's data writes times and figures, to take little room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Any

import numpy as np

from clustering.articles.dates import is_day
from clustering.reporting.plain_values import moment
from clustering.text.time_zones import local

MAX_TITLE_CHARS = 400  # characters


def seconds_of(time: str) -> int | None:
    """Return an ISO 8601 time of a row as seconds since 1970."""
    return int(datetime.fromisoformat(time).timestamp()) if time else None


def seconds_since_1970(time: datetime | None) -> int | None:
    """Return a time as seconds since 1970; ``None`` for no time."""
    return seconds_of(moment(time) or "")


def zone_shifts(times: Iterable[datetime]) -> list[tuple[int, int]]:
    """Return by how many seconds the zone's clocks differ from UTC, and from which time on.

    Only the times given are looked at, which are all that the page shows.
    """
    shifts: list[tuple[int, int]] = []
    for time in sorted(set(times)):
        if not is_day(time):
            seconds = int((local(time).utcoffset() or timedelta()).total_seconds())
            if seconds != (shifts[-1][1] if shifts else 0):
                shifts.append((seconds_since_1970(time) or 0, seconds))
    return shifts


def hundredths(share: float) -> int:
    """Return a figure in hundredths, as ``{:.2f}`` shows it."""
    return round(100 * round(share, 2))


def shown_height(height: float) -> int:
    """Return a height in ten-thousandths, rounded up: a value above the one shown parts the two."""
    return int(Decimal(repr(height)).scaleb(4).to_integral_value(ROUND_CEILING))


def thousandths(shares: Any) -> Sequence[int]:  # noqa: ANN401
    """Return many figures in thousandths."""
    numbers: list[int] = np.rint(np.asarray(shares) * 1000).astype(np.int64).tolist()
    return numbers
