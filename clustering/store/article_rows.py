"""Articles in a store: those that a record was read of, or whose story changed, are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from clustering.arrays.types import BoolArray
from clustering.articles.dates import is_day, timestamp
from clustering.result import Result
from clustering.store.records import rows_about
from clustering.store.walk import Walk


@dataclass(frozen=True)
class ArticleRows:
    """The articles of a run, beside what the store has of them.

    Attributes
    ----------
    story_of
        Id of the story of each article, by its id, in the order of the articles.
    before
        The same as the store has it; an article that is new is not in it.
    kept
        Ids of stories that stay as they are: some of what they are told by may not be here.
    is_changed
        Whether what an article says may have changed: it is new, or a record of it was read, or
        it came into the core of its story or out of it; shape ``(articles,)``.
    """

    result: Result
    story_of: dict[str, str]
    before: dict[str, str]
    kept: Set[str]
    is_changed: BoolArray


def compare_articles(connection: sqlite3.Connection, result: Result, walk: Walk) -> ArticleRows:
    """Compare the articles of a run with those in the store.

    Articles whose id changed, because another address of theirs became known, are renamed there.
    """
    articles = result.articles
    touched = np.zeros(len(articles), dtype=np.bool_)
    touched[result.corpus.article_of[: len(walk.read)]] = True
    held = walk.stored.articles
    touched |= np.array([article.id not in held for article in articles], dtype=np.bool_)
    held = held | _renamed(connection, result, touched)
    stories = [story.id for story in result.stories]
    story_of = {
        article.id: stories[at]
        for article, at in zip(articles, result.story_of.tolist(), strict=True)
    }
    before = {name: held[name][0] for name in story_of if name in held}
    was_core = np.array([held.get(name, ("", False))[1] for name in story_of], dtype=np.bool_)
    known = walk.before
    changed = {
        story
        for name, now in story_of.items()
        if (old := before.get(name, "")) != now
        for story in (old, now)
    }
    kept = known.settled | (known.resting - changed)
    is_told = np.array([story not in kept for story in stories], dtype=np.bool_)[result.story_of]
    is_changed = touched | (is_told & (result.is_core != was_core))
    return ArticleRows(result, story_of, before, kept, is_changed)


def save_articles(
    connection: sqlite3.Connection, rows: ArticleRows, number: int, seen: datetime | None
) -> None:
    """Write the articles that changed in the run of this number.

    ``seen`` is when the new ones are first seen; ``None`` where that is not known.
    """
    story_of, before = rows.story_of, rows.before
    moved = np.array([before.get(one) != now for one, now in story_of.items()], dtype=np.bool_)
    result = rows.result
    changed = np.flatnonzero(rows.is_changed | moved).tolist()
    connection.executemany(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, url = excluded.url, "
        "outlet = excluded.outlet, domain = excluded.domain, published = excluded.published, "
        "is_day = excluded.is_day, story = excluded.story, core = excluded.core",
        [
            (
                article.id,
                article.title,
                article.url,
                article.outlet.name,
                article.outlet.domain,
                timestamp(article.published) if article.published else None,
                is_day(article.published),
                timestamp(seen) if seen else None,
                number,
                story_of[article.id],
                bool(result.is_core[at]),
            )
            for at, article in ((at, result.articles[at]) for at in changed)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO keys VALUES (?, ?)",
        [
            (key, article.id)
            for article in map(result.articles.__getitem__, changed)
            for key in article.keys
        ],
    )


def _renamed(
    connection: sqlite3.Connection, result: Result, touched: BoolArray
) -> dict[str, tuple[str, bool]]:
    """Follow articles whose id changed; return their stories, and whether they are in the core."""
    some = [result.articles[at] for at in np.flatnonzero(touched).tolist()]
    keys = (key for article in some for key in article.keys)
    query = "SELECT key, article FROM keys WHERE key IN ({})"
    article_of: dict[str, str] = dict(rows_about(connection, query, keys))
    here = {article.id for article in result.articles}
    found: dict[str, tuple[str, bool]] = {}
    for article in some:
        olds = {article_of[key] for key in article.keys if key in article_of} - {article.id}
        for old in sorted(olds - here):
            _rename(connection, old, article.id)
            query = "SELECT story, core FROM articles WHERE id = ?"
            story, core = connection.execute(query, (article.id,)).fetchone()
            found[article.id] = story, bool(core)
    return found


def _rename(connection: sqlite3.Connection, old: str, new: str) -> None:
    for table in ("keys", "records"):
        connection.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (new, old))
    for table, column in (("articles", "id"), ("memberships", "article")):
        connection.execute(
            f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?", (new, old)
        )
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (old,))
    connection.execute("DELETE FROM copies WHERE article = ?", (old,))
    query = "SELECT left, right, answer, given FROM answers WHERE ? IN (left, right)"
    for left, right, answer, given in connection.execute(query, (old,)).fetchall():
        connection.execute("DELETE FROM answers WHERE left = ? AND right = ?", (left, right))
        pair = sorted({new if end == old else end for end in (left, right)})
        if len(pair) > 1:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (*pair, answer, given)
            )
