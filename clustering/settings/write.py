"""Puts settings into ``samestory.yaml`` and leaves everything else in it as it was."""

from __future__ import annotations

import difflib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from clustering.errors import UsageError
from clustering.settings.model import choose_settings
from clustering.settings.read import CONFIG_NAME, config_beside, parse_config
from clustering.system.files import read_text_file, write_whole


@dataclass(frozen=True)
class ConfigChange:
    """What a settings file holds now, and what it is to hold."""

    path: Path
    before: str
    after: str

    @property
    def is_needed(self) -> bool:
        """Whether anything is different."""
        return self.before != self.after

    def difference(self) -> str:
        """Return the change as a unified diff, ready to be read."""
        lines = difflib.unified_diff(
            self.before.splitlines(),
            self.after.splitlines(),
            str(self.path) if self.before else "nothing",
            str(self.path),
            lineterm="",
        )
        return "\n".join(lines)

    def write(self) -> None:
        """Put the change into the file, whole or not at all."""
        write_whole(self.path, self.after)


def config_path(source: Path, config: Path | None = None) -> Path:
    """Return the file the settings of a source are read from: ``config``, or the one beside it."""
    if config is not None:
        return config
    return config_beside(source) or (source if source.is_dir() else source.parent) / CONFIG_NAME


def plan_change(path: Path, values: Mapping[str, Any]) -> ConfigChange:
    """Work out a settings file with some values changed; comments and order stay.

    A file that cannot be read or holds no settings, and a value that is not valid, are refused.
    """
    choose_settings(values)
    before = read_text_file(path) if path.exists() else ""
    settings = parse_config(before, str(path))
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    try:
        content = yaml.load(before)
    except (YAMLError, ValueError) as error:
        raise UsageError(f"{path}: not valid YAML: {' '.join(str(error).split())}.") from None
    if content is None:  # nothing but comments, which have no settings to stay with
        start = before if not before or before.endswith("\n") else before + "\n"
        return ConfigChange(path, before, start + _dumped(yaml, dict(values)))
    if all(name in settings and settings[name] == value for name, value in values.items()):
        return ConfigChange(path, before, before)
    content.update(values)
    return ConfigChange(path, before, _dumped(yaml, content))


def _dumped(yaml: YAML, content: Mapping[str, Any]) -> str:
    stream = io.StringIO()
    yaml.dump(content, stream)
    return stream.getvalue()
