"""Settles which number is the day in dates such as ``3/10/2024``, by all dates of one source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from clustering.model import Record
from clustering.sources.base import ReadOptions
from clustering.sources.dates import date_reader, is_real, read_numbers, unread_date
from clustering.sources.dates.written import ORDERS, YEAR_FIRST, Numbers

MAX_DAYS_APART = 31
"""Days from the other dates of a source up to which one that is read in some order is near."""


class _Waiting(NamedTuple):
    position: int
    date: Numbers


def settle_dates(
    records: Sequence[Record], options: ReadOptions, others: Iterable[datetime] = ()
) -> list[Record]:
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
    settled = list(records)
    in_form = date_reader(options.date_format) if options.date_format else None
    waiting: dict[str, list[_Waiting]] = {}
    for position, record in enumerate(records):
        if not record.unread_date:
            continue
        if in_form and (moment := in_form(record.unread_date)):
            settled[position] = replace(record, published=moment, unread_date="")
        elif date := read_numbers(record.unread_date):
            waiting.setdefault(date.separator, []).append(_Waiting(position, date))
    for dates in waiting.values():
        order = options.date_order or _find_order(dates, records, others)
        for position, date in dates:
            settled[position] = _settle(records[position], date, order)
    return settled


def _settle(record: Record, date: Numbers, order: str) -> Record:
    """Give a record its date in an order; without one, the only reading it has, if it has one."""
    moment = date.read(order) if order else None
    if moment is None:
        readings = set(filter(None, map(date.read, ORDERS)))
        moment = readings.pop() if len(readings) == 1 else None
    if moment and is_real(moment):
        return replace(record, published=moment, unread_date="")
    return replace(record, unread_date="" if record.published else unread_date(record.unread_date))


def _find_order(
    waiting: Sequence[_Waiting], records: Sequence[Record], others: Iterable[datetime]
) -> str:
    """Return the one order that all dates may have; empty where several, or none, are left."""
    dates = {date._replace(clock=None) for _, date in waiting}
    left = [order for order in ORDERS if all(date.read(order) for date in dates)]
    if len(left) > 1:
        left = _by_record(waiting, records, left)
    if len(left) > 1:
        known = [record.published for record in records if record.published]
        left = _by_nearness(dates, [*known, *others], left)
    if YEAR_FIRST in left and len(left) > 1:
        left = _by_years(dates, left)
    return left[0] if len(left) == 1 else ""


def _by_record(
    waiting: Sequence[_Waiting], records: Sequence[Record], orders: list[str]
) -> list[str]:
    """Keep the orders in which dates fall on the day that their record names elsewhere too."""
    meant = set()
    for position, date in waiting:
        if other := records[position].published:
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
