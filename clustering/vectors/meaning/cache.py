"""Remembers vectors between runs, by encoder, version and text; it may be deleted at any time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from clustering.system.progress import Tell
from clustering.system.user_cache import make_own
from clustering.vectors.meaning.base import DenseArray, Encoder

FILE_NAME = "vectors.db"
MAX_CACHE_BYTES = 2_000_000_000
"""Of the file; a million articles of 512 dimensions are as much. A larger one is begun anew."""

_AT_ONCE = 500  # texts encoded before they are written down
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, row BLOB) WITHOUT ROWID"


def encode_remembered(
    encoder: Encoder, texts: Sequence[str], folder: Path | None, tell: Tell | None = None
) -> DenseArray:
    """Encode texts, each different one once, and those alone that are not remembered.

    What was encoded is written down every few seconds, so that an interrupted run goes on where it
    stopped. A cache that cannot be read or written only costs time; without a ``folder`` nothing is
    remembered. ``tell`` counts different texts.
    """
    wanted = sorted(set(texts))
    keys = [_key(encoder, text) for text in wanted]
    with _opened(folder if encoder.is_kept else None) as database:
        known = _read(database, keys) if database else {}
        missing = [place for place, key in enumerate(keys) if key not in known]
        done = len(wanted) - len(missing)
        for start in range(0, len(missing), _AT_ONCE):
            some = missing[start : start + _AT_ONCE]

            def counted(count: int, _: int, before: int = done + start) -> None:
                if tell:
                    tell(before + count, len(wanted))

            rows = encoder.encode([wanted[place] for place in some], counted)
            found = {keys[place]: rows[at] for at, place in enumerate(some)}
            known |= found
            if database:
                _write(database, found)
    place_of = {text: place for place, text in enumerate(wanted)}
    if not wanted:
        return np.zeros((0, 1), dtype=np.float32)
    return np.stack([known[keys[place_of[text]]] for text in texts])


def _key(encoder: Encoder, text: str) -> bytes:
    told = f"{encoder.name}\0{encoder.version}\0{text}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=20).digest()


@contextlib.contextmanager
def _opened(folder: Path | None) -> Iterator[sqlite3.Connection | None]:
    database = _open(folder) if folder else None
    try:
        yield database
    finally:
        if database:
            database.close()


def _open(folder: Path) -> sqlite3.Connection | None:
    file = folder / FILE_NAME
    try:
        make_own(folder)
        if file.exists() and file.stat().st_size > MAX_CACHE_BYTES:
            file.unlink()
        file.touch(mode=0o600)
        for _ in range(2):
            database = sqlite3.connect(file, timeout=10)
            try:
                database.execute("PRAGMA journal_mode=WAL")
                database.execute(_SCHEMA)
                return database
            except sqlite3.OperationalError:  # it is in use, or may not be written
                database.close()
                return None
            except sqlite3.DatabaseError:  # it is no database, or a broken one
                database.close()
                file.unlink(missing_ok=True)
    except (OSError, sqlite3.Error):
        pass
    return None


def _read(database: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, DenseArray]:
    known: dict[bytes, DenseArray] = {}
    with contextlib.suppress(sqlite3.Error):
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found = database.execute(f"SELECT key, row FROM vectors WHERE key IN ({marks})", some)
            known |= {key: np.frombuffer(row, "<f4") for key, row in found if len(row) % 4 == 0}
    sizes = [len(row) for row in known.values()]
    usual = max(set(sizes), key=sizes.count, default=0)
    return {key: row for key, row in known.items() if len(row) == usual}


def _write(database: sqlite3.Connection, found: dict[bytes, DenseArray]) -> None:
    rows = [(key, row.astype("<f4").tobytes()) for key, row in found.items()]
    with contextlib.suppress(sqlite3.Error), database:
        database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
