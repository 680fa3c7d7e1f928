"""The corrections that people made, as a store keeps them: listed, undone, written to a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from clustering.articles.dates import timestamp
from clustering.desk.plans import Pair, Plan

_COLUMNS = "id, given, kind, story, told, answers, moved, undone"


@dataclass(frozen=True)
class Correction:
    """One correction; ``undone`` is when it was undone, empty while it holds.

    ``answers`` gives what was said of pairs of articles before and after, ``moved`` the stories of
    articles before and after.
    """

    id: int
    given: str
    kind: str
    story: str
    told: str
    answers: dict[Pair, tuple[str | None, str | None]]
    moved: dict[str, tuple[str, str]]
    undone: str

    @property
    def stories(self) -> frozenset[str]:
        """All stories that it changed."""
        return frozenset({self.story, *(story for move in self.moved.values() for story in move)})


def add_correction(
    connection: sqlite3.Connection,
    plan: Plan,
    answers: Mapping[Pair, tuple[str | None, str | None]],
    moved: Mapping[str, tuple[str, str]],
    run: int,
    now: datetime,
) -> int:
    """Keep a correction that was carried out; return its number."""
    cursor = connection.execute(
        "INSERT INTO corrections (given, kind, story, told, answers, moved, run, is_written) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
        (
            timestamp(now),
            plan.kind,
            plan.story,
            plan.told,
            json.dumps([[*pair, *change] for pair, change in answers.items()]),
            json.dumps(moved),
            run,
        ),
    )
    return int(cursor.lastrowid or 0)


def corrections(connection: sqlite3.Connection, most: int, story: str = "") -> list[Correction]:
    """List the corrections, or those that were made in a story, the newest first."""
    where = "WHERE ? IN (story, '')" if not story else "WHERE story = ?"
    query = f"SELECT {_COLUMNS} FROM corrections {where} ORDER BY id DESC LIMIT ?"
    return [_read(row) for row in connection.execute(query, (story, most))]


def correction(connection: sqlite3.Connection, number: int) -> Correction | None:
    """Return one correction."""
    query = f"SELECT {_COLUMNS} FROM corrections WHERE id = ?"
    row = connection.execute(query, (number,)).fetchone()
    return _read(row) if row else None


def unwritten(connection: sqlite3.Connection) -> list[Correction]:
    """List what the file of answers does not say yet, in order."""
    query = f"SELECT {_COLUMNS} FROM corrections WHERE NOT is_written ORDER BY id"
    return [_read(row) for row in connection.execute(query)]


def _read(row: tuple[object, ...]) -> Correction:
    number, given, kind, story, told, answers, moved, undone = row
    pairs = json.loads(str(answers))
    return Correction(
        int(str(number)),
        str(given),
        str(kind),
        str(story),
        str(told),
        {(left, right): (before, after) for left, right, before, after in pairs},
        {article: (old, new) for article, (old, new) in json.loads(str(moved)).items()},
        str(undone or ""),
    )
