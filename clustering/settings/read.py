"""Reads the text of a settings file into names and values, and says in which line it is wrong."""

from __future__ import annotations

from typing import Any

import yaml

from clustering.errors import UsageError
from clustering.text.limits import Unreadable, shown
from clustering.text.yaml_values import check_limits, explained_errors


def parse_config(text: str, path: str) -> dict[str, Any]:
    """Return the settings a file gives, not yet checked.

    Parameters
    ----------
    path
        What to call the file in errors.

    Raises
    ------
    UsageError
        With the line, when the text is not YAML or not lines of ``name: value``, when a name
        is there twice, or a value is nothing YAML knows, such as the 45th of a month.
    """
    try:
        with explained_errors(text):
            check_limits(text)
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
