"""Turns input records, and the records of duplicate groups, into plain rows and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, cast

import numpy as np

from clustering.arrays.columns import column_at
from clustering.arrays.compact import picked
from clustering.duplicates.found import in_order, pair_of_each_copy
from clustering.reporting.plain_values import moments, printable
from clustering.reporting.tables.rows import GroupRow, group_row

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result

_AT_ONCE = 10_000  # records turned into columns at once


class RecordRow(TypedDict):
    """One input record and where it went, in the shape ``assignments.csv`` gives it."""

    record: str
    source: str
    article: str
    story: str
    thread: str
    core: str
    duplicate_group: str
    duplicate_kind: str
    keep: str
    title: str
    outlet: str
    published: str
    url: str


class CopyRow(TypedDict):
    """The evidence that an article of a group is a copy, in the shape ``duplicates`` prints it."""

    article: str
    kind: str
    title_score: float
    text_score: float | None
    view: str
    agency: str


class GroupRecordRow(TypedDict):
    """A record of a group that someone could act on."""

    record: str
    source: str
    keep: bool
    new: NotRequired[bool]


class EvidenceRow(GroupRow):
    """A duplicate group with its evidence, in the shape ``duplicates`` prints it."""

    reason: str
    agency: str
    copies: list[CopyRow]
    records: list[GroupRecordRow]


def record_columns(
    result: Result, positions: Sequence[int], groups: Sequence[DuplicateGroup | None]
) -> dict[str, Sequence[str]]:
    """Return the rows of the records at ``positions`` in the reading, which are in ``groups``."""
    said = said_columns(result, positions)
    placed = placement_columns(result, positions, groups)
    return {
        "record": said["record"],
        "source": said["source"],
        "article": placed["article"],
        "story": placed["story"],
        "thread": placed["thread"],
        "core": ["true" if is_core else "false" for is_core in placed["core"]],
        "duplicate_group": [name or "" for name in placed["duplicate_group"]],
        "duplicate_kind": [kind or "" for kind in placed["duplicate_kind"]],
        "keep": [
            ("yes" if is_kept else "no") if group else ""
            for is_kept, group in zip(placed["keep"], groups, strict=True)
        ],
        "title": said["title"],
        "outlet": said["outlet"],
        "published": moments(said["published"]),
        "url": said["url"],
    }


def said_columns(result: Result, positions: Sequence[int]) -> dict[str, Sequence[Any]]:
    """Return what the records at ``positions`` in the reading say of themselves.

    Title, outlet, time and URL are the record's own, so that the user recognises the row of the
    input. Where the record lacks one, it is taken from the article.
    """
    members = result.corpus.article_of[positions].tolist() if len(positions) else []
    own = partial(column_at, result.reading.records, positions)
    others = partial(column_at, result.articles, members)

    def either(found: Sequence[Any], name: str) -> Sequence[Any]:
        if all(found):
            return found
        return [one or other for one, other in zip(found, others(name), strict=True)]

    outlets = own("outlet_name")
    if not all(outlets):
        named = zip(outlets, others("outlet"), strict=True)
        outlets = [name or outlet.name or outlet.domain for name, outlet in named]
    return {
        "record": cleaned(own("name")),
        "source": cleaned(own("source")),
        "title": cleaned(either(own("title"), "title")),
        "outlet": cleaned(outlets),
        "published": either(own("published"), "published"),
        "url": cleaned(either([some[0] if some else "" for some in own("urls")], "url")),
    }


def placement_columns(
    result: Result, positions: Sequence[int], groups: Sequence[DuplicateGroup | None]
) -> dict[str, list[Any]]:
    """Return where the records at ``positions`` in the reading, which are in ``groups``, went.

    ``keep`` is false for a copy that is not the one to keep, and true for every other record, so
    that one filter leaves each text once.
    """
    members = result.corpus.article_of[positions].tolist() if len(positions) else []
    stories = result.story_of[members].tolist()
    return {
        "article": list(column_at(result.articles, members, "id")),
        "story": list(column_at(result.all_stories, stories, "id")),
        "thread": list(result.thread_ids.picked(result.story_of[members])),
        "core": result.is_core[members].tolist(),
        "duplicate_group": [group.id if group else None for group in groups],
        "duplicate_kind": [group.kind if group else None for group in groups],
        "keep": [
            group is None or position == group.keep_record
            for position, group in zip(positions, groups, strict=True)
        ],
    }


def record_rows(
    result: Result, positions: Sequence[int], group: DuplicateGroup | None = None
) -> list[RecordRow]:
    """Return the rows of the records at ``positions`` in the reading, which are in ``group``."""
    columns = record_columns(result, positions, [group] * len(positions))
    rows = (zip(columns, values, strict=True) for values in zip(*columns.values(), strict=True))
    return [cast(RecordRow, dict(row)) for row in rows]


def assignment_columns(result: Result) -> Iterator[tuple[range, dict[str, Sequence[str]]]]:
    """Yield positions of input records, in order, and their rows column by column."""
    group_of = group_of_records(result)
    size = result.reading.read_count
    for start in range(0, size, _AT_ONCE):
        positions = range(start, min(start + _AT_ONCE, size))
        yield positions, record_columns(result, positions, [group_of.get(at) for at in positions])


def group_of_records(result: Result) -> dict[int, DuplicateGroup]:
    """Return the duplicate group of each record (by position in the reading) that is in one."""
    return {position: group for group in result.duplicate_groups for position in group.records}


def cleaned(texts: Sequence[str]) -> Sequence[str]:
    """Return texts as they can be written."""
    if "".join(set(texts)).isprintable():  # the same texts stand in many records
        return texts
    return list(map(printable, texts))


def copied_records(result: Result) -> list[tuple[DuplicateGroup, int]]:
    """List the records of all groups: of each the one to keep, then the others in input order."""
    records = result.reading.records
    return [
        (group, position)
        for group in result.duplicate_groups
        for position in in_order(group, records, group.records)
    ]


def standing_positions(result: Result, group: DuplicateGroup) -> list[int]:
    """Return the positions of a group's records that someone could act on, the kept one first.

    These are all records but entries of related lists, and one such entry for an article that has
    no other record. On 4,958 real posts a group has up to 360 records, and nearly all of them are
    entries of related lists, which are mentions rather than copies.
    """
    is_own = picked(result.reading.is_own, np.array(group.records))
    standing = set(compress(group.records, is_own))
    standing.add(group.keep_record)
    for article in group.articles:
        if standing.isdisjoint(article.records):
            standing.add(article.text_from)
    return in_order(group, result.reading.records, standing)


def evidence_row(
    result: Result, group: DuplicateGroup, new: Collection[int] | None = None
) -> EvidenceRow:
    """Return the row of one duplicate group with its evidence.

    ``new`` are positions of the new records; ``None`` where the run does not tell new from old.
    """
    pairs = pair_of_each_copy(group)
    records: list[GroupRecordRow] = []
    for position in standing_positions(result, group):
        record = result.reading.records[position]
        row: GroupRecordRow = {
            "record": printable(record.name),
            "source": printable(record.source),
            "keep": position == group.keep_record,
        }
        if new is not None:
            row["new"] = position in new
        records.append(row)
    return {
        **group_row(group),
        "reason": printable(group.reason),
        "agency": printable(group.agency),
        "copies": [
            {
                "article": article.id,
                "kind": pair.kind,
                "title_score": round(pair.title_score, 4),
                "text_score": None if pair.text_score is None else round(pair.text_score, 4),
                "view": pair.view,
                "agency": printable(pair.agency),
            }
            for member, article in zip(group.members, group.articles, strict=True)
            if (pair := pairs.get(member))
        ],
        "records": records,
    }
