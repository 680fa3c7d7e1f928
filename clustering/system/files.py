"""Standard input's name, the real path of a file, and files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from clustering.errors import UsageError

MAX_TEXT_BYTES = 10_000_000
"""Size of the largest settings or labels that are read; a hundred thousand answers have less."""

STANDARD_INPUT = "-"
"""The name of what is typed or piped in, on a command line."""


def real_path(name: str | Path) -> Path:
    """Return the path of a file without links, by which two names of one file are known.

    Standard input has no path and keeps its name.
    """
    return Path(name if str(name) == STANDARD_INPUT else os.path.realpath(name))


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
    place = path if is_private else path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        fresh.touch(mode=0o600 if is_private else 0o666, exist_ok=False)
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
        if not is_private and place.exists():
            fresh.chmod(place.stat().st_mode & 0o777)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
