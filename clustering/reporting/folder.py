"""Puts a report folder in place whole or not at all, and never over other files of the user."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from clustering.errors import UsageError
from clustering.sources.folders import read_run_record
from clustering.system.files import is_occupied
from clustering.system.scratch import ASIDE, exchange, locked, scratch_folder, scratch_for, sweep
from clustering.version import TOOL_NAME

# Files that file managers leave behind; a folder that holds only these counts as empty.
_CLUTTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def check_replaceable(out: Path, names: Collection[str]) -> None:
    """Refuse to write a report where the user has something else: a file, or a folder of others.

    ``names`` are those of the files that a report can hold.
    """
    if not is_occupied(out):
        return
    if not out.is_dir():
        raise UsageError(f"{out}: is a file, not a folder; choose another --out.")
    held = {path.name for path in out.iterdir()} - _CLUTTER
    if not held:
        return
    record = read_run_record(out)
    if record is None:
        raise UsageError(
            f"{out}: is not empty and is not a {TOOL_NAME} report, so it is left alone; "
            "choose another --out."
        )
    earlier = {name for name in record.get("files") or () if isinstance(name, str)}
    foreign = sorted(held - earlier - set(names))
    if foreign:
        raise UsageError(
            f"{out / foreign[0]}: is not part of the report that would be replaced; "
            "move it or choose another --out."
        )


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Give an empty folder to write into; it takes the place of ``out`` when the block ends.

    When the block or the move fails, or is interrupted, ``out`` stays as it was.
    """
    place = Path(os.path.realpath(out))  # a link such as reports/latest keeps pointing there
    place.parent.mkdir(parents=True, exist_ok=True)
    sweep(place)
    with scratch_folder(place, ".new") as fresh:
        yield fresh
        if not place.exists():
            fresh.rename(place)
        elif not exchange(fresh, place):
            _move_aside(place, fresh)


def _move_aside(place: Path, fresh: Path) -> None:
    """Put a folder in the place of another, where the system cannot exchange them at once.

    When this process is killed between the two renames, the next one puts the old folder back.
    """
    aside = scratch_for(place, ASIDE)
    with locked(place):
        try:
            place.rename(aside)
            fresh.rename(place)
        except BaseException:
            if aside.exists() and not place.exists():
                aside.rename(place)
            raise
        shutil.rmtree(aside, ignore_errors=True)
