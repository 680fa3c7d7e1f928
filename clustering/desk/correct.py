"""Carries corrections out, and takes them back: answers, stories and the file, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from clustering.answers.file import AnswerFile
from clustering.articles.dates import timestamp
from clustering.desk.contradictions import Contradicted, find_clashes, find_reversals, taken_back
from clustering.desk.journal import Correction, add_correction, correction, unwritten
from clustering.desk.plans import NotPossible, Pair, Plan, said_of
from clustering.desk.regroup import Frozen, Regrouped, regroup
from clustering.errors import UsageError
from clustering.store.answers import article_called, as_answer
from clustering.store.changes import CONFIRMED, StoryChange
from clustering.store.epochs import load_epoch, stored_settings
from clustering.store.saving import save_events
from clustering.store.schema import Store, open_store
from clustering.system.garbage import garbage_collection_paused

Around = Callable[[sqlite3.Connection, Collection[str]], list[str]]
"""Finds the stories that are near some others, with which they are compared."""


@dataclass(frozen=True)
class Done:
    """What came of a correction.

    ``number`` undoes it; ``None`` where all of it was said already. ``trouble`` is why the file of
    answers does not say it yet; empty if it does.
    """

    number: int | None
    story: str
    told: str
    changes: list[StoryChange]
    trouble: str = ""


class Corrections:
    """Corrects one store; ``labels`` is the file of answers that says what the store does."""

    def __init__(self, path: Path, labels: Path, around: Around | None = None) -> None:
        self.labels = labels
        self._path, self._around = path, around
        self._lock = Lock()
        self._frozen: Frozen | None = None

    def open(self, wait: float = 60.0) -> AbstractContextManager[Store]:
        """Open the store."""
        return open_store(self._path, wait=wait)

    def warm_up(self) -> None:
        """Load what the first correction needs, so that it is as quick as the others."""
        with self._lock, self.open() as store:
            self._load(store.connection)

    def make(
        self, planned: Callable[[sqlite3.Connection], Plan], *, over_earlier: bool = False
    ) -> Done:
        """Carry a correction out, as ``planned`` says in view of the store as it is.

        Parameters
        ----------
        over_earlier
            Whether to take back the earlier answers that it contradicts.

        Raises
        ------
        Contradicted
            When it contradicts earlier answers; nothing is done then.
        NotPossible
            When it cannot be made.
        """
        now = datetime.now(UTC)
        with self._lock, garbage_collection_paused(), self.open() as store:
            with store.writing() as connection:
                plan = planned(connection)
                if over_earlier:
                    plan = replace(plan, answers=taken_back(connection, plan.answers))
                elif clashes := [
                    *find_reversals(connection, plan.answers),
                    *find_clashes(connection, plan.answers),
                ]:
                    raise Contradicted(clashes)
                if not plan.answers:
                    return Done(None, plan.story, plan.told, [])
                before = said_of(connection, plan.answers)
                changed = {pair: (before.get(pair), said) for pair, said in plan.answers.items()}
                _say(connection, plan.answers, now)
                found = self._regroup(connection, plan.touched, plan.places, now)
                if plan.kind == CONFIRMED:
                    event = StoryChange(CONFIRMED, plan.story, None, ())
                    save_events(connection, [event], [[]], found.run)
                number = add_correction(connection, plan, changed, found.moved, found.run, now)
            return Done(number, plan.story, plan.told, found.changes, self.write_labels(store))

    def undo(self, number: int) -> Done:
        """Take a correction back: what it said, and what it moved if that has not moved since."""
        now = datetime.now(UTC)
        with self._lock, garbage_collection_paused(), self.open() as store:
            with store.writing() as connection:
                done = correction(connection, number)
                if done is None:
                    raise NotPossible("There is no such correction.")
                if done.undone:
                    return Done(None, done.story, done.told, [])
                _say(connection, _as_before(connection, done), now)
                places = _back(connection, done)
                touched = done.stories & _living(connection, done.stories) | set(places.values())
                found = self._regroup(connection, touched, places, now)
                connection.execute(
                    "UPDATE corrections SET undone = ?, is_written = 0 WHERE id = ?",
                    (timestamp(now), number),
                )
            told = f"Undone: {done.told}"
            return Done(number, done.story, told, found.changes, self.write_labels(store))

    def write_labels(self, store: Store) -> str:
        """Bring the file of answers up to date; return why that cannot be done, if it cannot."""
        try:
            write_labels(store, self.labels)
        except (UsageError, OSError) as error:
            return f"The store has it, {self.labels} has not: {error}"
        return ""

    def _regroup(
        self,
        connection: sqlite3.Connection,
        touched: Collection[str],
        places: Mapping[str, str] | None,
        now: datetime,
    ) -> Regrouped:
        around = self._around(connection, touched) if self._around else []
        return regroup(connection, self._load(connection), touched, around, places, now)

    def _load(self, connection: sqlite3.Connection) -> Frozen:
        newest = connection.execute("SELECT max(id) FROM epochs").fetchone()[0]
        if self._frozen is None or self._frozen.number != newest:
            found = load_epoch(connection)
            if found is None:
                raise UsageError("the store has no run yet.")
            self._frozen = Frozen(found[0], found[3], stored_settings(connection, jobs=1))
        return self._frozen


def _say(connection: sqlite3.Connection, answers: Mapping[Pair, str | None], now: datetime) -> None:
    connection.executemany(
        "DELETE FROM answers WHERE left = ? AND right = ?",
        [pair for pair, said in answers.items() if said is None],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
        [(*pair, said, timestamp(now)) for pair, said in answers.items() if said is not None],
    )


def _as_before(connection: sqlite3.Connection, done: Correction) -> dict[Pair, str | None]:
    """Return the answers that a correction changed and nobody has since, as they were."""
    said = said_of(connection, done.answers)
    return {pair: old for pair, (old, new) in done.answers.items() if said.get(pair) == new}


def _back(connection: sqlite3.Connection, done: Correction) -> dict[str, str]:
    """Return where the articles go back that a correction moved and nothing has since."""
    query = "SELECT story FROM articles WHERE id = ?"
    return {
        article: old
        for article, (old, new) in done.moved.items()
        if connection.execute(query, (article,)).fetchone() == (new,)
    }


def _living(connection: sqlite3.Connection, stories: Collection[str]) -> set[str]:
    query = "SELECT 1 FROM stories WHERE id = ? AND ended IS NULL"
    return {story for story in stories if connection.execute(query, (story,)).fetchone()}


def write_labels(store: Store, path: Path) -> int:
    """Let a file say of every corrected pair what the store says; return of how many.

    What was not written because the process was killed, or the file could not be written, is
    written now. One process at a time does so.

    Raises
    ------
    UsageError
        For a file that cannot be read, or added to.
    """
    if not unwritten(store.connection):
        return 0
    with store.writing() as connection:
        pairs: dict[Pair, None] = {}
        done = unwritten(connection)
        for one in done:
            pairs |= dict.fromkeys(one.answers)
        said = said_of(connection, pairs)
        titles = dict(
            row
            for pair in pairs
            for name in pair
            for row in connection.execute("SELECT id, title FROM articles WHERE id = ?", (name,))
        )
        answers = [
            as_answer(a, b, answer, titles.get(a, ""), titles.get(b, ""))
            for (a, b), answer in said.items()
        ]
        file = AnswerFile(path)
        file.replace(pairs, answers, lambda name: article_called(connection, name) or name)
        connection.executemany(
            "UPDATE corrections SET is_written = 1 WHERE id = ?", [(one.id,) for one in done]
        )
    return len(pairs)
