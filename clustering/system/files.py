"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or as it was, whatever happens."""
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        fresh.write_text(text, encoding="utf-8", newline="")
        if place.exists():
            fresh.chmod(place.stat().st_mode & 0o777)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
