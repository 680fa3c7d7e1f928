"""Finds the files of one kind under a folder, and says of each whether it can be opened."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from clustering.version import RUN_RECORD, TOOL_NAME


class File(NamedTuple):
    """One file to read.

    Attributes
    ----------
    path
        Where it is, starting with the folder as the user named it.
    name
        Its path inside that folder, with ``/`` on every system.
    size
        In bytes.
    fault
        Why it cannot be opened; empty for all others.
    modified
        Time of the last change, in nanoseconds since 1970.
    touched
        Time of the last change of anything about the file, which no program sets; on Windows,
        that of its creation.
    inode
        What tells it from another file that takes its name.
    """

    path: Path
    name: str
    size: int = 0
    fault: str = ""
    modified: int = 0
    touched: int = 0
    inode: int = 0


def find_files(folder: Path, suffixes: tuple[str, ...]) -> list[File]:
    """Find files by suffix in a folder and its subfolders, sorted by name.

    Hidden files and folders are left out, and so are report folders below ``folder``: what
    this tool wrote about articles is no article. Links to folders are followed, each folder once,
    so that a loop of links ends. A subfolder that cannot be listed is given as a file
    with that fault.
    """
    return sorted(_walk(folder, suffixes), key=lambda file: file.name)


def holds_any(folder: Path, suffixes: tuple[str, ...]) -> bool:
    """Whether a folder or its subfolders hold a file with one of these suffixes."""
    return any(file.name.lower().endswith(suffixes) for file in _walk(folder, suffixes))


def look_at(path: Path, name: str) -> File:
    """Find out whether a path is a file that can be opened, and its size."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return File(path, name, fault="a link to a file that is not there")
    except OSError as error:
        return File(path, name, fault=f"cannot be read ({error.strerror})")
    except ValueError:
        return File(path, name, fault="not a path: it has a null character")
    if stat.S_ISDIR(status.st_mode):
        return File(path, name, fault="a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        return File(path, name, fault="a device or a pipe, not a file")
    times = status.st_mtime_ns, status.st_ctime_ns
    return File(path, name, status.st_size, "", *times, status.st_ino)


def read_run_record(folder: Path) -> dict[str, Any] | None:
    """Return the record of the run whose report a folder holds; ``None`` where it holds none."""
    path = folder / RUN_RECORD
    if look_at(path, RUN_RECORD).fault:  # opening a pipe would wait for ever
        return None
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and record.get("tool") == TOOL_NAME else None


def writable(path: str) -> str:
    """Return a path as text that can be written as UTF-8; file names can hold any bytes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[File]:
    visited = set()
    pending = [(folder, "")]
    while pending:
        current, prefix = pending.pop()
        try:
            status = current.stat()
            with os.scandir(current) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            fault = f"cannot be listed ({error.strerror})"
            yield File(current, writable(prefix or "."), fault=fault)
            continue
        if (status.st_dev, status.st_ino) in visited:
            continue
        visited.add((status.st_dev, status.st_ino))
        may_be_report = prefix and any(entry.name == RUN_RECORD for entry in listing)
        if may_be_report and read_run_record(current) is not None:
            continue
        subfolders = []
        for entry in listing:
            if entry.name.startswith("."):
                continue
            if entry.name.lower().endswith(suffixes):
                yield look_at(current / entry.name, writable(prefix + entry.name))
            elif _is_folder(entry):
                subfolders.append((current / entry.name, f"{prefix}{entry.name}/"))
        pending.extend(reversed(subfolders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False
