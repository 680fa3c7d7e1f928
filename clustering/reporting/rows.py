"""Turns stories, duplicate groups and records into the plain rows that every format writes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, NotRequired, TypedDict, cast

from clustering.article import Article

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup, DuplicatePair
    from clustering.pipeline import Result
    from clustering.series import Series
    from clustering.stories import Story, StoryOutlet

# Control characters other than tab and line feed: no reader wants them, XML and many CSV
# readers stop at them, and a terminal obeys them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_AT_ONCE = 10_000  # records turned into columns at once
_CARRIAGE_RETURN = re.compile(r"\r\n?")


class ArticleRow(TypedDict):
    """One article of a story or of a duplicate group."""

    id: str
    title: str
    outlet: str
    domain: str
    published: str | None
    url: str
    duplicate_group: str | None


class OutletRow(TypedDict):
    """One outlet's part in a story."""

    name: str
    domain: str
    articles: int
    first_published: str | None


class StoryRow(TypedDict):
    """One story, in the shape ``stories.json`` gives it."""

    id: str
    headline: str
    outlets: list[OutletRow]
    independent_outlets: int
    article_count: int
    first_published: str | None
    last_published: str | None
    cohesion: float
    keywords: list[str]
    alarms: list[str]
    articles: list[ArticleRow]


class GroupRow(TypedDict):
    """One duplicate group, in the shape ``stories.json`` gives it."""

    id: str
    kind: str
    keep: str
    articles: list[ArticleRow]


class CopyRow(TypedDict):
    """What makes an article of a group a copy, in the shape ``duplicates`` prints it."""

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


class SeriesRow(TypedDict):
    """One outlet's run of templated articles, in the shape ``stories.json`` gives it."""

    id: str
    frame: str
    outlet: str
    domain: str
    first_published: str | None
    last_published: str | None
    articles: list[ArticleRow]


class RecordRow(TypedDict):
    """One input record and where it went, in the shape ``assignments.csv`` gives it."""

    record: str
    source: str
    article: str
    story: str
    duplicate_group: str
    duplicate_kind: str
    keep: str
    title: str
    outlet: str
    published: str
    url: str


class Fold(NamedTuple):
    """An article of a story with its copies folded under it."""

    article: ArticleRow
    copies: list[ArticleRow]


def clean(text: str) -> str:
    """Return ``text`` without what files cannot hold: control characters, lone surrogates.

    Tabs and line feeds stay; other line ends become line feeds. Everything else is exact.
    """
    if text.isprintable():  # nearly every text, and far quicker than the patterns
        return text
    text = _CARRIAGE_RETURN.sub("\n", text)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


def moment(time: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, with ``Z``; ``None`` for no time."""
    if time is None:
        return None
    if time.tzinfo is not UTC:
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return time.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def article_row(article: Article, group: DuplicateGroup | None = None) -> ArticleRow:
    """Return the row of one article, which is in ``group`` when it has copies."""
    return {
        "id": article.id,
        "title": clean(article.title),
        "outlet": clean(article.outlet.name),
        "domain": clean(article.outlet.domain),
        "published": moment(article.published),
        "url": clean(article.url),
        "duplicate_group": group.id if group else None,
    }


def story_row(result: Result, story: Story) -> StoryRow:
    """Return the row of one story, with its outlets and articles in the story's own order."""
    return {
        "id": story.id,
        "headline": clean(story.headline),
        "outlets": [_outlet_row(outlet) for outlet in story.outlets],
        "independent_outlets": story.independent_outlets,
        "article_count": len(story.articles),
        "first_published": moment(story.first_published),
        "last_published": moment(story.last_published),
        "cohesion": round(float(story.cohesion), 4),
        "keywords": [clean(keyword) for keyword in story.keywords],
        "alarms": result.alarms_of(story),
        "articles": [
            article_row(article, result.group_of.get(member))
            for member, article in zip(story.members, story.articles, strict=True)
        ],
    }


def group_row(group: DuplicateGroup) -> GroupRow:
    """Return the row of one duplicate group, the kept article first."""
    return {
        "id": group.id,
        "kind": group.kind,
        "keep": group.keep.id,
        "articles": [article_row(article, group) for article in group.articles],
    }


def series_row(result: Result, series: Series) -> SeriesRow:
    """Return the row of one series, with its articles in the series' own order."""
    return {
        "id": series.id,
        "frame": clean(series.frame),
        "outlet": clean(series.outlet.name),
        "domain": clean(series.outlet.domain),
        "first_published": moment(series.first_published),
        "last_published": moment(series.last_published),
        "articles": [
            article_row(result.articles[member], result.group_of.get(member))
            for member in series.members
        ],
    }


def series_rows(result: Result) -> Iterator[SeriesRow]:
    """Yield the rows of all series."""
    return (series_row(result, series) for series in result.series)


def story_rows(result: Result) -> Iterator[StoryRow]:
    """Yield the rows of all stories, in the order of the report."""
    return (story_row(result, story) for story in result.stories)


def group_rows(result: Result) -> Iterator[GroupRow]:
    """Yield the rows of all duplicate groups, in the order of the report."""
    return (group_row(group) for group in result.duplicate_groups)


def pairs_of(group: DuplicateGroup) -> dict[int, DuplicatePair]:
    """Return the pair that makes each member, by its position in the corpus, a copy.

    That with the kept article where there is one, else that with the core of the group.
    """
    kept = group.members[0]
    pairs: dict[int, DuplicatePair] = {}
    ordered = sorted(group.pairs, key=lambda pair: kept not in (pair.left, pair.right))
    for pair in ordered:
        for member in (pair.left, pair.right):
            if member != kept:
                pairs.setdefault(member, pair)
    return pairs


def evidence_row(
    result: Result, group: DuplicateGroup, new: Collection[int] | None = None
) -> EvidenceRow:
    """Return the row of one duplicate group with its evidence.

    Parameters
    ----------
    new
        Positions of the records that are new, where the run tells new from old.
    """
    pairs = pairs_of(group)
    records: list[GroupRecordRow] = []
    for position in standing_positions(result, group):
        record = result.reading.records[position]
        row: GroupRecordRow = {
            "record": clean(record.name),
            "source": clean(record.source),
            "keep": position == group.keep_record,
        }
        if new is not None:
            row["new"] = position in new
        records.append(row)
    return {
        **group_row(group),
        "reason": clean(group.reason),
        "agency": clean(group.agency),
        "copies": [
            {
                "article": article.id,
                "kind": pair.kind,
                "title_score": round(pair.title_score, 4),
                "text_score": None if pair.text_score is None else round(pair.text_score, 4),
                "view": pair.view,
                "agency": clean(pair.agency),
            }
            for member, article in zip(group.members, group.articles, strict=True)
            if (pair := pairs.get(member))
        ],
        "records": records,
    }


def record_columns(
    result: Result, positions: Sequence[int], groups: Sequence[DuplicateGroup | None]
) -> dict[str, list[str]]:
    """Return the rows of the records at ``positions`` in the reading, column by column.

    Title, outlet, time and URL are the record's own, so that the row can be recognised in
    the input; what the record does not say is taken from its article.

    Parameters
    ----------
    groups
        Duplicate group of each of the records.
    """
    records = [result.reading.records[position] for position in positions]
    members = result.corpus.article_of[positions].tolist()
    both = list(zip(records, [result.articles[member] for member in members], strict=True))
    stories = [result.stories[place].id for place in result.story_of[members].tolist()]
    return {
        "record": _cleaned([record.name for record in records]),
        "source": _cleaned([record.source for record in records]),
        "article": [article.id for _, article in both],
        "story": stories,
        "duplicate_group": [group.id if group else "" for group in groups],
        "duplicate_kind": [group.kind if group else "" for group in groups],
        "keep": [
            ("yes" if position == group.keep_record else "no") if group else ""
            for position, group in zip(positions, groups, strict=True)
        ],
        "title": _cleaned([record.title or article.title for record, article in both]),
        "outlet": _cleaned(
            [
                record.outlet_name or article.outlet.name or article.outlet.domain
                for record, article in both
            ]
        ),
        "published": [
            moment(record.published or article.published) or "" for record, article in both
        ],
        "url": _cleaned([r.urls[0] if r.urls else article.url for r, article in both]),
    }


def record_row(result: Result, position: int, group: DuplicateGroup | None = None) -> RecordRow:
    """Return the row of the record at ``position`` in the reading, which is in ``group``."""
    columns = record_columns(result, [position], [group])
    return cast(RecordRow, {name: values[0] for name, values in columns.items()})


def assignment_columns(result: Result) -> Iterator[tuple[range, dict[str, list[str]]]]:
    """Yield positions of input records, in order, and their rows column by column."""
    group_of = {position: group for group in result.duplicate_groups for position in group.records}
    size = len(result.reading.records)
    for start in range(0, size, _AT_ONCE):
        positions = range(start, min(start + _AT_ONCE, size))
        yield positions, record_columns(result, positions, [group_of.get(at) for at in positions])


def _cleaned(texts: list[str]) -> list[str]:
    return [text if text.isprintable() else clean(text) for text in texts]


def group_positions(group: DuplicateGroup) -> list[int]:
    """Return positions of a group's records: the one to keep, then the others in input order."""
    return sorted(group.records, key=lambda position: position != group.keep_record)


def standing_records(result: Result, group: DuplicateGroup) -> list[RecordRow]:
    """Return the rows of a group's records that someone could act on, the one to keep first."""
    return [record_row(result, at, group) for at in standing_positions(result, group)]


def standing_positions(result: Result, group: DuplicateGroup) -> list[int]:
    """Return the positions of a group's records that someone could act on, the kept one first.

    Those are the records that stand for themselves, and one for an article that only
    related lists know: on 4,958 real posts a group has up to 360 records, nearly all of
    them entries of related lists, which are mentions rather than copies.
    """
    records = result.reading.records
    standing = {position for position in group.records if records[position].is_own}
    standing.add(group.keep_record)
    for article in group.articles:
        if standing.isdisjoint(article.records):
            standing.add(article.text_from)
    return sorted(standing, key=lambda position: (position != group.keep_record, position))


def fold_copies(articles: Sequence[ArticleRow]) -> list[Fold]:
    """Fold the copies among a story's articles under the first of them, keeping the order."""
    heaps: dict[str, list[ArticleRow]] = {}
    for article in articles:
        heaps.setdefault(article["duplicate_group"] or article["id"], []).append(article)
    return [Fold(first, copies) for first, *copies in heaps.values()]


def _outlet_row(outlet: StoryOutlet) -> OutletRow:
    return {
        "name": clean(outlet.name),
        "domain": clean(outlet.domain),
        "articles": outlet.articles,
        "first_published": moment(outlet.first_published),
    }
