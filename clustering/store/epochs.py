"""The frozen figures of a store: saved, read again, and when they are to be measured anew."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress

import numpy as np
from pydantic import ValidationError

from clustering.epoch import Epoch
from clustering.errors import UsageError
from clustering.settings.model import Settings
from clustering.vectors.statistics import WordStatistics

# The figures are measured anew when the store has grown by this share since they were, a young one
# every few hours: figures of the first few articles, kept for the next 500, gave groups whose F1
# against a run over everything at once was .93, and no fewer articles moved.
RENEWED_AT_GROWTH = 0.25


def most_articles(made_at: int) -> float:
    """How many articles a store may have before the figures are measured anew.

    ``made_at`` is how many it had when they were.
    """
    return made_at * (1 + RENEWED_AT_GROWTH)


def shaping(settings: Settings) -> str:
    """Return the settings that shape a result, as JSON."""
    return json.dumps(settings.shaping(), sort_keys=True, default=str)


def is_shaped_by(stored: str, settings: Settings) -> bool:
    """Whether an epoch was measured with settings that give the same result.

    A setting that there was not yet counts as its default.
    """
    with suppress(ValidationError):
        return shaping(Settings.model_validate_json(stored)) == shaping(settings)
    return False


def stored_settings(connection: sqlite3.Connection, jobs: int) -> Settings:
    """Return the settings that the stories of a store were found with.

    Raises
    ------
    UsageError
        For a store without a run.
    """
    row = connection.execute("SELECT settings FROM epochs ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        raise UsageError("the store has no run yet; `samestory report SOURCES --store` makes one.")
    return Settings.model_validate_json(row[0]).model_copy(update={"jobs": jobs})


def save_epoch(
    connection: sqlite3.Connection, epoch: Epoch, settings: Settings, articles: int
) -> int:
    """Keep the figures of a new epoch, and drop the words of the last one; return its id."""
    counted = epoch.statistics
    cursor = connection.execute(
        "INSERT INTO epochs (articles, settings, counted_articles, entries, languages, "
        "floor, left_out, thread_likeness, main_outlets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            articles,
            shaping(settings),
            counted.articles if counted else 0,
            counted.entries if counted else 0,
            json.dumps(counted.languages if counted else []),
            epoch.floor,
            json.dumps(sorted(epoch.left_out), ensure_ascii=False),
            min(epoch.thread_likeness, _NO_THREADS),
            json.dumps(sorted(epoch.main_outlets), ensure_ascii=False),
        ),
    )
    connection.execute("DELETE FROM words")
    save_words(connection, epoch)
    return int(cursor.lastrowid or 0)


# What stands in the file for "nothing is alike enough"; likeness is at most 1.
_NO_THREADS = 9.0


def save_words(connection: sqlite3.Connection, epoch: Epoch) -> None:
    """Add the words that the store does not have yet; the figures of the others stay."""
    counted = epoch.statistics
    if counted is None:
        return
    columns = counted.found.tolist(), *counted.uses.tolist(), counted.common.tolist()
    connection.executemany(
        "INSERT OR IGNORE INTO words VALUES (?, ?, ?, ?, ?)",
        (row for row in zip(counted.features, *columns, strict=True) if row[1]),
    )


def load_epoch(connection: sqlite3.Connection) -> tuple[int, str, int, Epoch] | None:
    """Read the newest epoch: its id, settings, articles and figures; ``None`` where there is none.

    The settings are as :func:`shaping` gives them; the articles are how many the store had.
    """
    row = connection.execute(
        "SELECT id, articles, settings, counted_articles, entries, languages, floor, left_out, "
        "thread_likeness, main_outlets FROM epochs ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    number, articles, settings, counted, entries, languages, floor, left_out, likeness, main = row
    words = connection.execute("SELECT * FROM words").fetchall()
    statistics = WordStatistics(
        [word for word, *_ in words],
        np.array([found for _, found, *_ in words], dtype=np.int64),
        np.array([[uses, capitals] for *_, uses, capitals, _ in words]).reshape(-1, 2).T,
        articles=counted,
        entries=entries,
        languages=tuple(json.loads(languages)),
        common=np.array([common for *_, common in words], dtype=np.float64),
    )
    likeness = np.inf if likeness >= _NO_THREADS else likeness
    left_out, main = (frozenset(json.loads(names)) for names in (left_out, main))
    epoch = Epoch(statistics, floor, left_out, likeness, main)
    return number, settings, articles, epoch
