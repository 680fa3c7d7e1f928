"""Standard input's name, the real path of a file, and files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

STANDARD_INPUT = "-"
"""The name of what is typed or piped in, on a command line."""


def real_path(name: str | Path) -> Path:
    """Return the path of a file without links, by which two names of one file are known.

    Standard input has no path and keeps its name.
    """
    return Path(name if str(name) == STANDARD_INPUT else os.path.realpath(name))


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
