"""Where a settings file is, and the paths in it, which start at its own folder."""

from __future__ import annotations

from pathlib import Path

CONFIG_NAME = "samestory.yaml"
CONFIG_NAMES = (CONFIG_NAME, "samestory.yml")
PATHS = {"model", "resume", "vectors"}
"""Settings that may be paths."""

ENCODERS = ("use", "e5")
"""What ``model`` may be beside a folder."""


def path_beside(value: object, config: Path) -> object:
    """Return a path as it is from here, where a settings file names it from its own folder."""
    if not isinstance(value, str) or not value or value in ENCODERS:
        return value
    return str(config.parent / Path(value).expanduser())


def config_beside(source: Path | None) -> Path | None:
    """Return the settings file in a folder or beside it, or beside a file, if there is one."""
    if source is None:
        return None
    folders = (source, source.parent) if source.is_dir() else (source.parent,)
    candidates = (folder / name for folder in folders for name in CONFIG_NAMES)
    return next((candidate for candidate in candidates if candidate.is_file()), None)
