"""Standard input's name, the real path of a file, and files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from clustering.errors import UsageError
from clustering.system.scratch import locked, scratch_for, sweep

MAX_TEXT_BYTES = 10_000_000
"""Size of the largest settings or labels that are read; a hundred thousand answers have less."""

STANDARD_INPUT = "-"
"""The name of what is typed or piped in, on a command line."""


_SQLITE = b"SQLite format 3\0"
_ON_WEB = re.compile(r"(?:https?|ftps?|feed)://", re.I)
_ON_CLUSTER = re.compile(r"(?:s3[an]?|hdfs|webhdfs|viewfs|gs|abfss?|wasbs?)://", re.I)


def is_on_web(name: str) -> bool:
    """Whether the name of a source is a web address."""
    return _ON_WEB.match(name) is not None


def is_on_cluster(name: str) -> bool:
    """Whether the name of a source is an address in the storage of a cluster."""
    return _ON_CLUSTER.match(name) is not None


def has_path(name: str) -> bool:
    """Whether a source is a file or a folder; standard input and addresses are none."""
    return name != STANDARD_INPUT and not is_on_web(name) and not is_on_cluster(name)


def is_sqlite(path: Path) -> bool:
    """Whether a file begins as SQLite files do; one that cannot be read is none."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def real_path(name: str | Path) -> Path:
    """Return the path of a file without links, by which two names of one file are known.

    What has no path keeps its name.
    """
    return Path(os.path.realpath(name) if has_path(str(name)) else name)


def read_text_file(path: Path, hint: str = "check the path") -> str:
    """Read a file that a person writes, such as settings or labels.

    Parameters
    ----------
    hint
        What to do where it cannot be read.

    Raises
    ------
    UsageError
        When it is no file that ends, too large, or not UTF-8.
    """
    try:
        status = path.stat()
        if path.samefile(os.devnull):
            return ""
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_TEXT_BYTES:
            return path.read_text(encoding="utf-8-sig")
        if stat.S_ISDIR(status.st_mode):
            fault = "a folder, not a file"
        elif not stat.S_ISREG(status.st_mode):
            fault = "a device or a pipe, not a file"
        else:
            fault = f"larger than the limit of {MAX_TEXT_BYTES:,} bytes"
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8.") from None
    except OSError as error:
        fault = f"cannot be read ({error.strerror})"
    except ValueError:
        fault = "no path has a null character"
    raise UsageError(f"{path}: {fault}; {hint}.")


def is_occupied(path: Path) -> bool:
    """Whether something stands where a command is to write; asked before a long run.

    Raises
    ------
    UsageError
        Where nothing could ever be written, such as behind a loop of links.
    """
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written to ({error.strerror}); choose another place."
        ) from None
    return True


def write_whole(path: Path, content: str | bytes, *, is_private: bool = False) -> None:
    """Write a file so that it is there whole or as it was, whatever happens.

    Parameters
    ----------
    content
        Text is written as UTF-8, with its line ends as they are.
    is_private
        Whether only this user may read the file; a link in its place is then replaced and
        not followed.
    """
    try:
        _write_whole(path, content.encode() if isinstance(content, str) else content, is_private)
    except OSError as error:
        error.filename = str(path)  # a full disk names no file, and others name the scratch file
        raise


def _write_whole(path: Path, content: bytes, is_private: bool) -> None:
    place = path if is_private else Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    mode = None
    with suppress(FileNotFoundError):
        mode = place.stat().st_mode  # a loop of links is an error
    if mode is not None and not stat.S_ISREG(mode):
        raise FileExistsError(errno.EEXIST, "not a file that can be replaced")
    sweep(place)
    fresh = scratch_for(place)
    try:
        fresh.touch(mode=0o600 if is_private else 0o666, exist_ok=False)
        with locked(fresh):
            fresh.write_bytes(content)
            if not is_private and mode is not None:
                fresh.chmod(mode & 0o777)
            fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
