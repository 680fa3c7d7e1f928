"""Writes what a run found into a store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from clustering.articles.dates import timestamp
from clustering.duplicates.found import pair_of_each_copy
from clustering.result import Result
from clustering.store.article_rows import compare_articles, save_articles
from clustering.store.changes import MERGED, SETTLED, StoryChange, find_changes
from clustering.store.records import rows_about, save_records
from clustering.store.story_rows import save_stories
from clustering.store.walk import Walk


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
    rows = compare_articles(connection, result, walk)
    before, now = rows.before, rows.story_of
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
    save_articles(connection, rows, number, None if walk.is_first else row.started)
    save_memberships(connection, before, now, number)
    save_stories(connection, rows, walk.stored, changes, number)
    read = result.reading.records[: len(walk.read)]
    save_records(connection, read, result.corpus, number, walk.repeated)
    save_copies(connection, result, rows.kept)
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


def open_changed(connection: sqlite3.Connection, number: int) -> None:
    """Open the settled stories that a run changed; it settles again those that are quiet."""
    connection.execute("UPDATE stories SET settled = NULL WHERE changed = ?", (number,))


def settle(connection: sqlite3.Connection, number: int, after: timedelta) -> None:
    """Settle the open stories to which nothing came for so long before the newest article."""
    row = connection.execute("SELECT max(present) FROM runs").fetchone()
    if row[0] is None:
        return
    limit = timestamp(datetime.fromisoformat(row[0]) - after)
    query = (
        "SELECT s.id FROM stories s JOIN articles a ON a.story = s.id "
        "WHERE s.ended IS NULL AND s.settled IS NULL "
        "AND (s.last_published < ? OR s.last_published IS NULL) "
        "GROUP BY s.id HAVING max(coalesce(a.published, a.seen, ?)) < ?"
    )
    settled = [story for (story,) in connection.execute(query, (limit, row[0], limit))]
    connection.executemany(
        "UPDATE stories SET settled = ? WHERE id = ?", [(number, story) for story in settled]
    )
    changes = [StoryChange(SETTLED, story, None, ()) for story in settled]
    save_events(connection, changes, [[] for _ in changes], number)


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


def save_memberships(
    connection: sqlite3.Connection, before: dict[str, str], now: dict[str, str], number: int
) -> None:
    """Write which articles left their stories in a run, and which stories they are in now."""
    left = [(number, article) for article, story in before.items() if now.get(article) != story]
    connection.executemany(
        "UPDATE memberships SET until = ? WHERE article = ? AND until IS NULL", left
    )
    connection.executemany(
        "INSERT OR REPLACE INTO memberships VALUES (?, ?, ?, NULL)",
        [(a, story, number) for a, story in now.items() if before.get(a) != story],
    )


def save_copies(
    connection: sqlite3.Connection, result: Result, kept: Set[str] = frozenset()
) -> None:
    """Write the copies among the articles of a run.

    ``kept`` are the ids of stories that stayed as they are. What only their articles are copies of
    may not be here, so these stay copies as they were.
    """
    is_told = np.array([story.id not in kept for story in result.stories])[result.story_of]
    told = {result.articles[at].id for at in np.flatnonzero(is_told).tolist()}
    here = {
        (article, group.id, kind_of.get(member, ""), place == 0)
        for group, kind_of in (
            (group, {copy: pair.kind for copy, pair in pair_of_each_copy(group).items()})
            for group in result.duplicate_groups
            if not told.isdisjoint(article.id for article in group.articles)
        )
        for place, (member, article) in enumerate(
            zip(group.members, (article.id for article in group.articles), strict=True)
        )
    }
    touched = told.union(article for article, *_ in here)
    query = "SELECT * FROM copies WHERE article IN ({})"
    stored: set[tuple[str, str, str, bool]] = {*rows_about(connection, query, touched)}
    connection.executemany(
        "DELETE FROM copies WHERE article = ?", [(article,) for article, *_ in stored - here]
    )
    connection.executemany("INSERT INTO copies VALUES (?, ?, ?, ?)", sorted(here - stored))


def _time(time: datetime | None) -> str | None:
    return timestamp(time) if time else None
