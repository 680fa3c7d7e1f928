"""How a store is opened: safely, by one writer at a time; and why a file cannot be used as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from clustering.errors import UsageError
from clustering.store.tables import ALL_TABLES, MIGRATIONS, MORE_OF_WORDS, QUICK, VERSION

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


_TABLES = {"runs", "epochs", "articles", "stories", "memberships"}
_READ_ONLY = "it or its folder cannot be written"
_REASONS = {
    sqlite3.SQLITE_BUSY: "another process is writing to it; try again when it is done",
    sqlite3.SQLITE_FULL: "its disk is full; the store is as it was before this run",
    sqlite3.SQLITE_IOERR: "its disk is full or fails ({error}); the store is as it was before",
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: "the file is damaged ({error}); go back to a copy of it",
    sqlite3.SQLITE_NOTADB: "this is no SQLite file, so no store of samestory; name another",
}
_PRIMARY = 0xFF  # the part of SQLite's codes that names the kind of error


def check_place(path: Path) -> None:
    """Check that a file can be where a store is wanted; else raise ``UsageError``."""
    if path.is_dir():
        raise UsageError(f"{path}: a folder; a store is a file, such as {path / 'news.db'}.")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}; make it first.")


def check_tables(path: Path, tables: set[str], version: int) -> None:
    """Check that an SQLite file is new, or has the tables of a store; else raise ``UsageError``."""
    if tables and not (version and tables >= _TABLES):
        raise UsageError(f"{path}: an SQLite file, but no store of samestory; name another.")


def unusable(path: Path, error: sqlite3.Error) -> UsageError | None:
    """Return the sentence for an error of SQLite; ``None`` where the file is not its cause."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    reason = _REASONS.get(code & _PRIMARY)
    return UsageError(f"{path}: {reason.format(error=error)}.") if reason else None
