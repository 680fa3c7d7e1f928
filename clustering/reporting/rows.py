"""Turns stories, duplicate groups and records into the plain rows that every format writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict

import numpy as np

from clustering.articles.dates import timestamp
from clustering.model import Article

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.series import Series
    from clustering.stories.describe import Story, StoryOutlet

# Control characters other than tab and line feed: no reader wants them, XML and many CSV
# readers stop at them, and a terminal obeys them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
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


class SeriesRow(TypedDict):
    """One outlet's run of templated articles, in the shape ``stories.json`` gives it."""

    id: str
    frame: str
    outlet: str
    domain: str
    first_published: str | None
    last_published: str | None
    articles: list[ArticleRow]


class Fold(NamedTuple):
    """An article of a story with its copies folded under it."""

    article: ArticleRow
    copies: list[ArticleRow]


def printable(text: str) -> str:
    """Return ``text`` without what files cannot hold: control characters, lone surrogates.

    Tabs and line feeds stay; other line ends become line feeds. Everything else is exact.
    """
    if text.isprintable():  # nearly every text, and far quicker than the patterns
        return text
    text = _CARRIAGE_RETURN.sub("\n", text)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub("", text))


def moment(time: datetime | None) -> str | None:
    """Return a time as ISO 8601 in UTC, to the second, with ``Z``; ``None`` for no time."""
    return None if time is None else timestamp(time)


def moments(times: Sequence[datetime | None]) -> list[str]:
    """Return many times as :func:`moment` writes them, the empty text for no time."""
    if any(time is not None and time.tzinfo is None for time in times):
        return [moment(time) or "" for time in times]
    # Less the part of a second, which far from now is too fine for floating point.
    seconds = [time.timestamp() - time.microsecond / 1e6 if time else np.nan for time in times]
    whole = np.rint(np.array(seconds, dtype=np.float64)).astype("datetime64[s]")
    written: list[str] = np.datetime_as_string(whole, timezone="UTC").tolist()
    return ["" if text == "NaT" else text for text in written]


def article_row(article: Article, group: DuplicateGroup | None = None) -> ArticleRow:
    """Return the row of one article, which is in ``group`` when it has copies."""
    return {
        "id": article.id,
        "title": printable(article.title),
        "outlet": printable(article.outlet.name),
        "domain": printable(article.outlet.domain),
        "published": moment(article.published),
        "url": printable(article.url),
        "duplicate_group": group.id if group else None,
    }


def story_row(result: Result, story: Story) -> StoryRow:
    """Return the row of one story, with its outlets and articles in the story's own order."""
    return {
        "id": story.id,
        "headline": printable(story.headline),
        "outlets": [_outlet_row(outlet) for outlet in story.outlets],
        "independent_outlets": story.independent_outlets,
        "article_count": len(story.articles),
        "first_published": moment(story.first_published),
        "last_published": moment(story.last_published),
        "cohesion": round(float(story.cohesion), 4),
        "keywords": [printable(keyword) for keyword in story.keywords],
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
        "frame": printable(series.frame),
        "outlet": printable(series.outlet.name),
        "domain": printable(series.outlet.domain),
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


def fold_copies(articles: Sequence[ArticleRow]) -> list[Fold]:
    """Fold the copies among a story's articles under the first of them, keeping the order."""
    heaps: dict[str, list[ArticleRow]] = {}
    for article in articles:
        heaps.setdefault(article["duplicate_group"] or article["id"], []).append(article)
    return [Fold(first, copies) for first, *copies in heaps.values()]


def _outlet_row(outlet: StoryOutlet) -> OutletRow:
    return {
        "name": printable(outlet.name),
        "domain": printable(outlet.domain),
        "articles": outlet.articles,
        "first_published": moment(outlet.first_published),
    }
