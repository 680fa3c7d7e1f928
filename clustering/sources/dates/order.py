"""Settles which number is the day in dates such as ``3/10/2024``, by all dates of one source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from clustering.arrays.columns import column_of, replaced
from clustering.arrays.compact_values import different
from clustering.model import Record
from clustering.sources.base import ReadOptions
from clustering.sources.dates import date_reader, is_real, read_numbers, unread_date
from clustering.sources.dates.written import ORDERS, YEAR_FIRST, Numbers

MAX_DAYS_APART = 31
"""Days from the other dates of a source up to which one that is read in some order is near."""


class _Waiting(NamedTuple):
    position: int
    date: Numbers
    written: str


def settle_dates(
    records: Sequence[Record], options: ReadOptions, others: Iterable[datetime] = ()
) -> Sequence[Record]:
    """Read the dates of one source that wait for their order, and those in the user's form.

    Of the orders day, month, year and month, day, year (and year, month, day for years of two
    digits) only one may make dates of all that have the same signs between the numbers: 25 is no
    month. Where several do, the other dates of the same records tell, and then those of the whole
    source, to which only one order may stay near. Where that does
    not tell either, or orders contradict each other, a date that has several readings is none.

    Parameters
    ----------
    records
        Those of one source; the date that waits is in ``unread_date``, and ``published`` may hold
        another date of the same record.
    options
        The order or the form that the user named, which come first.
    others
        Further dates of the source, such as the day on which a feed was made.
    """
    unread = column_of(records, "unread_date")
    if not any(different(unread)):
        return records
    in_form = date_reader(options.date_format) if options.date_format else None
    settled: dict[int, dict[str, Any]] = {}
    waiting: dict[str, list[_Waiting]] = {}
    published = column_of(records, "published")
    for position, written in enumerate(unread):
        if not written:
            continue
        if in_form and (moment := in_form(written)):
            settled[position] = {"published": moment, "unread_date": ""}
        elif date := read_numbers(written):
            waiting.setdefault(date.separator, []).append(_Waiting(position, date, written))
    for dates in waiting.values():
        order = options.date_order or _find_order(dates, published, others)
        for one in dates:
            settled[one.position] = _settle(one, published[one.position], order)
    return replaced(records, settled)


def _settle(waiting: _Waiting, other: datetime | None, order: str) -> dict[str, Any]:
    """Read a date in an order; without one, the only way it can be read, if there is one."""
    moment = waiting.date.read(order) if order else None
    if moment is None:
        readings = set(filter(None, map(waiting.date.read, ORDERS)))
        moment = readings.pop() if len(readings) == 1 else None
    if moment and is_real(moment):
        return {"published": moment, "unread_date": ""}
    return {"unread_date": "" if other else unread_date(waiting.written)}


def _find_order(
    waiting: Sequence[_Waiting], published: Sequence[datetime | None], others: Iterable[datetime]
) -> str:
    """Return the one order that all dates may have; empty where several, or none, are left."""
    dates = {date._replace(clock=None) for _, date, _ in waiting}
    left = [order for order in ORDERS if all(date.read(order) for date in dates)]
    if len(left) > 1:
        left = _by_record(waiting, published, left)
    if len(left) > 1:
        known = list(filter(None, published))
        left = _by_nearness(dates, [*known, *others], left)
    if YEAR_FIRST in left and len(left) > 1:
        left = _by_years(dates, left)
    return left[0] if len(left) == 1 else ""


def _by_record(
    waiting: Sequence[_Waiting], published: Sequence[datetime | None], orders: list[str]
) -> list[str]:
    """Keep the orders in which dates fall on the day that their record names elsewhere too."""
    meant = set()
    for position, date, _ in waiting:
        if other := published[position]:
            readings = {order: moment for order in orders if (moment := date.read(order))}
            agreeing = [order for order, day in readings.items() if day.date() == other.date()]
            if len(agreeing) == 1:
                meant.update(agreeing)
    return sorted(meant) or orders


def _by_nearness(
    dates: Iterable[Numbers], known: Sequence[datetime], orders: list[str]
) -> list[str]:
    """Keep the orders in which all dates are near the known ones."""
    if not known:
        return orders
    margin = timedelta(days=MAX_DAYS_APART)
    start, end = min(known) - margin, max(known) + margin
    near = [
        order
        for order in orders
        if all(start <= moment <= end for date in dates if (moment := date.read(order)))
    ]
    return near or orders


def _by_years(dates: Iterable[Numbers], orders: list[str]) -> list[str]:
    """Tell years of two digits from days: they change far less often."""
    first, last = ({date.numbers[end] for date in dates} for end in (0, 2))
    if 3 * len(last) <= 2 * len(first):
        return [order for order in orders if order != YEAR_FIRST]
    return [YEAR_FIRST] if 3 * len(first) <= 2 * len(last) else orders
