"""How the page's data writes times and figures, to take little room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from typing import Any

import numpy as np

from clustering.reporting.plain_values import moment

MAX_TITLE_CHARS = 400  # characters


def seconds_of(time: str) -> int | None:
    """Return an ISO 8601 time of a row as seconds since 1970."""
    return int(datetime.fromisoformat(time).timestamp()) if time else None


def seconds_since_1970(time: datetime | None) -> int | None:
    """Return a time as seconds since 1970; ``None`` for no time."""
    return seconds_of(moment(time) or "")


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
