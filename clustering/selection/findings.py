"""What a check of copies finds: each copy with its file, and which of them a baseline knows."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clustering.errors import UsageError
from clustering.selection.copies import deletable, keeping_old
from clustering.system.files import has_path, read_text_file, real_path, write_whole

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result

BASELINE_SCHEMA_VERSION = 1

Positions = frozenset[int]
"""Positions in the reading of the records that are new."""


@dataclass(frozen=True)
class Finding:
    """A record that is a copy of another: positions in the reading, and the kind of copy."""

    copy: int
    of: int
    kind: str


def findings(result: Result, new: Collection[int] | None = None) -> Iterator[Finding]:
    """Yield the copies of a result, group by group; entries of related lists are none.

    A kept record is one only where no other record of its group is new. ``new`` are positions of
    the records that may be told; all when not given.
    """
    from clustering.duplicates.found import pair_of_each_copy

    for group in _several(result):
        pairs = pair_of_each_copy(group)
        kept, *others = _own(result, group)
        told = [position for position in others if new is None or position in new]
        for position in told:
            pair = pairs.get(int(result.corpus.article_of[position]))
            yield Finding(position, kept, pair.kind if pair else group.kind)
        if not told:
            yield Finding(kept, others[0], group.kind)


def _own(result: Result, group: DuplicateGroup) -> list[int]:
    """Return the records of a group that stand for themselves, the kept one first."""
    from clustering.duplicates.found import in_order

    records = result.reading.records
    own = [position for position in group.records if records[position].is_own]
    return in_order(group, records, own)


def of_own_records(result: Result) -> Result:
    """Leave only the groups in which two records stand for themselves.

    Entries of related lists are what others published: nobody can take them back, so that no
    check fails because of them.
    """
    return replace(result, duplicate_groups=list(_several(result)))


def in_files(result: Result, files: Iterable[str]) -> tuple[Result, Positions]:
    """Leave only the groups that hold a record of these files; what is outside of them is kept."""
    asked = {real_path(name) for name in files}

    @cache
    def is_asked(source: str) -> bool:
        return real_path(source) in asked

    groups: list[DuplicateGroup] = []
    new: set[int] = set()
    records = result.reading.records
    for group in result.duplicate_groups:
        own = _own(result, group)
        fresh = {position for position in own if is_asked(records[position].source)}
        if fresh and len(own) > 1:
            new |= fresh
            groups.append(keeping_old(group, records, fresh))
    return replace(result, duplicate_groups=groups), frozenset(new)


def without_records(result: Result, files: Iterable[str]) -> list[str]:
    """Return the files from which no record was read: misspelled, broken, or of no source."""
    read = {real_path(source) for source in {record.source for record in result.reading.records}}
    return [name for name in files if real_path(name) not in read]


def write_baseline(result: Result, path: Path) -> int:
    """Write the files of all groups, with paths from the folder of the baseline; count them."""
    groups = sorted(sorted(_names(result, group, path).values()) for group in _several(result))
    held = {"schema_version": BASELINE_SCHEMA_VERSION, "groups": groups}
    write_whole(path, json.dumps(held, ensure_ascii=False, indent=1) + "\n")
    return len(groups)


def beyond_baseline(result: Result, path: Path, new: Positions | None) -> tuple[Result, Positions]:
    """Leave only the groups with a record that the baseline does not know as a copy of another.

    A baseline that is missing or is none is refused.
    """
    group_of = {name: number for number, names in enumerate(_read_baseline(path)) for name in names}
    groups: list[DuplicateGroup] = []
    found: set[int] = set()
    for group in _several(result):
        names = _names(result, group, path)
        known = [group_of.get(name, -1) for name in names.values()]
        unknown = {
            position
            for position, number in zip(names, known, strict=True)
            if number < 0 or known.count(number) < 2
        }
        if new is not None:
            unknown &= new
        if unknown:
            groups.append(group)
            found |= unknown
    return replace(result, duplicate_groups=groups), frozenset(found)


def _several(result: Result) -> Iterator[DuplicateGroup]:
    return (group for group in result.duplicate_groups if len(_own(result, group)) > 1)


def _names(result: Result, group: DuplicateGroup, baseline: Path) -> dict[int, str]:
    """Return the name of each record of a group, its path from the folder of the baseline."""
    folder = real_path(baseline).parent
    names = {}
    for position in _own(result, group):
        record = result.reading.records[position]
        place = record.source
        if has_path(place):
            place = Path(os.path.relpath(real_path(place), folder)).as_posix()
        is_file = deletable(record) == record.source
        names[position] = place if is_file else f"{place}#{record.name}"
    return names


def _read_baseline(path: Path) -> list[list[str]]:
    text = read_text_file(path, "--update-baseline writes one")
    try:
        held: Any = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{path}: no JSON ({error}); --update-baseline writes it anew.") from None
    groups = held.get("groups") if isinstance(held, dict) else None
    if not isinstance(groups, list) or not all(
        isinstance(names, list) and all(isinstance(name, str) for name in names) for names in groups
    ):
        raise UsageError(f"{path}: holds no list of groups; --update-baseline writes it anew.")
    return groups
