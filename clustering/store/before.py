"""What the runs before found of some articles, as a store has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from clustering.epoch import Before, Epoch
from clustering.store.records import rows_about

TOLD = (
    *("headline", "lead", "thread", "articles", "outlets"),
    *("inside", "outside", "mark", "keywords"),
    *("cohesion", "nearest", "alarms"),
)
"""The columns of a story that are compared, to write only what changed."""
_DAY = 86400.0


@dataclass(frozen=True)
class Stored:
    """What a store has of the articles of a run: what the run takes over, and rows to compare with.

    ``articles`` gives by id the story, and whether the article is in its core; ``stories`` by id
    the columns ``TOLD``.
    """

    before: Before
    articles: dict[str, tuple[str, bool]]
    stories: dict[str, tuple[object, ...]]


def load_before(
    connection: sqlite3.Connection,
    articles: Set[str],
    read_keys: Iterable[str],
    epoch: Epoch | None,
    now: float,
    resting: Set[str] = frozenset(),
) -> Stored:
    """Load what the runs before found of some articles.

    Parameters
    ----------
    read_keys
        Keys of what was read: the articles that have one may get another id.
    now
        When articles that are new and undated are first seen, in days since 1970.
    resting
        Open stories that nothing new is near.
    """
    held: dict[str, tuple[str, bool]] = {}
    seen: dict[str, float] = {}
    query = (
        "SELECT id, story, core, CASE WHEN published IS NULL THEN seen END FROM articles "
        "WHERE id IN ({})"
    )
    for article, story, core, first in rows_about(connection, query, articles):
        held[article] = story, bool(core)
        seen[article] = datetime.fromisoformat(first).timestamp() / _DAY if first else np.nan
    story_of = {article: story for article, (story, _) in held.items()}
    query = (
        "SELECT key, article FROM keys WHERE article IN "
        "(SELECT article FROM keys WHERE key IN ({}))"
    )
    for key, article in rows_about(connection, query, read_keys):
        if article in held:
            story_of[key] = held[article][0]
    stories: dict[str, tuple[object, ...]] = {}
    born: dict[str, int] = {}
    settled: set[str] = set()
    columns = ", ".join(TOLD)
    query = f"SELECT id, born, settled IS NOT NULL, {columns} FROM stories WHERE id IN ({{}})"
    for story, run, is_settled, *told in rows_about(connection, query, story_of.values()):
        stories[story] = tuple(told)
        born[story] = run
        if is_settled:
            settled.add(story)
    founders = [article for article, (story, _) in held.items() if story not in resting]
    # With the numbers behind them: "s…-2" may have ended, and is not to be had again.
    query = (
        "SELECT s.id FROM stories f JOIN stories s ON s.id BETWEEN f.id AND f.id || '.' "
        "WHERE f.id IN ({})"
    )
    names = ("s" + article[1:] for article in founders)
    taken = {story for (story,) in rows_about(connection, query, names)}
    lead, thread = TOLD.index("lead"), TOLD.index("thread")
    before = Before(
        epoch,
        story_of,
        born,
        settled,
        leads={str(told[lead]) for told in stories.values()},
        seen=seen,
        now=now,
        taken=taken,
        resting=resting,
        thread_of={story: str(told[thread]) for story, told in stories.items()},
    )
    return Stored(before, held, stories)
