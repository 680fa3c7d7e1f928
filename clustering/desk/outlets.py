"""The outlets of a store: how much each carries, and its stories."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_KEY = "CASE WHEN a.domain != '' THEN a.domain ELSE a.outlet END"


@dataclass(frozen=True)
class ShownOutlet:
    """An outlet, and how much it carries.

    Attributes
    ----------
    key
        Its domain, or its name where it has none.
    stories, shared
        In whose core it has an article, and those of them that other outlets carry, too.
    copies
        Its articles that are copies of others, which are to be kept.
    """

    key: str
    name: str
    domain: str
    articles: int
    stories: int
    shared: int
    copies: int


def outlets(connection: sqlite3.Connection, most: int) -> list[ShownOutlet]:
    """List the outlets, those with most articles first."""
    rows = connection.execute(
        f"SELECT {_KEY} AS key, max(a.outlet), max(a.domain), count(*), "
        "count(DISTINCT CASE WHEN a.core THEN a.story END), "
        "count(DISTINCT CASE WHEN a.core AND s.outlets > 1 THEN a.story END), "
        "count(CASE WHEN c.keep = 0 THEN 1 END) "
        "FROM articles a JOIN stories s ON s.id = a.story LEFT JOIN copies c ON c.article = a.id "
        f"WHERE {_KEY} != '' GROUP BY key ORDER BY count(*) DESC, key LIMIT ?",
        (most,),
    )
    return [ShownOutlet(*row) for row in rows]


def stories_of_outlet(connection: sqlite3.Connection, key: str, most: int) -> list[str]:
    """Return the stories in whose core an outlet has an article, the newest first."""
    rows = connection.execute(
        f"SELECT s.id FROM articles a JOIN stories s ON s.id = a.story WHERE {_KEY} = ? "
        "AND a.core GROUP BY s.id ORDER BY max(s.last_published) DESC, s.id LIMIT ?",
        (key, most),
    )
    return [story for (story,) in rows]


def stories_without_outlet(connection: sqlite3.Connection, key: str, most: int) -> list[str]:
    """Return the stories of several outlets that one outlet has not, the newest first."""
    rows = connection.execute(
        "SELECT s.id FROM stories s WHERE s.ended IS NULL AND s.outlets > 1 AND NOT EXISTS "
        f"(SELECT 1 FROM articles a WHERE a.story = s.id AND {_KEY} = ?) "
        "ORDER BY julianday(s.last_published) DESC, s.outlets DESC, s.id LIMIT ?",
        (key, most),
    )
    return [story for (story,) in rows]
