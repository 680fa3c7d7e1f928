"""What is grouped again in a run: new articles, and the stories that they may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from clustering.answers.file import Answers
from clustering.articles.merge import merge
from clustering.epoch import Before, Epoch
from clustering.model import Record
from clustering.store.answers import newly_answered
from clustering.store.before import Stored, load_before
from clustering.store.known import find_places
from clustering.store.reach import (
    WINDOWS_SHOWN,
    WINDOWS_TO_SETTLE,
    Reach,
    articles_in,
    open_stories,
    reach_of,
    unended_stories,
)
from clustering.store.records import (
    content,
    load_records,
    record_key,
    rows_about,
    with_own_names,
)

_DAY = 86400.0


@dataclass(frozen=True)
class Walk:
    """The records of a run.

    Attributes
    ----------
    records
        Those that were read now and count, then those from the store.
    read
        Positions, in what was read, of those that count; the others say nothing new of stories
        that stay as they are.
    repeated
        Positions, in ``records``, of those that were read now and say what one in the store says.
    stored
        What the store has of these articles.
    is_first
        Whether there was no run before.
    """

    records: list[Record]
    read: list[int]
    repeated: set[int]
    stored: Stored
    is_first: bool

    @property
    def before(self) -> Before:
        """What the runs before found of these articles."""
        return self.stored.before


def gather(
    connection: sqlite3.Connection,
    read: Sequence[Record],
    epoch: Epoch | None,
    window: float,
    now: datetime,
    opened: Sequence[str] = (),
    answers: Answers | None = None,
    *,
    with_open: bool = False,
    with_settled: bool = False,
) -> Walk:
    """Gather what is to be grouped.

    Parameters
    ----------
    read
        What the sources hold now.
    epoch
        The frozen figures; ``None`` to measure them anew, and to decide all open stories again.
    window
        Most days between two articles that are compared; 0 for no limit.
    now
        When articles that are new and undated are first seen.
    opened
        Articles of stories that are decided again, settled ones that were opened for it, too.
    answers
        What the run is given; stories of which it says something new are decided again.
    with_open
        Whether all open stories are decided again, however far they are from what is new.
    with_settled
        Whether settled stories are decided again, too.
    """
    corpus = merge(list(read))
    places = find_places(connection, read, corpus)
    answered = newly_answered(connection, read, corpus, answers) if answers and read else set()
    is_new = [
        with_settled or not (place.is_settled or (place.is_repeated and at not in answered))
        for at, place in enumerate(places)
    ]
    new = [at for at, counts in enumerate(is_new) if counts]
    times = [time for at in new if (time := corpus.articles[at].published)]
    undated = [now] if len(times) < len(new) else []
    times += _times_of(connection, opened)
    changed = {story for at in new for story in places[at].stories}
    if with_settled:
        reach = Reach(unended_stories(connection), set())
    else:
        with_open = with_open or epoch is None
        changed |= open_stories(connection) if with_open else _stories_of(connection, opened)
        windows = WINDOWS_SHOWN if epoch else WINDOWS_TO_SETTLE + 1
        present = _present(connection, times, now)
        reach = reach_of(connection, times + undated, changed, window, present, windows)
    walked = reach.decided | reach.beside
    counts = [
        new or not (place.is_settled or place.stories.isdisjoint(walked))
        for place, new in zip(places, is_new, strict=True)
    ]
    positions = [at for at, own in enumerate(corpus.article_of.tolist()) if counts[own]]
    counted = [read[at] for at in positions]
    articles = articles_in(connection, walked)
    here = {record_key(record) for record in counted}
    said = {content(record): at for at, record in enumerate(counted)}
    titles = {record.title for record in counted}
    stored, repeated = [], set()
    for key, record in load_records(connection, sorted(articles)):
        same = said.get(content(record)) if record.title in titles else None
        if same is not None:
            repeated.add(same)
        elif key not in here:
            stored.append(record)
    names = {record.name for record in counted}
    is_first = connection.execute("SELECT 1 FROM runs LIMIT 1").fetchone() is None
    seen_now = np.nan if is_first else now.timestamp() / _DAY
    keys = (key for article in corpus.articles for key in article.keys)
    found = load_before(connection, articles, keys, epoch, seen_now, reach.beside)
    if with_settled:
        before = replace(found.before, settled=frozenset(), released=found.before.settled)
        found = replace(found, before=before)
    joined = [*counted, *with_own_names(stored, names)]
    return Walk(joined, positions, repeated, found, is_first)


def _present(connection: sqlite3.Connection, times: Sequence[datetime], now: datetime) -> datetime:
    """Return the time of the newest article that does not lie ahead; now where none has a time."""
    (stored,) = connection.execute("SELECT max(present) FROM runs").fetchone()
    known = [datetime.fromisoformat(stored)] if stored else []
    limit = now + timedelta(days=1)
    return max([*known, *(time for time in times if time <= limit)], default=now)


def _stories_of(connection: sqlite3.Connection, articles: Sequence[str]) -> set[str]:
    query = "SELECT story FROM articles WHERE id IN ({})"
    return {story for (story,) in rows_about(connection, query, articles)}


def _times_of(connection: sqlite3.Connection, articles: Sequence[str]) -> list[datetime]:
    query = "SELECT published FROM articles WHERE published IS NOT NULL AND id IN ({})"
    return [datetime.fromisoformat(time) for (time,) in rows_about(connection, query, articles)]
