"""What is grouped again in a run: new articles, and the stories that they may change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np

from clustering.answers.file import Answers
from clustering.articles.merge import merge
from clustering.epoch import Before, Epoch, names_of
from clustering.model import Corpus, Record
from clustering.store.answers import newly_answered
from clustering.store.before import Stored, load_before
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


class Place(NamedTuple):
    """Where an article that was read is in a store.

    ``stories`` are its own by all that it is known by, none for one that is new; ``is_settled``
    says whether all of them are; ``is_repeated`` whether the store has all that was read of it.
    """

    stories: frozenset[str] = frozenset()
    is_settled: bool = False
    is_repeated: bool = False


def find_places(
    connection: sqlite3.Connection, records: Sequence[Record], corpus: Corpus
) -> list[Place]:
    """Look up the articles of a corpus, which was made of the records."""
    names = [names_of(article) for article in corpus.articles]
    known = _by_name(connection, (name for some in names for name in some))
    found = [{known[name] for name in some if name in known} for some in names]
    is_open = [any(not settled for _, _, settled in some) for some in found]
    stored = {
        article for some, look in zip(found, is_open, strict=True) if look for article, *_ in some
    }
    said = {content(record) for _, record in load_records(connection, sorted(stored))}
    says_more = {
        own
        for record, own in zip(records, corpus.article_of.tolist(), strict=True)
        if is_open[own] and content(record) not in said
    }
    return [
        Place(
            frozenset(story for _, story, _ in some),
            bool(some) and not is_open[at],
            is_open[at] and at not in says_more,
        )
        for at, some in enumerate(found)
    ]


def _by_name(
    connection: sqlite3.Connection, names: Iterable[str]
) -> dict[str, tuple[str, str, bool]]:
    """Article, story, and whether it is settled, by the ids and keys that the store knows."""
    found: dict[str, tuple[str, str, bool]] = {}
    told = "a.id, s.id, s.settled IS NOT NULL"
    asked = set(names)
    for query in (
        f"SELECT k.key, {told} FROM keys k JOIN articles a ON a.id = k.article "
        "JOIN stories s ON s.id = a.story WHERE k.key IN ({})",
        f"SELECT a.id, {told} FROM articles a JOIN stories s ON s.id = a.story "
        "WHERE a.id IN ({})",
    ):
        for name, article, story, is_settled in rows_about(connection, query, asked):
            found[name] = article, story, bool(is_settled)
    return found


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
        What the sources hold now; articles that are new and undated are first seen ``now``.
    epoch
        The frozen figures; ``None`` to measure them anew, and to decide all open stories again.
    window
        Most days between two articles that are compared; 0 for no limit.
    opened
        Articles of stories that are decided again, settled ones that were opened for it, too.
    answers
        What the run is given; stories of which it says something new are decided again.
    with_open, with_settled
        Whether all open stories are decided again, however far they are from what is new, and
        whether settled ones are.
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
