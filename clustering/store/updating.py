"""One run over a store: what was read joins what is there, and stories keep their ids."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from clustering.answers.file import Answers
from clustering.epoch import Before, Epoch
from clustering.errors import UsageError
from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.store.answers import answers_about, article_called, save_answers, take_over
from clustering.store.changes import StoryChange
from clustering.store.epochs import (
    is_shaped_by,
    load_epoch,
    most_articles,
    save_epoch,
    save_words,
    stored_settings,
)
from clustering.store.reach import WINDOWS_TO_SETTLE
from clustering.store.saving import RunRow, open_changed, save_events, save_result, settle
from clustering.store.schema import Store
from clustering.store.walk import Walk, gather
from clustering.system.garbage import garbage_collection_paused
from clustering.system.progress import Progress
from clustering.vectors.meaning.source import MeaningSource

SETTLED_FOR_GOOD_FROM = 20_000
"""In a store of more articles a renewal leaves settled stories alone.

In a smaller one they were settled with the word weights of a young store: F1 against a run over
everything at once .98 rather than 1.00 on a stream of months. To decide all again takes seconds.
"""

FEWEST_DECIDED_AGAIN = 100
"""Fewer articles of settled stories than this a renewal leaves alone: they say little of others."""


@dataclass(frozen=True)
class Update:
    """What a run over a store found.

    Attributes
    ----------
    result
        The stories of the last two windows, and those near what is new, with the ids they keep;
        its first records are those that were read now and count.
    changes
        What changed for stories in it, without what a renewal changed.
    settled
        How many of the records that were read are of stories that are settled, or at rest and too
        far from what is new to be looked at.
    renewed
        Whether the frozen figures were measured anew after it.
    """

    result: Result
    run: int
    changes: list[StoryChange]
    settled: int
    renewed: bool


def update(
    store: Store,
    reading: Reading,
    settings: Settings,
    *,
    answers: Answers | None = None,
    sources: Sequence[str] = (),
    now: datetime | None = None,
    renew: bool = False,
    progress: Progress | None = None,
    meaning: MeaningSource | None = None,
) -> Update:
    """Bring what was read into a store at the time ``now``, all of it or nothing.

    Only stories within a window of what is new are decided again; they are compared with what is
    within two. A story to which nothing came for three windows is settled. Word weights and the
    like stay as they were measured, until the store has grown by a quarter, the settings change or
    ``renew`` asks for it; then they are measured anew in a run of its own, so that people know why
    stories moved.
    """
    now = now or datetime.now(UTC)
    with garbage_collection_paused(), store.writing() as connection:
        work = _Work(connection, settings, answers, tuple(sources), now, progress, meaning)
        found = load_epoch(connection)
        is_renewed = False
        if found and (renew or not is_shaped_by(found[1], settings)):
            work.walk(Reading([], []), None)
            found = load_epoch(connection)
            is_renewed = True
        result, number, changes, settled = work.walk(reading, found[3] if found else None)
        made_at = found[2] if found else 0
        if found and _articles(connection) > most_articles(made_at):
            work.walk(reading, None)
            result = work.as_stored(reading)  # without what only stood beside
            settled = len(reading.records) - result.reading.read_count
            is_renewed = True
        return Update(result, number, changes, settled, is_renewed)


def group_open(store: Store, jobs: int, progress: Progress | None = None) -> Result:
    """Group the articles of the open stories anew, by their own likeness alone; write nothing."""
    connection = store.connection
    settings = stored_settings(connection, jobs)
    found = load_epoch(connection)
    epoch = found[3] if found else None
    now = datetime.now(UTC)
    walk = gather(connection, [], epoch, settings.window, now, with_open=True)
    before = replace(walk.before, story_of={}, settled=frozenset())
    reading = Reading(walk.records, [], remembered=len(walk.records))
    return run(reading, settings, progress, before=before)


def group_around(
    store: Store, names: Sequence[str], jobs: int, progress: Progress | None = None
) -> Result:
    """Tell the stories of some articles, and what is near them, as they stand; write nothing.

    Parameters
    ----------
    names
        Ids or addresses of articles.

    Raises
    ------
    UsageError
        When the store has no such article.
    """
    connection = store.connection
    articles = []
    for name in names:
        article = article_called(connection, name) or _article_recorded_as(connection, name)
        if article is None:
            raise UsageError(f"the store has no article {name!r}; name one by its id or address.")
        articles.append(article)
    settings = stored_settings(connection, jobs)
    work = _Work(connection, settings, None, (), datetime.now(UTC), progress, None)
    return work.as_stored(Reading([], []), articles)


def _article_recorded_as(connection: sqlite3.Connection, name: str) -> str | None:
    """Return the id of the one article with a record of this name, or of the end of this path."""
    named = "json_extract(data, '$.name')"
    query = (
        f"SELECT DISTINCT article FROM records WHERE {named} = ? "
        f"OR substr(?, -length({named}) - 1) = '/' || {named}"
    )
    found = connection.execute(query, (name, name)).fetchmany(2)
    return found[0][0] if len(found) == 1 else None


@dataclass(frozen=True)
class _Work:
    """What all walks of one update share."""

    connection: sqlite3.Connection
    settings: Settings
    answers: Answers | None
    sources: tuple[str, ...]
    now: datetime
    progress: Progress | None
    meaning: MeaningSource | None

    @property
    def decides_settled(self) -> bool:
        """Whether a renewal decides settled stories again, too."""
        query = (
            "SELECT count(*) FROM articles a JOIN stories s ON s.id = a.story "
            "WHERE s.settled IS NOT NULL"
        )
        (settled,) = self.connection.execute(query).fetchone()
        is_small = _articles(self.connection) <= SETTLED_FOR_GOOD_FROM
        return bool(is_small and settled >= FEWEST_DECIDED_AGAIN)

    def as_stored(self, reading: Reading, opened: Sequence[str] = ()) -> Result:
        """Tell what is near to some articles, and was read, as it is in the store."""
        found = load_epoch(self.connection)
        epoch = found[3] if found else None
        window = self.settings.window
        walk = gather(self.connection, reading.records, epoch, window, self.now, opened)
        before = replace(walk.before, settled=frozenset(walk.before.story_of.values()))
        return self._group(reading, walk, before)

    def _group(self, reading: Reading, walk: Walk, before: Before | None) -> Result:
        remembered = len(walk.records) - len(walk.read)
        joined = replace(reading, records=walk.records, remembered=remembered)
        answers = answers_about(self.connection, walk.before.story_of, self.answers)
        return run(joined, self.settings, self.progress, answers, before, self.meaning)

    def walk(
        self, reading: Reading, epoch: Epoch | None
    ) -> tuple[Result, int, list[StoryChange], int]:
        """Group what is read and what is open, and save it."""
        connection, settings = self.connection, self.settings
        opened = take_over(connection, self.answers) if self.answers else []
        walk = gather(
            connection,
            reading.records,
            epoch,
            settings.window,
            self.now,
            opened,
            self.answers,
            with_settled=epoch is None and self.decides_settled,
        )
        kind = "update" if epoch or walk.is_first else "renewal"
        result = self._group(reading, walk, None if walk.is_first else walk.before)
        if result.epoch is None:
            raise AssertionError("a run measures its figures")
        if epoch is None:
            number = save_epoch(connection, result.epoch, settings, 0)
        else:
            number = connection.execute("SELECT max(id) FROM epochs").fetchone()[0]
            save_words(connection, result.epoch)
        records = len(reading.records) if kind == "update" else 0
        row = RunRow(kind, self.now, self.sources, number, records)
        run_number, changes = save_result(connection, result, walk, row)
        confirmed = save_answers(connection, result, self.now)
        save_events(connection, confirmed, [[] for _ in confirmed], run_number)
        if kind == "renewal":
            open_changed(connection, run_number)
        if epoch is None:
            connection.execute(
                "UPDATE epochs SET articles = ? WHERE id = ?", (_articles(connection), number)
            )
        if settings.window:
            settle(connection, run_number, timedelta(days=WINDOWS_TO_SETTLE * settings.window))
        changes += confirmed
        return result, run_number, changes, len(reading.records) - len(walk.read)


def _articles(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
