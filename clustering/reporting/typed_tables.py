"""The tables of a result as columns with a type: for data frames, Parquet and databases.

They are those of the CSV files, with true and false, numbers and times in place of text, and with
nothing in place of the empty text. The columns of all tables that have one name can be joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from clustering.duplicates.found import pair_of_each_copy
from clustering.reporting.plain_values import printable
from clustering.reporting.records import group_of_records, group_positions, placement_columns
from clustering.reporting.rows import thread_id
from clustering.reporting.wording import outlet_caption

if TYPE_CHECKING:
    from clustering.result import Result

ColumnType = Literal["text", "flag", "count", "figure", "time"]
"""What the values of a column are beside ``None``: text, bool, int, float, datetime in UTC."""


class Column(NamedTuple):
    """Values of one type, one for each row; ``None`` where there is none."""

    type: ColumnType
    values: Sequence[Any]


Table = Mapping[str, Column]
"""Columns of one length, by name."""


def placements(result: Result, positions: Sequence[int] | None = None) -> dict[str, Column]:
    """Return where records went: what :func:`samestory.stories_of` puts beside the rows.

    Parameters
    ----------
    positions
        Positions of the records in the reading; all without it.
    """
    listed = range(len(result.reading.records)) if positions is None else positions
    group_of = group_of_records(result)
    columns = placement_columns(result, listed, [group_of.get(at) for at in listed])
    return {name: _column(name, values) for name, values in columns.items()}


def records_table(result: Result) -> Table:
    """Return one row for each input record, in input order: the table ``assignments``.

    Of a part of a result, those of its stories.
    """
    positions = np.flatnonzero(result.shown_articles[result.corpus.article_of]).tolist()
    return _of_records(result, positions, placements(result, positions))


def duplicates_table(result: Result) -> Table:
    """Return one row for each record of each duplicate group, the one to keep first."""
    listed = [
        (group, at) for group in result.duplicate_groups for at in group_positions(result, group)
    ]
    positions = [at for _, at in listed]
    members = result.corpus.article_of[positions].tolist() if listed else []
    pair_of = {group.id: pair_of_each_copy(group) for group in result.duplicate_groups}
    pairs = [
        pair_of[group.id].get(member) for (group, _), member in zip(listed, members, strict=True)
    ]
    placed = placement_columns(result, positions, [group for group, _ in listed])
    first = ("duplicate_group", "duplicate_kind", "keep")
    own = _of_records(
        result, positions, {name: _column(name, placed[name]) for name in ("article", "story")}
    )
    agencies = (
        printable(pair.agency if pair else group.agency)
        for pair, (group, _) in zip(pairs, listed, strict=True)
    )
    return {
        **{name: _column(name, placed[name]) for name in first},
        **own,
        "reason": _texts(group.reason for group, _ in listed),
        "copy_kind": _texts(pair.kind if pair else None for pair in pairs),
        "title_score": _figures(pair.title_score if pair else None for pair in pairs),
        "text_score": _figures(pair.text_score if pair else None for pair in pairs),
        "agency": _texts(agencies),
    }


def stories_table(result: Result) -> Table:
    """Return one row for each story, in the order of the report."""
    stories = result.stories

    def texts(value: Callable[[Any], str | None]) -> Column:
        return _texts(map(value, stories))

    def figures(value: Callable[[Any], float]) -> Column:
        return _figures(map(value, stories))

    def column(kind: ColumnType, value: Callable[[Any], object]) -> Column:
        return Column(kind, list(map(value, stories)))

    captions = [[outlet_caption(o.name, o.domain) for o in story.outlets] for story in stories]
    return {
        "story": texts(lambda story: story.id),
        "thread": texts(lambda story: thread_id(result, story)),
        "headline": texts(lambda story: printable(story.headline)),
        "independent_outlets": column("count", lambda story: story.independent_outlets),
        "outlet_count": column("count", lambda story: len(story.outlets)),
        "article_count": column("count", lambda story: len(story.articles)),
        "first_published": column("time", lambda story: story.first_published),
        "last_published": column("time", lambda story: story.last_published),
        "first_outlet": texts(
            lambda story: (
                outlet_caption(story.first_outlet.name, story.first_outlet.domain)
                if story.first_outlet
                else None
            )
        ),
        "outlets": _texts("; ".join(named) for named in captions),
        "cohesion": figures(lambda story: story.cohesion),
        "inside": figures(lambda story: story.inside),
        "outside": figures(lambda story: story.outside),
        "mark": texts(result.mark_of),
        "fringe": column("count", lambda story: len(story.fringe)),
        "keywords": texts(lambda story: printable("; ".join(story.keywords))),
    }


def articles_table(result: Result) -> Table:
    """Return one row for each article, sorted by id; of a part of a result, of its stories."""
    members = np.flatnonzero(result.shown_articles).tolist()
    articles = [result.articles[member] for member in members]
    groups = [result.group_of.get(member) for member in members]
    placed = placement_columns(result, [article.text_from for article in articles], groups)
    placed["keep"] = [
        group is None or group.keep.id == article.id
        for group, article in zip(groups, articles, strict=True)
    ]
    return {
        **{name: _column(name, values) for name, values in placed.items()},
        "title": _texts(printable(article.title) for article in articles),
        "outlet": _texts(printable(one.outlet.name or one.outlet.domain) for one in articles),
        "domain": _texts(printable(one.outlet.domain) for one in articles),
        "published": Column("time", [article.published for article in articles]),
        "url": _texts(printable(article.url) for article in articles),
        "records": Column("count", [len(article.records) for article in articles]),
    }


def _of_records(
    result: Result, positions: Sequence[int], placed: Mapping[str, Column]
) -> dict[str, Column]:
    """Return what records say of themselves around where they went, in the order of the CSV."""
    records = [result.reading.records[at] for at in positions]
    members = result.corpus.article_of[positions].tolist() if records else []
    both = list(zip(records, [result.articles[member] for member in members], strict=True))
    return {
        "record": _texts(printable(record.name) for record in records),
        "source": _texts(printable(record.source) for record in records),
        **placed,
        "title": _texts(printable(record.title or article.title) for record, article in both),
        "outlet": _texts(
            printable(record.outlet_name or article.outlet.name or article.outlet.domain)
            for record, article in both
        ),
        "published": Column(
            "time", [record.published or article.published for record, article in both]
        ),
        "url": _texts(printable(r.urls[0] if r.urls else article.url) for r, article in both),
    }


def _column(name: str, values: Sequence[Any]) -> Column:
    return Column("flag" if name in ("core", "keep") else "text", values)


def _texts(values: Iterable[str | None]) -> Column:
    return Column("text", [value or None for value in values])


def _figures(values: Iterable[float | None]) -> Column:
    return Column("figure", [None if value is None else round(float(value), 4) for value in values])
