"""The rows of stories, threads and copies as a store has them, in the shape of ``stories.json``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from sqlite3 import Connection
from typing import NamedTuple

from clustering.desk.shown import (
    ShownArticle,
    ShownStory,
    articles_of,
    articles_of_all,
    groups_of_copies,
    stories_in_order,
)
from clustering.duplicates.kinds import SAME_HEADLINE
from clustering.model import Outlet
from clustering.reporting.group_figures import group_parts
from clustering.reporting.plain_values import printable
from clustering.reporting.tables.rows import (
    ArticleRow,
    GroupRow,
    StoryRow,
    ThreadRow,
    add_groups,
    first_row,
    outlet_row,
)
from clustering.reporting.tables.stories_json import STORIES_SCHEMA_VERSION, json_pieces
from clustering.settings.outlet_groups import NO_GROUPS, OutletGroups
from clustering.stories.firsts import outlets_of, who_was_first
from clustering.stories.marks import ONE_EVENT
from clustering.stories.story import First, StoryOutlet


def stored_story_row(
    connection: sqlite3.Connection, story: ShownStory, groups: OutletGroups = NO_GROUPS
) -> StoryRow:
    """Return the row of one story."""
    return stored_row(StoredStory.of(story, articles_of(connection, story.id)), groups)


def stored_row(found: StoredStory, groups: OutletGroups) -> StoryRow:
    """Return the row of a story with its articles."""
    story = found.row
    row: StoryRow = {
        "id": story.id,
        "thread": story.thread,
        "headline": printable(story.headline),
        "outlets": [outlet_row(outlet) for outlet in found.outlets],
        "first": first_row(found.first),
        "independent_outlets": story.outlets,
        "article_count": len(found.articles),
        "first_published": story.first_published,
        "last_published": story.last_published,
        "cohesion": story.cohesion,
        "inside": round(story.inside, 4),
        "outside": round(story.outside, 4),
        "nearest": story.nearest,
        "mark": story.mark,
        "keywords": [printable(word) for word in story.keywords],
        "alarms": list(story.alarms),
        "articles": [
            {
                **_article_row(one.row, one.row.kind != SAME_HEADLINE),
                "core": bool(one.row.is_core),
            }
            for one in found.articles
        ],
    }
    add_groups(row, group_parts(groups, found))
    return row


def _article_row(article: ShownArticle, shares_text: bool = True) -> ArticleRow:
    return {
        "id": article.id,
        "title": printable(article.title),
        "outlet": printable(article.outlet),
        "domain": printable(article.domain),
        "published": article.published,
        "url": printable(article.url),
        "duplicate_group": (article.group or None) if shares_text else None,
    }


def stored_thread_rows(connection: sqlite3.Connection) -> Iterator[ThreadRow]:
    """Yield the rows of the threads that hold several stories, the widest first."""
    stories = stories_in_order(connection)
    members: dict[str, list[ShownStory]] = {}
    for story in stories:
        members.setdefault(story.thread, []).append(story)
    outlets = dict(
        connection.execute(
            "SELECT s.thread, count(DISTINCT CASE WHEN a.domain != '' THEN a.domain ELSE a.outlet "
            "END) FROM articles a JOIN stories s ON s.id = a.story WHERE a.core GROUP BY s.thread"
        )
    )
    for name, own in members.items():
        if len(own) < 2:
            continue
        in_time = sorted(
            own, key=lambda s: (s.first_published is None, s.first_published or "", s.id)
        )
        times = [time for s in own for time in (s.first_published, s.last_published) if time]
        yield {
            "id": name,
            "headline": printable(own[0].headline),
            "stories": [story.id for story in in_time],
            "outlets": outlets[name],
            "article_count": sum(story.articles for story in own),
            "first_published": min(times, default=None),
            "last_published": max(times, default=None),
        }


def stored_group_rows(connection: sqlite3.Connection) -> Iterator[GroupRow]:
    """Yield the rows of all groups of copies."""
    for group in groups_of_copies(connection, 0, -1, least=1):
        yield {
            "id": group.id,
            "kind": group.kind,
            "keep": group.articles[0].id,
            "articles": [_article_row(article) for article in group.articles],
        }


def stored_document(
    connection: sqlite3.Connection, groups: OutletGroups = NO_GROUPS
) -> Iterator[str]:
    """Give all stories of a store as ``stories.json`` has them, piece by piece."""
    row = connection.execute("SELECT settings FROM epochs ORDER BY id DESC LIMIT 1").fetchone()
    head = {
        "schema_version": STORIES_SCHEMA_VERSION,
        "settings": json.loads(row[0]) if row and row[0] else {},
        "counts": _counts(connection),
    }
    parts = {
        "stories": (
            stored_row(story, groups)
            for story in stored_stories(connection, stories_in_order(connection))
        ),
        "threads": stored_thread_rows(connection),
        "duplicate_groups": stored_group_rows(connection),
    }
    return json_pieces(head, parts)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = ("records", "articles", "stories", "coverage", "duplicate_groups")
    row = connection.execute(
        "SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM articles), "
        "(SELECT count(*) FROM stories WHERE ended IS NULL), (SELECT count(*) FROM (SELECT 1 FROM "
        "articles WHERE core GROUP BY story HAVING count(DISTINCT CASE WHEN domain != '' "
        "THEN domain ELSE outlet END) > 1)), (SELECT count(DISTINCT duplicate_group) FROM copies)"
    ).fetchone()
    return dict(zip(names, row, strict=True)) | {"skipped": 0}


class StoredArticle(NamedTuple):
    """An article as its row in the store, and its outlet."""

    row: ShownArticle
    outlet: Outlet

    @property
    def published(self) -> datetime | None:
        """Its time."""
        return datetime.fromisoformat(self.row.published) if self.row.published else None


@dataclass(frozen=True)
class StoredStory:
    """A story of a store; its articles by time, undated last."""

    row: ShownStory
    articles: tuple[StoredArticle, ...]

    @classmethod
    def of(cls, row: ShownStory, articles: Sequence[ShownArticle]) -> StoredStory:
        """Put a story together."""
        in_time = sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))
        outlets = (Outlet(one.outlet, one.domain) for one in in_time)
        return cls(row, tuple(map(StoredArticle, in_time, outlets)))

    @property
    def id(self) -> str:
        """Its id."""
        return self.row.id

    @cached_property
    def _parts(self) -> list[tuple[Outlet, datetime | None]]:
        return [(one.outlet, one.published) for one in self.articles if one.row.is_core]

    @cached_property
    def outlets(self) -> tuple[StoryOutlet, ...]:
        """The outlets of its core, in order of first publication."""
        return outlets_of(self._parts)

    @cached_property
    def first(self) -> First:
        """Who was first."""
        is_sure = len(self.outlets) < 2 or self.row.mark == ONE_EVENT
        led = next((one.published for one in self.articles if one.row.id == self.row.lead), None)
        return who_was_first(self._parts, None if is_sure else led)

    @property
    def first_outlet(self) -> StoryOutlet | None:
        """Who published first; ``None`` where that is not known."""
        return self.first.outlets[0] if self.first.is_known else None


@dataclass(frozen=True)
class StoredCoverage:
    """The stories of several outlets, and the user's groups of outlets."""

    coverage: list[StoredStory]
    outlet_groups: OutletGroups

    @classmethod
    def of(
        cls, connection: Connection, stories: Sequence[ShownStory], groups: OutletGroups
    ) -> StoredCoverage:
        """Take those of some stories that several outlets carry, in the order given."""
        found = {story.row.id: story for story in stored_stories(connection, stories)}
        listed = [found[row.id] for row in stories if row.id in found]
        return cls([story for story in listed if len(story.outlets) > 1], groups)


def stored_stories(connection: Connection, stories: Sequence[ShownStory]) -> Iterator[StoredStory]:
    """Yield some stories with their articles, in the order of the report."""
    named = {story.id: story for story in stories}
    for name, articles in groupby(articles_of_all(connection), key=attrgetter("story")):
        if name in named:
            yield StoredStory.of(named[name], list(articles))
