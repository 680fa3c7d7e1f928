"""The copies in a store, as the desk shows them: groups, the one to keep first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from clustering.desk.shown import ShownArticle, articles_by_group
from clustering.duplicates.kinds import FROM_ANSWERS, SAME_PAGE


@dataclass(frozen=True)
class ShownGroup:
    """Articles that are copies of each other; ``story`` is that of the one to keep."""

    id: str
    story: str
    kind: str
    articles: list[ShownArticle]


def groups_of_copies(
    connection: sqlite3.Connection, start: int, most: int, *, least: int = 2
) -> list[ShownGroup]:
    """List groups of copies, the newest first.

    Parameters
    ----------
    most
        How many groups; -1 for all.
    least
        Articles that a group has; one, for pages that were recorded more than once.
    """
    rows = connection.execute(
        "SELECT c.duplicate_group FROM copies c JOIN articles a ON a.id = c.article "
        "GROUP BY c.duplicate_group HAVING count(*) >= ? "
        "ORDER BY max(a.published) DESC, c.duplicate_group LIMIT ? OFFSET ?",
        (least, most, start),
    ).fetchall()
    groups = []
    for (name,) in rows:
        articles = articles_by_group(connection, name)
        kinds = [one.kind for one in articles if one.kind]
        otherwise = FROM_ANSWERS if len(articles) > 1 else SAME_PAGE
        kind = max(sorted(set(kinds)), key=kinds.count, default=otherwise)
        groups.append(ShownGroup(name, articles[0].story, kind, articles))
    return groups
