"""Writes the CSV tables: stories, duplicates, and where each input record went.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage
return for a formula. Such text gets a leading apostrophe, which spreadsheets hide; programs
strip one apostrophe that stands before one of these characters.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from clustering.reporting.rows import (
    RecordRow,
    StoryRow,
    assignment_rows,
    clean,
    group_positions,
    pairs_of,
    record_row,
    story_rows,
)
from clustering.reporting.wording import first_publisher, outlet_label

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.pipeline import Result

ASSIGNMENT_COLUMNS = tuple(RecordRow.__annotations__)
DUPLICATE_COLUMNS = (
    "duplicate_group",
    "duplicate_kind",
    "keep",
    "record",
    "source",
    "article",
    "story",
    "title",
    "outlet",
    "published",
    "url",
    "reason",
    "copy_kind",
    "title_score",
    "text_score",
    "agency",
)
STORY_COLUMNS = (
    "story",
    "headline",
    "independent_outlets",
    "outlet_count",
    "article_count",
    "first_published",
    "last_published",
    "first_outlet",
    "outlets",
    "cohesion",
    "keywords",
)
# Names of records are joined on, so one such as "-5" or "-aB3x" stays as it is: without
# spaces, brackets or operators it can do nothing in a spreadsheet.
_KEY_COLUMNS = ("record", "source")
_HARMLESS_KEY = re.compile(r"[+-][\w.:-]*")
_NUMBER = re.compile(r"[+-]\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")  # in a column that was kept


def write_assignments(result: Result, stream: TextIO) -> None:
    """Write one row for each input record, in input order, with the columns that were kept."""
    kept = _name_kept(result.reading.extra_columns)
    if not kept:
        _write(assignment_rows(result), ASSIGNMENT_COLUMNS, stream)
        return
    rows = (
        {**row, **dict(zip(kept, map(clean, record.extra), strict=False))}
        for row, record in zip(assignment_rows(result), result.reading.records, strict=True)
    )
    _write(rows, (*ASSIGNMENT_COLUMNS, *kept), stream)


def _name_kept(columns: Sequence[str]) -> list[str]:
    """Name the input's own columns; ``story`` of the input becomes ``input_story``."""
    names: list[str] = []
    for column in map(clean, columns):
        name = column
        while name in ASSIGNMENT_COLUMNS or name in names:
            name = f"input_{name}"
        names.append(name)
    return names


def write_duplicates(result: Result, stream: TextIO, new: Collection[int] | None = None) -> None:
    """Write one row for each record of each duplicate group, the one to keep first.

    Parameters
    ----------
    new
        Positions of the records that are new; gives a column that marks them.
    """
    rows = (row for group in result.duplicate_groups for row in _group_cells(result, group, new))
    _write(rows, DUPLICATE_COLUMNS if new is None else (*DUPLICATE_COLUMNS, "new"), stream)


def _group_cells(
    result: Result, group: DuplicateGroup, new: Collection[int] | None
) -> Iterator[dict[str, object]]:
    pairs = pairs_of(group)
    for position in group_positions(group):
        pair = pairs.get(int(result.corpus.article_of[position]))
        cells: dict[str, object] = {
            **record_row(result, position, group),
            "reason": group.reason,
            "agency": clean(pair.agency if pair else group.agency),
            "new": "yes" if new is not None and position in new else "no",
        }
        if pair:
            text_score = "" if pair.text_score is None else round(pair.text_score, 4)
            cells |= {
                "copy_kind": pair.kind,
                "title_score": round(pair.title_score, 4),
                "text_score": text_score,
            }
        yield cells


def write_stories(result: Result, stream: TextIO) -> None:
    """Write one row for each story."""
    _write(map(_story_cells, story_rows(result)), STORY_COLUMNS, stream)


def safe_cell(text: str) -> str:
    """Return ``text`` such that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _story_cells(story: StoryRow) -> dict[str, object]:
    outlets = story["outlets"]
    return {
        "story": story["id"],
        "headline": story["headline"],
        "independent_outlets": story["independent_outlets"],
        "outlet_count": len(outlets),
        "article_count": story["article_count"],
        "first_published": story["first_published"] or "",
        "last_published": story["last_published"] or "",
        "first_outlet": first_publisher(outlets),
        "outlets": "; ".join(outlet_label(outlet["name"], outlet["domain"]) for outlet in outlets),
        "cohesion": story["cohesion"],
        "keywords": "; ".join(story["keywords"]),
    }


def _write(rows: Iterable[Mapping[str, object]], columns: tuple[str, ...], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(name, row.get(name, "")) for name in columns] for row in rows)


def _cell(column: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if column in _KEY_COLUMNS and _HARMLESS_KEY.fullmatch(value):
        return value
    if column not in ASSIGNMENT_COLUMNS and _NUMBER.fullmatch(value):
        return value
    return safe_cell(value)
