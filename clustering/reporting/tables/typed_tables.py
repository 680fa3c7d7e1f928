"""The tables of a result as columns with a type: for data frames, Parquet and databases.

They are those of the CSV files, with true and false, numbers and times in place of text, and with
nothing in place of the empty text. The columns of all tables that have one name can be joined.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from clustering.arrays.columns import column_at, column_of
from clustering.arrays.compact import Tuples, sizes_of
from clustering.duplicates.found import pair_of_each_copy
from clustering.reporting.plain_values import printable
from clustering.reporting.tables.records import (
    cleaned,
    copied_records,
    group_of_records,
    placement_columns,
    said_columns,
)
from clustering.reporting.wording import outlet_caption
from clustering.stories.marks import mark_for

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.stories.story import Story, StoryOutlet

ColumnType = Literal["text", "flag", "count", "figure", "time"]
"""What the values of a column are beside ``None``: text, bool, int, float, datetime in UTC."""

TYPES: Mapping[str, ColumnType] = {
    **dict.fromkeys(("core", "keep"), "flag"),
    **dict.fromkeys(
        ("independent_outlets", "outlet_count", "article_count", "fringe", "records"), "count"
    ),
    **dict.fromkeys(("cohesion", "inside", "outside", "title_score", "text_score"), "figure"),
    **dict.fromkeys(("published", "first_published", "last_published"), "time"),
}
"""Of the columns that are no texts."""


class Column(NamedTuple):
    """Values of one type, one for each row; ``None`` where there is none."""

    type: ColumnType
    values: Sequence[Any]


Table = Mapping[str, Column]
"""Columns of one length, by name."""


def placements(result: Result, positions: Sequence[int] | None = None) -> dict[str, Column]:
    """Return where records went: what :func:`samestory.stories_of` puts beside the rows.

    ``positions`` are those of the records in the reading; all without it.
    """
    listed = range(len(result.reading.records)) if positions is None else positions
    group_of = group_of_records(result)
    return _typed(placement_columns(result, listed, [group_of.get(at) for at in listed]))


def records_table(result: Result) -> Table:
    """Return one row for each input record, in input order: the table ``assignments``.

    Of a part of a result, those of its stories.
    """
    positions = np.flatnonzero(result.shown_articles[result.corpus.article_of]).tolist()
    said = _typed(said_columns(result, positions))
    named = {name: said.pop(name) for name in ("record", "source")}
    return {**named, **placements(result, positions), **said}


def duplicates_table(result: Result) -> Table:
    """Return one row for each record of each duplicate group, the one to keep first."""
    listed = copied_records(result)
    positions = [at for _, at in listed]
    placed = placement_columns(result, positions, [group for group, _ in listed])
    said = said_columns(result, positions)
    return _typed(
        {
            **{name: placed[name] for name in ("duplicate_group", "duplicate_kind", "keep")},
            **{name: said.pop(name) for name in ("record", "source")},
            **{name: placed[name] for name in ("article", "story")},
            **said,
            **copy_columns(result, listed),
        }
    )


def copy_columns(
    result: Result, listed: Sequence[tuple[DuplicateGroup, int]]
) -> dict[str, Sequence[Any]]:
    """Return the evidence that records of groups are copies, column by column."""
    members = result.corpus.article_of[[at for _, at in listed]].tolist() if listed else []
    groups = {group.id: group for group, _ in listed}
    pair_of = {name: pair_of_each_copy(group) for name, group in groups.items()}
    pairs = [
        pair_of[group.id].get(member) for (group, _), member in zip(listed, members, strict=True)
    ]
    return {
        "reason": [group.reason for group, _ in listed],
        "copy_kind": [pair.kind if pair else "" for pair in pairs],
        "title_score": [pair.title_score if pair else None for pair in pairs],
        "text_score": [pair.text_score if pair else None for pair in pairs],
        "agency": [
            printable(pair.agency if pair else group.agency)
            for pair, (group, _) in zip(pairs, listed, strict=True)
        ],
    }


def stories_table(result: Result) -> Table:
    """Return one row for each story, in the order of the report."""
    return _typed(columns_of_stories(result, result.stories))


def columns_of_stories(result: Result, stories: Sequence[Story]) -> dict[str, Sequence[Any]]:
    """Return the rows of stories, column by column; figures are not rounded yet."""
    field = partial(column_of, stories)
    outlets = Tuples.kept(field("outlets"))
    first = Tuples.kept(column_of(field("first"), "outlets"))
    firsts = zip(Tuples(_captions(first.flat), first.bounds), first.sizes.tolist(), strict=True)
    sizes = outlets.sizes.tolist()
    places = result.story_of[[members[0] for members in field("members")]]
    return {
        "story": field("id"),
        "thread": list(result.thread_ids.picked(places)),
        "headline": list(map(printable, field("headline"))),
        "independent_outlets": field("independent_outlets"),
        "outlet_count": sizes,
        "article_count": sizes_of(field("members")).tolist(),
        "first_published": field("first_published"),
        "last_published": field("last_published"),
        "first_outlet": [some[0] if count == 1 else "" for some, count in firsts],
        "outlets": [
            "; ".join(filter(None, some))
            for some in Tuples(_captions(outlets.flat), outlets.bounds)
        ],
        "cohesion": field("cohesion"),
        "inside": field("inside"),
        "outside": field("outside"),
        "mark": list(map(mark_for, field("inside"), field("outside"), sizes)),
        "fringe": result.fringe_sizes[places].tolist(),
        "keywords": list(map(printable, map("; ".join, field("keywords")))),
    }


def _captions(outlets: Sequence[StoryOutlet]) -> list[str]:
    """Return what to call each outlet; the empty text for an unknown one."""
    named = list(zip(column_of(outlets, "name"), column_of(outlets, "domain"), strict=True))
    captions = {one: outlet_caption(*one, "") for one in set(named)}
    return [captions[one] for one in named]


def articles_table(result: Result) -> Table:
    """Return one row for each article, sorted by id; of a part of a result, of its stories."""
    members = np.flatnonzero(result.shown_articles).tolist()
    own = partial(column_at, result.articles, members)
    groups = [result.group_of.get(member) for member in members]
    outlets = own("outlet")
    return _typed(
        {
            **placement_columns(result, list(own("text_from")), groups),
            "keep": [
                group is None or group.keep.id == name
                for group, name in zip(groups, own("id"), strict=True)
            ],
            "title": cleaned(own("title")),
            "outlet": cleaned([one.name or one.domain for one in outlets]),
            "domain": cleaned([one.domain for one in outlets]),
            "published": own("published"),
            "url": cleaned(own("url")),
            "records": list(map(len, own("records"))),
        }
    )


def kept_names(names: Iterable[str], taken: Collection[str]) -> list[str]:
    """Name the input's own columns beside ours: ``story`` of the input becomes ``input_story``."""
    kept: list[str] = []
    for name in names:
        while name in taken or name in kept:
            name = f"input_{name}"
        kept.append(name)
    return kept


def _typed(columns: Mapping[str, Sequence[Any]]) -> dict[str, Column]:
    """Round figures, and leave nothing in place of the empty text."""
    table = {}
    for name, values in columns.items():
        kind = TYPES.get(name, "text")
        if kind == "text":
            values = [value or None for value in values]
        elif kind == "figure":
            values = [None if value is None else round(float(value), 4) for value in values]
        table[name] = Column(kind, list(values))
    return table
