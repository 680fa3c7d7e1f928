"""Groups the stories that a correction touches again, and leaves all others as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from clustering.articles.dates import timestamp
from clustering.epoch import Epoch
from clustering.model import Reading
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.store.answers import answers_about
from clustering.store.article_rows import compare_articles, save_articles
from clustering.store.before import load_before
from clustering.store.changes import StoryChange, find_changes
from clustering.store.records import load_records, rows_about, with_own_names
from clustering.store.saving import save_copies, save_events, save_memberships
from clustering.store.story_rows import save_stories
from clustering.store.walk import Walk


@dataclass(frozen=True)
class Frozen:
    """What the last run of a store left as it was measured; ``number`` is that of the epoch."""

    number: int
    epoch: Epoch
    settings: Settings


@dataclass(frozen=True)
class Regrouped:
    """What a correction changed, and the number of the run that it is.

    ``moved`` gives, of each article that is in another story, the one before and the one now.
    """

    run: int
    changes: list[StoryChange]
    moved: dict[str, tuple[str, str]]


def regroup(
    connection: sqlite3.Connection,
    frozen: Frozen,
    touched: Collection[str],
    around: Collection[str],
    places: Mapping[str, str] | None,
    now: datetime,
) -> Regrouped:
    """Group the articles of some stories again, as the stored answers say.

    Parameters
    ----------
    touched
        Stories whose articles are grouped, and told, again.
    around
        Stories that are compared with these and stay as they are.
    places
        The story of each article that is said to be in another one; all others stay where they
        are. ``None`` to find the stories of the articles by their likeness and the answers.
    """
    articles = _articles_of(connection, touched)
    beside = _articles_of(connection, set(around) | _of_copies(connection, articles)) - articles
    every = articles | beside
    records = with_own_names([r for _, r in load_records(connection, sorted(every))], set())
    stored = load_before(connection, every, (), frozen.epoch, np.nan)
    kept = set(stored.before.story_of.values()) - set(touched)
    before = replace(stored.before, settled=kept)
    walk = Walk(records, [], set(), replace(stored, before=before), is_first=False)
    if places is not None:
        story_of = {**before.story_of, **places}
        new = set(places.values()) - set(before.born)
        before = replace(
            before,
            story_of=story_of,
            settled=set(story_of.values()),
            # A story that is split off is the youngest.
            born={**before.born} | dict.fromkeys(new, np.iinfo(np.int32).max),
        )
    answers = answers_about(connection, every, None)
    reading = Reading(records, [], remembered=len(records))
    result = run(reading, frozen.settings, answers=answers, before=before)
    rows = compare_articles(connection, result, walk)
    is_touched = np.array([article.id in articles for article in result.articles], dtype=np.bool_)
    rows = replace(rows, is_changed=rows.is_changed & is_touched)
    number = _save_run(connection, frozen.number, len(rows.story_of), now)
    changes = find_changes(rows.before, rows.story_of)
    threads = _threads_of(connection, set(rows.story_of.values()))
    save_articles(connection, rows, number, None)
    save_memberships(connection, rows.before, rows.story_of, number)
    save_stories(connection, rows, walk.stored, changes, number)
    _keep_state(connection, rows.before, rows.story_of, threads, number)
    save_copies(connection, result)
    save_events(connection, changes, [[] for _ in changes], number)
    pairs = ((a, rows.before[a], story) for a, story in rows.story_of.items() if a in rows.before)
    return Regrouped(number, changes, {a: (old, new) for a, old, new in pairs if old != new})


def _articles_of(connection: sqlite3.Connection, stories: Collection[str]) -> set[str]:
    query = "SELECT id FROM articles WHERE story IN ({})"
    return {article for (article,) in rows_about(connection, query, stories)}


def _of_copies(connection: sqlite3.Connection, articles: Collection[str]) -> set[str]:
    """Return the stories of all copies of some articles."""
    query = (
        "SELECT DISTINCT a.story FROM copies c JOIN copies o ON "
        "o.duplicate_group = c.duplicate_group JOIN articles a ON a.id = o.article "
        "WHERE c.article IN ({})"
    )
    return {story for (story,) in rows_about(connection, query, articles)}


def _threads_of(connection: sqlite3.Connection, stories: Collection[str]) -> dict[str, str]:
    query = "SELECT id, thread FROM stories WHERE ended IS NULL AND id IN ({})"
    return dict(rows_about(connection, query, stories))


def _save_run(connection: sqlite3.Connection, epoch: int, walked: int, now: datetime) -> int:
    cursor = connection.execute(
        "INSERT INTO runs (kind, started, present, sources, epoch, records, new_articles, walked) "
        "VALUES ('correction', ?, NULL, '[]', ?, 0, 0, ?)",
        (timestamp(now), epoch, walked),
    )
    return int(cursor.lastrowid or 0)


def _keep_state(
    connection: sqlite3.Connection,
    before: Mapping[str, str],
    now: Mapping[str, str],
    threads: Mapping[str, str],
    number: int,
) -> None:
    """Let stories be open, settled and in their threads as before; a story that is back is open.

    A story is settled where all that it was made of is.
    """
    origins: dict[str, set[str]] = {}
    for article, story in now.items():
        origins.setdefault(story, set()).add(before.get(article, story))
    for story, old in origins.items():
        if old == {story}:
            continue
        query = "SELECT 1 FROM stories WHERE settled IS NULL AND id IN ({})"
        is_open = any(rows_about(connection, query, old))
        connection.execute(
            "UPDATE stories SET ended = NULL, successor = NULL, settled = ? WHERE id = ?",
            (None if is_open else number, story),
        )
    connection.executemany(
        "UPDATE stories SET thread = ? WHERE id = ?",
        [(threads[story], story) for story in origins if story in threads],
    )
