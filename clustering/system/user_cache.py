"""Files in the cache folder of this user, which nobody else can write; all may be deleted."""

from __future__ import annotations

import contextlib
import os
import stat
from hashlib import blake2b
from pathlib import Path

from clustering.system.files import write_whole

POSTS, REPORT = ".posts", ".report"
"""The suffixes of what is kept: parsed posts, and what a report was made from."""

MAX_BYTES = 256_000_000
"""Of all files together; the 4,958 posts of azure (125 MB) take 12 MB."""

MIN_AGE = 2_000_000_000
"""Nanoseconds a file has to be old to be known by its size and time: a second change within the
clock's tick would show in neither."""


def default_folder() -> Path | None:
    """Return the place for this user's cache, by the habits of the system.

    ``None`` for a user without a home, as in containers that run under any number.
    """
    from platformdirs import user_cache_path

    try:
        return user_cache_path("samestory", appauthor=False)
    except RuntimeError:
        return None


def place_of(home: Path, about: Path, suffix: str) -> Path:
    """Return the file in a cache folder for what is remembered of a path without links."""
    return home / f"{blake2b(os.fsencode(about), digest_size=20).hexdigest()}{suffix}"


def read_kept(path: Path) -> bytes:
    """Read a file that is this user's and that nobody else can write.

    Raises
    ------
    OSError
        For any other file, and where there is none.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # a pipe must not hold us up
    with os.fdopen(handle, "rb") as stream:
        status = os.fstat(handle)
        is_file = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
        if not is_file or not _is_own(status):
            raise PermissionError(path)
        return stream.read()


def write_kept(path: Path, content: bytes) -> None:
    """Write a file; a disk that is full or read-only only costs the next run time."""
    with contextlib.suppress(OSError):
        make_own(path.parent)
        if len(content) <= MAX_BYTES:
            write_whole(path, content, is_private=True)
        _make_room(path.parent)


def touch_kept(path: Path) -> None:
    """Note that a file was used: those that were not for longest make room first."""
    with contextlib.suppress(OSError):
        os.utime(path)


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows: the folder is the user's by its place
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def make_own(folder: Path) -> None:
    """Make a folder that is this user's; ``PermissionError`` where others can write it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(folder.stat()):
        raise PermissionError(folder)


def _make_room(folder: Path) -> None:
    """Delete what was used least recently until the rest is not too much."""
    listed = [
        (path.stat(), path) for suffix in (POSTS, REPORT) for path in folder.glob(f"*{suffix}")
    ]
    room = MAX_BYTES
    for status, path in sorted(listed, key=lambda pair: -pair[0].st_mtime_ns):
        room -= status.st_size
        if room < 0:
            path.unlink(missing_ok=True)
