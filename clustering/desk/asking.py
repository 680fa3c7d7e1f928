"""The questions of ``label`` at the desk: one pair at a time, no pair to two people at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic

from clustering.answers.file import Answers
from clustering.desk.correct import Corrections
from clustering.desk.shown import newest_run
from clustering.errors import SamestoryError
from clustering.result import Result
from clustering.store.answers import stored_answers
from clustering.store.updating import group_open
from clustering.tuning.questions import Question, Questions

_HELD_SECONDS = 300.0  # for which a question is somebody's


@dataclass(frozen=True)
class OpenQuestion:
    """Two articles, by their ids, and what speaks for asking about them."""

    left: str
    right: str
    kind: str


class Asking:
    """Chooses the questions about the open stories of a store.

    The stories are grouped for it in the background, once for each run that brings articles.
    """

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self._lock = Lock()
        self._worker: Thread | None = None
        self._run = -1  # that the questions are about
        self._result: Result | None = None
        self._questions: Questions | None = None
        self._said: tuple[object, ...] = ()
        self._held: dict[str, tuple[Question, float]] = {}
        self.trouble = ""

    def next(self, store: sqlite3.Connection, who: str) -> OpenQuestion | None:
        """Return the question that somebody is asked now.

        ``None`` where none is left, and while ``is_preparing``.
        """
        self._prepare(store)
        with self._lock:
            if self._result is None:
                return None
            now = store.execute(
                "SELECT count(*), max(given), (SELECT count(undone) FROM corrections) FROM answers"
            ).fetchone()
            if now != self._said or self._questions is None:
                answers = Answers("the store", stored_answers(store))
                self._questions, self._said = Questions(self._result, answers), now
            until = monotonic()
            self._held = {name: held for name, held in self._held.items() if held[1] > until}
            found = self._held[who][0] if who in self._held else None
            if found is None or not self._questions.is_unanswered(found):
                others = [held for name, (held, _) in self._held.items() if name != who]
                found = self._questions.next({(held.left, held.right) for held in others})
            if found is None:
                return None
            self._held[who] = found, until + _HELD_SECONDS
            left, right = (self._result.articles[at].id for at in (found.left, found.right))
            return OpenQuestion(left, right, found.kind)

    @property
    def is_preparing(self) -> bool:
        """Whether the stories are being grouped for the first questions."""
        return self._result is None and self._worker is not None and self._worker.is_alive()

    def _prepare(self, store: sqlite3.Connection) -> None:
        newest = newest_run(store)
        with self._lock:
            if newest == self._run or (self._worker and self._worker.is_alive()):
                return
            self._run = newest
            self._worker = Thread(target=self._group, daemon=True)
            self._worker.start()

    def _group(self) -> None:
        try:
            with self._corrections.open() as opened:
                result = group_open(opened, jobs=1)
        except (SamestoryError, sqlite3.Error) as error:
            self.trouble = str(error)
            return
        with self._lock:
            self._result, self._questions, self._held = result, None, {}
            self.trouble = ""
