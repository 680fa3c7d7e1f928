"""Writes ``stories.json`` and its parts as JSON and JSON lines, one row at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from clustering.reporting.tables.records import evidence_row
from clustering.reporting.tables.rows import (
    GroupRow,
    StoryRow,
    ThreadRow,
    group_row,
    story_row,
    thread_rows,
)

if TYPE_CHECKING:
    from clustering.result import Result

STORIES_SCHEMA_VERSION = 2  # 2: other kinds of copies, no `series`

AnyRows = Iterable[StoryRow] | Iterable[ThreadRow] | Iterable[GroupRow]


def write_document(result: Result, stream: TextIO) -> None:
    """Write the whole document: settings, counts, stories, threads and duplicate groups."""
    _write_parts(result, _parts(result), stream)


def document(result: Result) -> dict[str, Any]:
    """Return the whole document as plain values."""
    return _head(result) | {name: list(rows) for name, rows in _parts(result).items()}


def _head(result: Result) -> dict[str, Any]:
    return {
        "schema_version": STORIES_SCHEMA_VERSION,
        "settings": result.settings.shaping(),
        "counts": result.counts,
    }


def _parts(result: Result) -> dict[str, AnyRows]:
    return _stories(result) | {"duplicate_groups": map(group_row, result.duplicate_groups)}


def _stories(result: Result) -> dict[str, AnyRows]:
    rows = (story_row(result, story) for story in result.stories)
    return {"stories": rows, "threads": thread_rows(result)}


def _groups(result: Result, new: Collection[int] | None) -> dict[str, AnyRows]:
    rows = (evidence_row(result, group, new) for group in result.duplicate_groups)
    return {"duplicate_groups": rows}


def write_stories_json(result: Result, stream: TextIO) -> None:
    """Write the document with the stories and threads only."""
    _write_parts(result, _stories(result), stream)


def write_groups(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Write the document with the duplicate groups only, and their evidence."""
    _write_parts(result, _groups(result, new), stream)


def write_story_lines(result: Result, stream: TextIO) -> None:
    """Write one story a line."""
    stream.writelines(_dump(row) + "\n" for row in _stories(result)["stories"])


def write_group_lines(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Write one duplicate group a line, with its evidence."""
    stream.writelines(_dump(row) + "\n" for row in _groups(result, new)["duplicate_groups"])


def _write_parts(result: Result, parts: Mapping[str, AnyRows], stream: TextIO) -> None:
    stream.writelines(json_pieces(_head(result), parts))


def json_pieces(head: Mapping[str, Any], parts: Mapping[str, Iterable[object]]) -> Iterator[str]:
    """Yield a document piece by piece: what stands in its head, then each part row by row."""
    yield "{" + ",\n".join(f'"{name}": {_dump(one)}' for name, one in head.items())
    for name, rows in parts.items():
        yield f',\n"{name}": ['
        for position, row in enumerate(rows):
            yield ",\n" if position else "\n"
            yield _dump(row)
        yield "\n]"
    yield "}\n"


def _dump(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
