"""What a settings file may hold beside settings: columns, outlets, labels, reports.

Paths in it start at its own folder, wherever the command is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from clustering.settings.outlet_groups import EXPECTED as GROUPS_EXPECTED
from clustering.settings.outlet_groups import OutletGroup, read_groups

BESIDE_SETTINGS = ("columns", "formats", "groups", "labels", "out", "outlet", "time_zone", "title")


class Beside(NamedTuple):
    """What a command does where its flags say nothing; all but the groups as the flags take it."""

    columns: str = ""
    formats: str = ""
    labels: Path | None = None
    out: Path | None = None
    title: str = ""
    groups: tuple[OutletGroup, ...] = ()
    time_zone: str = ""
    outlet: str = ""


NOTHING_BESIDE = Beside()


def take_beside(values: dict[str, Any], file: Path) -> tuple[Beside, list[str]]:
    """Take these values out of those of a file; return them, and what is wrong with them."""
    taken = {name: values.pop(name) for name in BESIDE_SETTINGS if name in values}
    found: dict[str, Any] = {}
    faults = []
    for name, value in taken.items():
        if name == "columns":
            read: object = _read_columns(value)
            expected = "lines such as 'title: HEADLINE' under it, or a list of columns for each"
        elif name == "formats":
            read = _read_list(value)
            expected = "a list of formats, such as html,csv"
        elif name == "groups":
            read, expected = read_groups(value), GROUPS_EXPECTED
        elif name in ("outlet", "time_zone", "title"):
            read = value if isinstance(value, str) else None
            expected = "a name such as Europe/Berlin" if name == "time_zone" else "a line of text"
        else:
            read = file.parent / value if isinstance(value, str) and value else None
            expected = "the path of a file" if name == "labels" else "the path of a folder"
        if read is None:
            faults.append(f"{file}: {name} = {value!r}: expected {expected}.")
        else:
            found[name] = read
    return Beside(**found), faults


def _read_columns(value: object) -> str | None:
    """Write a mapping as the flag does: ``title=HEADLINE,url=LINK``."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return None
    pairs = []
    for field, named in value.items():
        columns = named if isinstance(named, list) else [named]
        if not columns or not all(isinstance(column, str | int) for column in columns):
            return None
        pairs += [f"{field}={column}" for column in columns]
    return ",".join(pairs)


def _read_list(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    return value if isinstance(value, str) else None
