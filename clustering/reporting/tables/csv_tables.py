"""Writes the CSV tables: stories, duplicates, and where each input record went.

A spreadsheet reads a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage
return as a formula. Such text gets a leading apostrophe, which spreadsheets hide. Programs that
read the tables strip an apostrophe before one of these characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO, cast

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_at, column_of
from clustering.arrays.types import IntArray
from clustering.articles.kinds import kind_numbers
from clustering.reporting.plain_values import moments, printable
from clustering.reporting.tables.records import (
    RecordRow,
    assignment_columns,
    cleaned,
    copied_records,
    group_of_records,
    record_columns,
)
from clustering.reporting.tables.typed_tables import (
    TYPES,
    columns_of_stories,
    copy_columns,
    kept_names,
)

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.stories.story import Story

ASSIGNMENT_COLUMNS = tuple(RecordRow.__annotations__)
_FROM_RECORDS = (
    *("duplicate_group", "duplicate_kind", "keep", "record", "source", "article", "story"),
    *("title", "outlet", "published", "url"),
)
"""What a row of ``duplicates.csv`` has of ``assignments.csv``."""

# What a spreadsheet takes for a formula: a sign first in a cell or in one of its lines, also behind
# white space and in full width, which some turn into the plain sign.
_FORMULA_SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(
    rf"(?:\A|(?<=[\r\n]))(?:[^\S\r\n]|\ufeff)*[{re.escape(_FORMULA_SIGNS)}]|\A[\t\r]"
)
# The same of many cells at once, each a line of a text without carriage returns.
_ANY_FORMULA = re.compile(rf"\n(?:(?:[^\S\n]|\ufeff)*[{re.escape(_FORMULA_SIGNS)}]|\t)")
# Names of records are keys of joins, so a name such as "-5" or "-aB3x" stays as it is. Without
# spaces, brackets or operators it does no harm in a spreadsheet.
_KEY_COLUMNS = ("record", "source")
_HARMLESS_KEY = re.compile(r"[+-][\w.:-]*")
_AT_ONCE = 10_000  # stories, or records of copies
_NUMBER = re.compile(r"[+-]\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")  # in a column kept from the input


def write_assignments(result: Result, stream: TextIO) -> None:
    """Write one row for each input record, in input order, with the columns that were kept."""
    kept = kept_names(map(printable, result.reading.extra_columns), ASSIGNMENT_COLUMNS)
    _write_cells(_assignment_rows(result, kept), (*ASSIGNMENT_COLUMNS, *kept), stream)


def _assignment_rows(result: Result, kept: list[str]) -> Iterator[Iterable[Iterable[str]]]:
    """Yield rows in blocks; made a column at a time they take a third of the time."""
    if not kept and (same := _same_rows(result)):
        yield from _assignments_made_once(result, *same)
        return
    records = result.reading.records
    nothing = [""] * len(kept)
    for positions, columns in assignment_columns(result):
        cells = [_cells(name, columns[name]) for name in ASSIGNMENT_COLUMNS]
        if kept:
            given = column_at(records, positions, "extra")
            extra = [(*own, *nothing)[: len(kept)] for own in given]
            named = zip(kept, zip(*extra, strict=True), strict=True)
            cells += [_cells(name, list(map(printable, values))) for name, values in named]
        yield zip(*cells, strict=True)


def _assignments_made_once(
    result: Result, first: IntArray, row_of: IntArray
) -> Iterator[Iterable[Iterable[str]]]:
    """Yield rows in blocks, of which those of related entries are made once for all of them."""
    group_of = group_of_records(result)
    ends: list[str] = []
    for some in stretches(len(first), _AT_ONCE):
        positions = first[some].tolist()
        columns = record_columns(result, positions, [group_of.get(at) for at in positions])
        cells = [_cells(name, columns[name]) for name in ASSIGNMENT_COLUMNS[len(_KEY_COLUMNS) :]]
        ends += map(",".join, zip(*cells, strict=True))
    for some in stretches(len(row_of), _AT_ONCE):
        named = [column_of(result.reading.records, name)[some] for name in ("name", "source")]
        keys = [
            _cells(column, cleaned(texts))
            for column, texts in zip(_KEY_COLUMNS, named, strict=True)
        ]
        yield zip(*keys, [ends[row] for row in row_of[some].tolist()], strict=True)


def _same_rows(result: Result) -> tuple[IntArray, IntArray] | None:
    """Tell which records that the sources held have one row but for their name and source.

    They say the same, went into one article, and are alike in which of its copies to keep.

    Returns
    -------
    first
        Position of the first record with each row; shape ``(rows,)``.
    row_of
        The row of each record; shape ``(records,)``. ``None`` for both where each has its own.
    """
    kind_of = kind_numbers(result.reading.records)
    if kind_of is None:
        return None
    size = result.reading.read_count
    place = np.zeros(size, dtype=np.int64)
    number = {id(group): 2 * at + 1 for at, group in enumerate(result.duplicate_groups)}
    for position, group in group_of_records(result).items():
        if position < size:
            place[position] = number[id(group)] + (position == group.keep_record)
    told = np.stack([kind_of[:size], result.corpus.article_of[:size], place])
    order = np.lexsort(told)
    ordered = told[:, order]
    begins = np.append(True, (ordered[:, 1:] != ordered[:, :-1]).any(axis=0))[:size]
    row_of = np.empty(size, dtype=np.int64)
    row_of[order] = np.cumsum(begins) - 1
    return order[begins], row_of


def write_duplicates_table(
    result: Result, stream: TextIO, new: Collection[int] | None = None
) -> None:
    """Write one row for each record of each duplicate group, the one to keep first.

    With ``new``, the positions of the records that are new, a column marks them.
    """
    listed = copied_records(result)
    _write_columns(len(listed), lambda some: _duplicate_columns(result, listed[some], new), stream)


def _duplicate_columns(
    result: Result, listed: Sequence[tuple[DuplicateGroup, int]], new: Collection[int] | None
) -> dict[str, Sequence[object]]:
    positions = [position for _, position in listed]
    rows = record_columns(result, positions, [group for group, _ in listed])
    columns = {name: rows[name] for name in _FROM_RECORDS} | copy_columns(result, listed)
    if new is not None:
        columns["new"] = ["yes" if position in new else "no" for position in positions]
    return columns


def write_stories_table(result: Result, stream: TextIO) -> None:
    """Write one row for each story."""
    stories = result.stories
    _write_columns(len(stories), lambda some: _story_columns(result, stories[some]), stream)


def _story_columns(result: Result, stories: Sequence[Story]) -> dict[str, Sequence[Any]]:
    columns = columns_of_stories(result, stories)
    times = ("first_published", "last_published")
    return columns | {name: moments(columns[name]) for name in times}


def safe_cell(text: str) -> str:
    """Return ``text`` such that no spreadsheet takes it, or a line of it, for a formula."""
    return _FORMULA.sub(r"'\g<0>", text)


def _write_columns(
    size: int, columns: Callable[[slice], Mapping[str, Sequence[Any]]], stream: TextIO
) -> None:
    """Write so many rows in blocks, of which ``columns`` gives the columns."""
    names = tuple(columns(slice(0, 0)))
    blocks = (
        zip(
            *(_cells(name, _figures(name, one)) for name, one in columns(some).items()), strict=True
        )
        for some in stretches(size, _AT_ONCE)
    )
    _write_cells(blocks, names, stream)


def _figures(name: str, values: Sequence[Any]) -> Sequence[object]:
    """Round the values of a column of figures; what is not known is empty."""
    if TYPES.get(name) != "figure":
        return values
    written = {one: "" if one is None else _rounded(one) for one in set(values)}
    return list(map(written.__getitem__, values))


def _rounded(figure: float) -> str:
    """Write a figure with four digits behind the point at most, as ``str(round(figure, 4))``."""
    written = f"{figure:.4f}".rstrip("0")
    return written + "0" if written.endswith(".") else written


def _write_cells(
    blocks: Iterable[Iterable[Iterable[str]]], columns: tuple[str, ...], stream: TextIO
) -> None:
    """Write a header and blocks of rows of cells that are quoted already."""
    stream.write(",".join(map(_quoted, map(safe_cell, columns))) + "\n")
    for rows in blocks:
        stream.write("\n".join([*map(",".join, rows), ""]))


def _cells(column: str, values: Sequence[object]) -> Sequence[str]:
    """Make each value of a column safe and quote it; most columns show at once they need neither.

    ``csv`` looks at every letter of every cell, which takes twice as long as all else; values that
    stand in many rows, such as those of related entries, are looked at once.
    """
    texts = cast(Sequence[str], values)
    distinct = set(texts)
    try:
        joined = "\n".join(["", *distinct])
    except TypeError:  # not all are texts
        texts = list(map(str, values))
        distinct = set(texts)
        joined = "\n".join(["", *distinct])
    if "\r" in joined or _ANY_FORMULA.search(joined):
        written = {text: _quoted(_cell(column, text)) for text in distinct}
    elif "," in joined or '"' in joined or joined.count("\n") > len(distinct):
        written = {text: _quoted(text) for text in distinct}
    else:
        return texts
    return list(map(written.__getitem__, texts))


def _quoted(text: str) -> str:
    """Quote a cell as RFC 4180 has it, where it has to be."""
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"{}"'.format(text.replace('"', '""'))
    return text


def _cell(column: str, value: str) -> str:
    if column in _KEY_COLUMNS and _HARMLESS_KEY.fullmatch(value):
        return value
    if column not in ASSIGNMENT_COLUMNS and _NUMBER.fullmatch(value):
        return value
    return safe_cell(value)
