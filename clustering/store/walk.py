"""What is grouped again in a run: new articles, and those of stories that may still change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from clustering.articles.dates import timestamp
from clustering.articles.merge import merge
from clustering.epoch import Before, Epoch, names_of
from clustering.model import Article, Record
from clustering.store.before import Stored, load_before
from clustering.store.records import (
    content,
    in_parts,
    load_records,
    record_key,
    with_own_names,
)

WINDOWS_TO_SETTLE = 3
"""A story to which nothing came for so many windows is settled."""
_DAY = 86400.0


@dataclass(frozen=True)
class Walk:
    """The records of a run.

    Attributes
    ----------
    records
        Those that were read now and count, then those from the store.
    read
        Positions, in what was read, of those that count; the others are of settled stories.
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
    *,
    with_settled: bool = False,
) -> Walk:
    """Gather what is to be grouped.

    Parameters
    ----------
    read
        What the sources hold now.
    epoch
        The frozen figures; ``None`` to measure them anew.
    window
        Most days between two articles that are compared; 0 for no limit.
    now
        When articles that are new and undated are first seen.
    opened
        Articles of stories that were settled and are decided again.
    with_settled
        Whether settled stories are decided again, too.
    """
    corpus = merge(list(read))
    names_read = (name for article in corpus.articles for name in names_of(article))
    known = {} if with_settled else _settled_or_not(connection, names_read)
    settled = [_is_settled(article, known) for article in corpus.articles]
    positions = [at for at, own in enumerate(corpus.article_of.tolist()) if not settled[own]]
    counted = [read[at] for at in positions]
    late = [
        article.published
        for article, done in zip(corpus.articles, settled, strict=True)
        if article.published and not done
    ] + _times_of(connection, opened)
    if with_settled:
        articles = {article for (article,) in connection.execute("SELECT id FROM articles")}
    else:
        articles = {*_open_articles(connection), *_settled_near(connection, late, window)}
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
    known_before = load_before(connection, articles, keys, epoch, seen_now)
    if with_settled:
        before = known_before.before
        before = replace(before, settled=frozenset(), released=before.settled)
        known_before = replace(known_before, before=before)
    joined = [*counted, *with_own_names(stored, names)]
    return Walk(joined, positions, repeated, known_before, is_first)


def _is_settled(article: Article, known: dict[str, bool]) -> bool:
    """Whether an article that was read is in a settled story already."""
    found = [known[name] for name in names_of(article) if name in known]
    return bool(found) and all(found)


def _settled_or_not(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, bool]:
    """Whether the story of each article is settled, by ids and keys that the store knows."""
    found: dict[str, bool] = {}
    settled = "s.settled IS NOT NULL"
    for places, some in in_parts(dict.fromkeys(names)):
        for query in (
            f"SELECT k.key, {settled} FROM keys k JOIN articles a ON a.id = "
            f"k.article JOIN stories s ON s.id = a.story WHERE k.key IN ({places})",
            f"SELECT a.id, {settled} FROM articles a JOIN stories s ON "
            f"s.id = a.story WHERE a.id IN ({places})",
        ):
            for name, is_settled in connection.execute(query, some):
                found[name] = bool(is_settled)
    return found


def _open_articles(connection: sqlite3.Connection) -> list[str]:
    query = (
        "SELECT a.id FROM articles a JOIN stories s ON s.id = a.story "
        "WHERE s.ended IS NULL AND s.settled IS NULL"
    )
    return [article for (article,) in connection.execute(query)]


def _times_of(connection: sqlite3.Connection, articles: Sequence[str]) -> list[datetime]:
    times: list[datetime] = []
    for places, some in in_parts(articles):
        query = f"SELECT published FROM articles WHERE published IS NOT NULL AND id IN ({places})"
        times += [datetime.fromisoformat(time) for (time,) in connection.execute(query, some)]
    return times


def _settled_near(
    connection: sqlite3.Connection, times: Sequence[datetime], window: float
) -> list[str]:
    """Find the articles of settled stories that are within a window of a time."""
    newest = connection.execute("SELECT max(last_published) FROM stories WHERE settled").fetchone()
    if newest[0] is None or window <= 0:
        return []
    reach = timedelta(days=window)
    until = datetime.fromisoformat(newest[0]) + reach
    days = sorted({time.astimezone(UTC).date() for time in times if time <= until})
    found: dict[str, None] = {}
    query = (
        "SELECT a.id FROM articles a JOIN stories s ON s.id = a.story "
        "WHERE s.settled IS NOT NULL AND a.published BETWEEN ? AND ?"
    )
    stretches: list[tuple[datetime, datetime]] = []
    for day in days:
        middle = datetime(day.year, day.month, day.day, tzinfo=UTC)
        low, high = middle - reach, middle + reach + timedelta(days=1)
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], high)
        else:
            stretches.append((low, high))
    for low, high in stretches:
        rows = connection.execute(query, (timestamp(low), timestamp(high)))
        found.update((article, None) for (article,) in rows)
    return list(found)
