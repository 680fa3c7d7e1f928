"""Writes the CSV tables: stories, duplicates, and where each input record went.

A spreadsheet reads a cell that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage
return as a formula. Such text gets a leading apostrophe, which spreadsheets hide. Programs that
read the tables strip an apostrophe before one of these characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TextIO, cast

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_at, column_of
from clustering.arrays.compact import Tuples, sizes_of
from clustering.duplicates.found import pair_of_each_copy
from clustering.reporting.plain_values import moments, printable
from clustering.reporting.records import (
    RecordRow,
    assignment_columns,
    cleaned,
    group_of_records,
    group_positions,
    record_columns,
)
from clustering.reporting.same_rows import SameRows, same_rows
from clustering.reporting.wording import outlet_caption
from clustering.stories.marks import mark_for

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.stories.story import Story, StoryOutlet

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
    "thread",
    "headline",
    "independent_outlets",
    "outlet_count",
    "article_count",
    "first_published",
    "last_published",
    "first_outlet",
    "outlets",
    "cohesion",
    "inside",
    "outside",
    "mark",
    "fringe",
    "keywords",
)
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
    kept = _name_kept(result.reading.extra_columns)
    _write_cells(_assignment_rows(result, kept), (*ASSIGNMENT_COLUMNS, *kept), stream)


def _assignment_rows(result: Result, kept: list[str]) -> Iterator[Iterable[Iterable[str]]]:
    """Yield rows in blocks; made a column at a time they take a third of the time."""
    if not kept and (same := same_rows(result)):
        yield from _assignments_made_once(result, same)
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


def _assignments_made_once(result: Result, same: SameRows) -> Iterator[Iterable[Iterable[str]]]:
    """Yield rows in blocks, of which those of related entries are made once for all of them."""
    group_of = group_of_records(result)
    ends: list[str] = []
    for some in stretches(len(same.first), _AT_ONCE):
        positions = same.first[some].tolist()
        columns = record_columns(result, positions, [group_of.get(at) for at in positions])
        cells = [_cells(name, columns[name]) for name in ASSIGNMENT_COLUMNS[len(_KEY_COLUMNS) :]]
        ends += map(",".join, zip(*cells, strict=True))
    for some in stretches(len(same.of), _AT_ONCE):
        named = [column_of(result.reading.records, name)[some] for name in ("name", "source")]
        keys = [
            _cells(column, cleaned(texts))
            for column, texts in zip(_KEY_COLUMNS, named, strict=True)
        ]
        yield zip(*keys, [ends[row] for row in same.of[some].tolist()], strict=True)


def _name_kept(columns: Sequence[str]) -> list[str]:
    """Return names for the columns kept from the input; its ``story`` becomes ``input_story``."""
    names: list[str] = []
    for column in map(printable, columns):
        name = column
        while name in ASSIGNMENT_COLUMNS or name in names:
            name = f"input_{name}"
        names.append(name)
    return names


def write_duplicates_table(
    result: Result, stream: TextIO, new: Collection[int] | None = None
) -> None:
    """Write one row for each record of each duplicate group, the one to keep first.

    Parameters
    ----------
    new
        Positions of the records that are new; gives a column that marks them.
    """
    columns = DUPLICATE_COLUMNS if new is None else (*DUPLICATE_COLUMNS, "new")
    listed = (
        (group, position)
        for group in result.duplicate_groups
        for position in group_positions(result, group)
    )
    pieces = iter(lambda: list(islice(listed, _AT_ONCE)), [])
    rows = (_duplicate_rows(result, piece, columns, new or ()) for piece in pieces)
    _write_cells(rows, columns, stream)


def _duplicate_rows(
    result: Result,
    listed: Sequence[tuple[DuplicateGroup, int]],
    columns: Sequence[str],
    new: Collection[int],
) -> Iterable[Iterable[str]]:
    groups = [group for group, _ in listed]
    positions = [position for _, position in listed]
    members = result.corpus.article_of[positions].tolist()
    by_group = {group.id: group for group in groups}
    pairs_by_group = {name: pair_of_each_copy(group) for name, group in by_group.items()}
    pairs = [
        pairs_by_group[group.id].get(member) for group, member in zip(groups, members, strict=True)
    ]
    named = [
        printable(pair.agency if pair else group.agency)
        for pair, group in zip(pairs, groups, strict=True)
    ]
    cells: dict[str, Sequence[object]] = {
        **record_columns(result, positions, groups),
        "reason": [group.reason for group in groups],
        "copy_kind": [pair.kind if pair else "" for pair in pairs],
        "title_score": [round(pair.title_score, 4) if pair else "" for pair in pairs],
        "text_score": [
            "" if pair is None or pair.text_score is None else round(pair.text_score, 4)
            for pair in pairs
        ],
        "agency": named,
        "new": ["yes" if position in new else "no" for position in positions],
    }
    return zip(*(_cells(name, cells[name]) for name in columns), strict=True)


def write_stories_table(result: Result, stream: TextIO) -> None:
    """Write one row for each story."""
    pieces = (
        result.stories[start : start + _AT_ONCE]
        for start in range(0, len(result.stories), _AT_ONCE)
    )
    rows = (_story_rows(result, piece) for piece in pieces)
    _write_cells(rows, STORY_COLUMNS, stream)


def safe_cell(text: str) -> str:
    """Return ``text`` such that no spreadsheet takes it, or a line of it, for a formula."""
    return _FORMULA.sub(r"'\g<0>", text)


def _story_rows(result: Result, stories: Sequence[Story]) -> Iterable[Iterable[str]]:
    field = partial(column_of, stories)
    outlets = Tuples.kept(field("outlets"))
    named = Tuples(_captions(outlets.flat), outlets.bounds)
    first = Tuples.kept(column_of(field("first"), "outlets"))
    first_named = zip(
        Tuples(_captions(first.flat), first.bounds), first.sizes.tolist(), strict=True
    )
    places = result.story_of[[members[0] for members in field("members")]]
    columns: dict[str, Sequence[object]] = {
        "story": field("id"),
        "thread": list(result.thread_ids.picked(places)),
        "headline": list(map(printable, field("headline"))),
        "independent_outlets": field("independent_outlets"),
        "outlet_count": outlets.sizes.tolist(),
        "article_count": sizes_of(field("members")).tolist(),
        "first_published": moments(field("first_published")),
        "last_published": moments(field("last_published")),
        "first_outlet": [some[0] if count == 1 else "" for some, count in first_named],
        "outlets": list(map("; ".join, named)),
        "mark": list(map(mark_for, field("inside"), field("outside"), outlets.sizes.tolist())),
        "fringe": result.fringe_sizes[places].tolist(),
        "keywords": list(map(printable, map("; ".join, field("keywords")))),
    }
    for name in ("cohesion", "inside", "outside"):
        figures = field(name)
        written = {figure: _rounded(figure) for figure in set(figures)}
        columns[name] = list(map(written.__getitem__, figures))
    return zip(*(_cells(name, columns[name]) for name in STORY_COLUMNS), strict=True)


def _rounded(figure: float) -> str:
    """Write a figure with four digits behind the point at most, as ``str(round(figure, 4))``."""
    written = f"{figure:.4f}".rstrip("0")
    return written + "0" if written.endswith(".") else written


def _captions(outlets: Sequence[StoryOutlet]) -> list[str]:
    """Return what to call each outlet."""
    named = list(zip(column_of(outlets, "name"), column_of(outlets, "domain"), strict=True))
    captions = {one: outlet_caption(*one) for one in set(named)}
    return [captions[one] for one in named]


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
