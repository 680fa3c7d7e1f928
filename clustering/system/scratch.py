"""Scratch files and folders beside the place they are for: locked while used, swept if left.

A process that is killed leaves its scratch behind, without the lock. The next one that writes to
the same place removes it, and brings back what was moved aside.
"""

from __future__ import annotations

import ctypes
import os
import re
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is locked, and so nothing is swept
    fcntl = None  # type: ignore[assignment]

ASIDE = ".old"
"""Ending of what stood at the place before; what is made to stand there has another."""

_AT_WORKING_FOLDER = {"linux": -100, "darwin": -2}  # AT_FDCWD
_EXCHANGE = {"linux": ("renameat2", 2), "darwin": ("renameatx_np", 2)}


def scratch_for(place: Path, ending: str = "") -> Path:
    """Return a fresh hidden name beside a place."""
    return place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}{ending}")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file or folder, which follows it when it is renamed."""
    if fcntl is None:
        yield
        return
    number = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


@contextmanager
def scratch_folder(place: Path, ending: str) -> Iterator[Path]:
    """Give an empty locked folder beside a place; what stands under its name is removed after."""
    while True:
        fresh = scratch_for(place, ending)
        fresh.mkdir()
        try:
            with locked(fresh):
                if not fresh.exists():  # swept before it was locked
                    continue
                yield fresh
                return
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove the scratch that dead processes left beside a place, or put back what was moved."""
    name = re.compile(rf"\.{re.escape(place.name)}\.\d+-[0-9a-f]{{8}}(?:\.\w+)?")
    try:
        left = [path for path in place.parent.iterdir() if name.fullmatch(path.name)]
    except OSError:
        return
    for path in left:
        with suppress(OSError):
            if not _is_left(path):
                continue
            if path.suffix == ASIDE and not os.path.lexists(place):
                path.rename(place)
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def _is_left(path: Path) -> bool:
    """Whether no process holds the lock of a file or folder."""
    if fcntl is None:
        return False
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(number)
    return True


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or folders, at no moment without either; false where that cannot be."""
    if sys.platform not in _EXCHANGE:
        return False
    function, flag = _EXCHANGE[sys.platform]
    here = _AT_WORKING_FOLDER[sys.platform]
    rename = getattr(ctypes.CDLL(None, use_errno=True), function, None)
    if rename is None:
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)
