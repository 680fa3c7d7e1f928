"""Writes what a run found into a store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clustering.articles.dates import is_day, timestamp
from clustering.duplicates.found import pair_of_each_copy
from clustering.result import Result
from clustering.store.changes import MERGED, SETTLED, StoryChange, find_changes
from clustering.store.records import in_parts, save_records
from clustering.store.walk import Walk
from clustering.stories.story import Story


@dataclass(frozen=True)
class RunRow:
    """What a run is, before anything is known of what it found."""

    kind: str
    started: datetime
    sources: tuple[str, ...]
    epoch: int
    records: int


def save_result(
    connection: sqlite3.Connection, result: Result, walk: Walk, row: RunRow
) -> tuple[int, list[StoryChange]]:
    """Write the result of a run; return the run's number and what changed for stories."""
    _rename_articles(connection, result)
    before = _stored_stories(connection, [article.id for article in result.articles])
    stories = [story.id for story in result.stories]
    now = {
        article.id: stories[at]
        for article, at in zip(result.articles, result.story_of.tolist(), strict=True)
    }
    new = [article for article in now if article not in before]
    times = [article.published for article in result.articles if article.published]
    present = max((time for time in times if time <= row.started + timedelta(days=1)), default=None)
    cursor = connection.execute(
        "INSERT INTO runs (kind, started, present, sources, epoch, records, new_articles, walked) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.kind,
            timestamp(row.started),
            _time(present),
            json.dumps(row.sources),
            row.epoch,
            row.records,
            len(new),
            len(now),
        ),
    )
    number = int(cursor.lastrowid or 0)
    changes = find_changes(before, now)
    new_outlets = _new_outlets(connection, result, changes)
    is_first = number == 1
    _save_articles(connection, result, now, number, None if is_first else row.started)
    _save_memberships(connection, before, now, number)
    _save_stories(connection, result, walk, changes, number)
    read = result.reading.records[: len(walk.read)]
    save_records(connection, read, result.corpus, number, walk.repeated)
    _save_copies(connection, result)
    save_events(connection, changes, new_outlets, number)
    return number, changes


def save_events(
    connection: sqlite3.Connection,
    changes: Sequence[StoryChange],
    new_outlets: Sequence[list[str]],
    number: int,
) -> None:
    """Add events to the history."""
    connection.executemany(
        "INSERT INTO events (run, kind, story, other, articles, outlets) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                change.kind,
                change.story,
                change.other,
                len(change.articles),
                json.dumps(outlets, ensure_ascii=False),
            )
            for change, outlets in zip(changes, new_outlets, strict=True)
        ],
    )


def settle(connection: sqlite3.Connection, number: int, after: timedelta) -> None:
    """Settle the open stories to which nothing came for so long before the newest article."""
    row = connection.execute("SELECT max(present) FROM runs").fetchone()
    if row[0] is None:
        return
    limit = timestamp(datetime.fromisoformat(row[0]) - after)
    query = (
        "SELECT s.id FROM stories s JOIN articles a ON a.story = s.id "
        "WHERE s.ended IS NULL AND s.settled IS NULL "
        "GROUP BY s.id HAVING max(coalesce(a.published, a.seen, ?)) < ?"
    )
    settled = [story for (story,) in connection.execute(query, (row[0], limit))]
    connection.executemany(
        "UPDATE stories SET settled = ? WHERE id = ?", [(number, story) for story in settled]
    )
    changes = [StoryChange(SETTLED, story, None, ()) for story in settled]
    save_events(connection, changes, [[] for _ in changes], number)


def _rename_articles(connection: sqlite3.Connection, result: Result) -> None:
    """Follow articles whose id changed because another address of theirs became known."""
    here = {article.id for article in result.articles}
    names = [key for article in result.articles for key in article.keys]
    article_of: dict[str, str] = {}
    for places, some in in_parts(dict.fromkeys(names)):
        query = f"SELECT key, article FROM keys WHERE key IN ({places})"
        article_of.update(connection.execute(query, some))
    for article in result.articles:
        olds = {article_of[key] for key in article.keys if key in article_of} - {article.id}
        for old in sorted(olds - here):
            for table in ("keys", "records"):
                connection.execute(
                    f"UPDATE {table} SET article = ? WHERE article = ?", (article.id, old)
                )
            for table, column in (("articles", "id"), ("memberships", "article")):
                connection.execute(
                    f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {column} = ?",
                    (article.id, old),
                )
                connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (old,))
            connection.execute("DELETE FROM copies WHERE article = ?", (old,))


def _stored_stories(connection: sqlite3.Connection, articles: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for places, some in in_parts(articles):
        found.update(
            connection.execute(f"SELECT id, story FROM articles WHERE id IN ({places})", some)
        )
    return found


def _new_outlets(
    connection: sqlite3.Connection, result: Result, changes: Sequence[StoryChange]
) -> list[list[str]]:
    """Names of the outlets that a change brought to its story."""
    article_of = {article.id: article for article in result.articles}
    found: list[list[str]] = []
    for change in changes:
        if change.kind == MERGED:
            found.append([])
            continue
        query = "SELECT DISTINCT outlet, domain FROM articles WHERE story = ?"
        known = {domain or name for name, domain in connection.execute(query, (change.story,))}
        came = [article_of[article].outlet for article in change.articles]
        new = {one.domain or one.name: one.name or one.domain for one in came}
        found.append(sorted(name for key, name in new.items() if key and key not in known))
    return found


def _save_articles(
    connection: sqlite3.Connection,
    result: Result,
    now: dict[str, str],
    number: int,
    seen: datetime | None,
) -> None:
    rows = []
    for article, is_core in zip(result.articles, result.is_core.tolist(), strict=True):
        rows.append(
            (
                article.id,
                article.title,
                article.url,
                article.outlet.name,
                article.outlet.domain,
                _time(article.published),
                is_day(article.published) if article.published else False,
                _time(seen),
                number,
                now[article.id],
                is_core,
            )
        )
    connection.executemany(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET title = excluded.title, url = excluded.url, "
        "outlet = excluded.outlet, domain = excluded.domain, published = excluded.published, "
        "is_day = excluded.is_day, story = excluded.story, core = excluded.core",
        rows,
    )
    connection.executemany(
        "INSERT OR IGNORE INTO keys VALUES (?, ?)",
        [(key, article.id) for article in result.articles for key in article.keys],
    )


def _save_memberships(
    connection: sqlite3.Connection, before: dict[str, str], now: dict[str, str], number: int
) -> None:
    left = [(number, article) for article, story in before.items() if now.get(article) != story]
    connection.executemany(
        "UPDATE memberships SET until = ? WHERE article = ? AND until IS NULL", left
    )
    connection.executemany(
        "INSERT OR REPLACE INTO memberships VALUES (?, ?, ?, NULL)",
        [(a, story, number) for a, story in now.items() if before.get(a) != story],
    )


def _save_stories(
    connection: sqlite3.Connection,
    result: Result,
    walk: Walk,
    changes: Sequence[StoryChange],
    number: int,
) -> None:
    changed = {c.story for c in changes} | {c.other for c in changes if c.other}
    settled = walk.before.settled
    rows = [
        _story_row(result, story, number) for story in result.stories if story.id not in settled
    ]
    connection.executemany(
        "INSERT INTO stories (id, headline, lead, thread, articles, outlets, first_published, "
        "last_published, inside, outside, mark, keywords, born, changed) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "headline = excluded.headline, lead = excluded.lead, thread = excluded.thread, "
        "articles = excluded.articles, outlets = excluded.outlets, "
        "first_published = excluded.first_published, last_published = excluded.last_published, "
        "inside = excluded.inside, outside = excluded.outside, mark = excluded.mark, "
        "keywords = excluded.keywords",
        rows,
    )
    connection.executemany(
        "UPDATE stories SET changed = ? WHERE id = ?", [(number, story) for story in changed]
    )
    connection.executemany(
        "UPDATE stories SET articles = (SELECT count(*) FROM articles WHERE story = stories.id) "
        "WHERE id = ?",
        [(story,) for story in sorted(settled & {c.story for c in changes})],
    )
    connection.executemany(
        "UPDATE stories SET ended = ?, successor = ? WHERE id = ?",
        [(number, c.other, c.story) for c in changes if c.kind == MERGED],
    )


def _story_row(result: Result, story: Story, number: int) -> tuple[object, ...]:
    return (
        story.id,
        story.headline,
        story.lead.id,
        result.thread_of(story).id,
        len(story.articles),
        story.independent_outlets,
        _time(story.first_published),
        _time(story.last_published),
        story.inside,
        story.outside,
        result.mark_of(story),
        json.dumps(story.keywords, ensure_ascii=False),
        number,
        number,
    )


def _save_copies(connection: sqlite3.Connection, result: Result) -> None:
    connection.executemany(
        "DELETE FROM copies WHERE article = ?", [(article.id,) for article in result.articles]
    )
    rows = []
    for group in result.duplicate_groups:
        kind_of = {copy: pair.kind for copy, pair in pair_of_each_copy(group).items()}
        for place, member in enumerate(group.members):
            kind = kind_of.get(member, "")
            rows.append((result.articles[member].id, group.id, kind, place == 0))
    connection.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", rows)


def _time(time: datetime | None) -> str | None:
    return timestamp(time) if time else None
