"""The tables of a store, and how one is opened: safely, by one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from clustering.errors import UsageError
from clustering.store.tables import ALL_TABLES, MIGRATIONS, MORE_OF_WORDS, QUICK, VERSION
from clustering.store.unusable import check_place, check_tables, unusable

_ALL = [ALL_TABLES, MORE_OF_WORDS, QUICK]
_WAIT_SECONDS = 60.0  # for another writer
_CACHE_KB = 64_000  # SQLite's own 2,000 cost 1 CPU s more for 86,000 articles in a file of 300 MB


@dataclass(frozen=True)
class Store:
    """An open store."""

    path: Path
    connection: sqlite3.Connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Do all of some work, or nothing; readers see the state before until it is done.

        Raises
        ------
        UsageError
            When another writer is at work for more than a minute.
        """
        with _told(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.commit()
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk ends the transaction by itself
                    self.connection.rollback()
                raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell errors that the file is the cause of in a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        if (told := unusable(path, error)) is None:
            raise
        raise told from error


@contextmanager
def open_store(path: Path, *, create: bool = False, wait: float = _WAIT_SECONDS) -> Iterator[Store]:
    """Open a store, made new where there is none and ``create`` says so.

    Another writer is waited for, so many seconds.

    Raises
    ------
    UsageError
        For a file that is missing, is no store, or was written by a later version; where the
        file system cannot lock it, and where it cannot be read or written later on.
    """
    check_place(path)
    if not create and not path.is_file():
        raise UsageError(
            f"{path}: there is no such store; `samestory report SOURCES --store {path}` makes one."
        )
    with (
        _told(path),
        closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection,
    ):
        _prepare(path, connection, wait)
        yield Store(path, connection)


def _prepare(path: Path, connection: sqlite3.Connection, wait: float) -> None:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    version = _version(connection)  # after the tables, which another process may be making
    check_tables(path, {name for (name,) in names}, version)
    if version > VERSION:
        raise UsageError(
            f"{path}: written by a later samestory (format {version}, this one reads "
            f"{VERSION}); install the newer one."
        )
    if 0 < version < min(MIGRATIONS):
        raise UsageError(
            f"{path}: written by a samestory before 0.2.0 (format {version}); make it anew."
        )
    if _log_ahead(connection, wait) != "wal":
        raise UsageError(
            f"{path}: the file system does not support write-ahead logging; a network drive "
            "often does not. Put the store on a local disk."
        )
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    steps = [MIGRATIONS[at] for at in range(version, VERSION)] if version else _ALL
    if steps:
        _change(connection, "".join(steps))


def _log_ahead(connection: sqlite3.Connection, wait: float) -> str:
    """Switch to write-ahead logging; return the mode that there is then.

    While another process makes the file, SQLite refuses this at once, whatever its timeout.
    """
    deadline = monotonic() + wait
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
        sleep(0.01)


def _change(connection: sqlite3.Connection, steps: str) -> None:
    """Bring the tables to this version, unless another process does so at the same time."""
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {VERSION}; COMMIT;"
        )
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.rollback()
        if _version(connection) != VERSION:
            raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
