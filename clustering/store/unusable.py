"""Says in one sentence why a file cannot be used as a store, and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from clustering.errors import UsageError

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
