"""Reads the text of a settings file, says in which line it is wrong, and finds where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from clustering.errors import UsageError
from clustering.text.parsing.limits import Unreadable, shown
from clustering.text.parsing.yaml_values import within_limits


def parse_config(text: str, path: str) -> dict[str, Any]:
    """Return the settings a file gives, not yet checked; ``path`` is what errors call the file.

    Raises
    ------
    UsageError
        With the line, when the text is not YAML or not lines of ``name: value``, when a name
        is there twice, or a value is nothing YAML knows, such as the 45th of a month.
    """
    try:
        with within_limits(text):
            return _settings(yaml.CSafeLoader(text), path)
    except Unreadable as error:
        raise UsageError(f"{path}{error.place}: {error.reason}.") from None


def _settings(loader: yaml.CSafeLoader, path: str) -> dict[str, Any]:
    node = loader.get_single_node()
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise UsageError(f"{path}: expected lines such as 'cohesion: 0.15'.")
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise UsageError(f"{path}:{line}: expected a line such as 'cohesion: 0.15'.")
        name = str(key.value)
        if name in lines:
            raise UsageError(
                f"{path}:{line}: {name} is there twice, first in line {lines[name]}; keep one."
            )
        lines[name] = line
        try:
            values[name] = loader.construct_object(value, deep=True)
        except Exception as error:  # PyYAML lets through what int(), a pattern or a table raises
            if isinstance(error, yaml.YAMLError):
                raise
            written = value.value if isinstance(value, yaml.ScalarNode) else ""
            raise UsageError(
                f"{path}:{line}: {name}: {shown(written)} is not a valid value."
            ) from None
    return values


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
