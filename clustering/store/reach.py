"""How far a run reaches: which stories it decides again, and which it looks at beside them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from clustering.articles.dates import in_utc
from clustering.store.records import rows_about

WINDOWS_TO_SETTLE = 3
"""A story to which nothing came for so many windows is settled."""

WINDOWS_SHOWN = 2
"""A run shows the open stories that have an article in so many windows."""

_OPEN = "s.ended IS NULL AND s.settled IS NULL"
_Days = tuple[int, int]  # the first and the last, as proleptic ordinals


@dataclass(frozen=True)
class Reach:
    """Stories of the store, by their ids.

    ``decided`` are open ones that what is new may change; ``beside`` those that stay as they are,
    and that the others are compared with.
    """

    decided: set[str]
    beside: set[str]


def reach_of(
    connection: sqlite3.Connection,
    times: Sequence[datetime],
    stories: Collection[str],
    window: float,
    present: datetime,
    windows: int,
) -> Reach:
    """Tell how far what is new reaches.

    A new article is compared with those within a window of it, and changes what they have in
    common with others. Likeness fades with the days: on five streams of real articles no story
    changed that was more than ten days from a new article. So stories within a window are decided
    again. What they are compared with is another window: where older articles were missing, no
    story was another one that was more than ten days from where they ended.

    Parameters
    ----------
    times
        When the new articles were published, or first seen.
    stories
        More stories that are decided again, if they are open.
    present, windows
        Stories are looked at, too, that have an article in so many windows before this time, which
        is that of the newest article.
    """
    open_now = open_stories(connection)
    if window <= 0:
        return Reach(open_now, set())
    reach = ceil(window)
    days = [_day(time) for time in times]
    decided = {*stories, *_without_time(connection), *_around(connection, days, reach)} & open_now
    newest = _day(present)
    settled_before = newest - WINDOWS_TO_SETTLE * reach
    late = [day for day in days if day < settled_before]
    beside = _around(connection, late, reach)
    beside |= _around(connection, [day for day in days if day >= settled_before], 2 * reach)
    beside |= _between(connection, newest - windows * reach, date.max.toordinal())
    return Reach(decided, beside - decided)


def open_stories(connection: sqlite3.Connection) -> set[str]:
    """Return the stories that may still change."""
    return {story for (story,) in connection.execute(f"SELECT id FROM stories s WHERE {_OPEN}")}


def unended_stories(connection: sqlite3.Connection) -> set[str]:
    """Return the stories that have not ended, settled ones too."""
    return {story for (story,) in connection.execute("SELECT id FROM stories WHERE ended IS NULL")}


def articles_in(connection: sqlite3.Connection, stories: Iterable[str]) -> set[str]:
    """Return the articles of some stories."""
    query = "SELECT id FROM articles WHERE story IN ({})"
    return {article for (article,) in rows_about(connection, query, stories)}


def _without_time(connection: sqlite3.Connection) -> set[str]:
    """Return the open stories with an article that may be of any time."""
    query = (
        "SELECT a.story FROM articles a JOIN stories s ON s.id = a.story "
        f"WHERE a.published IS NULL AND a.seen IS NULL AND {_OPEN}"
    )
    return {story for (story,) in connection.execute(query)}


def _around(connection: sqlite3.Connection, days: Iterable[int], reach: int) -> set[str]:
    """Return the stories that have an article within reach of some days."""
    stretches: list[_Days] = []
    for day in sorted({*days}):
        low, high = day - reach, day + reach
        if stretches and low <= stretches[-1][1]:
            low = stretches.pop()[0]
        stretches.append((low, high))
    found: set[str] = set()
    for low, high in stretches:
        found |= _between(connection, low, high)
    return found


def _between(connection: sqlite3.Connection, low: int, high: int) -> set[str]:
    """Return the stories that have an article of some days; undated ones are of when they came."""
    last = date.max.toordinal()
    # The end of the last day: times of that day come after its name, and before this.
    bounds = (
        date.fromordinal(max(low, 1)).isoformat(),
        date.fromordinal(min(high, last)).isoformat() + "Z",
    )
    found: set[str] = set()
    for query in (
        "SELECT story FROM articles WHERE published BETWEEN ? AND ?",
        "SELECT story FROM articles WHERE published IS NULL AND seen BETWEEN ? AND ?",
    ):
        found.update(story for (story,) in connection.execute(query, bounds))
    return found


def _day(time: datetime) -> int:
    return in_utc(time).date().toordinal()
