"""What the desk shows of a store: stories as cards, the articles of one, matters, copies."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clustering.duplicates.kinds import FROM_ANSWERS, SAME_PAGE
from clustering.store.records import rows_about

_MORE_HEADLINES = 3
_MORE_STORIES = 2
_STORY = (
    "SELECT s.id, s.headline, s.lead, s.thread, s.articles, s.outlets, s.first_published, "
    "s.last_published, s.mark, s.keywords, s.settled IS NOT NULL, "
    "s.inside, s.outside, s.cohesion, s.nearest, s.alarms, "
    "coalesce(a.url, ''), coalesce(a.outlet, ''), coalesce(a.domain, '') "
    "FROM stories s LEFT JOIN articles a ON a.id = s.lead "
)
_WIDEST = (
    "ORDER BY s.outlets DESC, s.articles DESC, s.first_published IS NULL, s.first_published, s.id"
)
_ARTICLE = (
    "SELECT a.id, a.story, a.title, a.url, a.outlet, a.domain, a.published, a.core, "
    "coalesce(c.duplicate_group, ''), coalesce(c.kind, ''), coalesce(c.keep, 0) "
    "FROM articles a LEFT JOIN copies c ON c.article = a.id "
)


@dataclass(frozen=True)
class ShownArticle:
    """An article of a story."""

    id: str
    story: str
    title: str
    url: str
    outlet: str
    domain: str
    published: str | None
    is_core: int
    group: str
    kind: str
    is_kept: int


@dataclass(frozen=True)
class ShownStory:
    """A story as a card tells it: times and outlets are those of the core."""

    id: str
    headline: str
    lead: str
    thread: str
    articles: int
    outlets: int
    first_published: str | None
    last_published: str | None
    mark: str
    keywords: tuple[str, ...]
    is_settled: int
    inside: float
    outside: float
    cohesion: float | None
    nearest: str | None
    alarms: tuple[str, ...]
    url: str
    outlet: str
    domain: str


@dataclass(frozen=True)
class Card:
    """A story on the front page, with all of its articles.

    ``more`` are the newest headlines of other outlets, ``matter`` other stories of the same running
    matter, of which there are ``matter_size`` in all.
    """

    story: ShownStory
    articles: tuple[ShownArticle, ...]
    more: tuple[ShownArticle, ...]
    matter: tuple[tuple[str, str], ...]
    matter_size: int


def front_page(
    connection: sqlite3.Connection, start: int, most: int, *, latest: bool = False
) -> list[ShownStory]:
    """List the stories of several articles: those of several outlets first, the freshest on top.

    A day of age is worth as much as twice the outlets; see ``reporting/assets/search.js``.
    """
    connection.create_function("breadth", 1, _breadth, deterministic=True)
    worth = "coalesce(julianday(s.last_published), 0)"
    order = worth if latest else f"s.outlets > 1 DESC, {worth} + breadth(s.outlets)"
    query = f"{_STORY} WHERE s.ended IS NULL AND s.articles > 1 ORDER BY {order} DESC, s.id"
    rows = connection.execute(f"{query} LIMIT ? OFFSET ?", (most, start))
    return [_story(row) for row in rows]


def _breadth(outlets: int) -> float:
    return math.log2(max(outlets, 1))


def stories_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[ShownStory]:
    """Return some stories in the order given, without those that ended."""
    listed = list(dict.fromkeys(ids))
    query = f"{_STORY} WHERE s.ended IS NULL AND s.id IN ({{}})"
    found = {row[0]: _story(row) for row in rows_about(connection, query, listed)}
    return [found[story] for story in listed if story in found]


def newest_run(connection: sqlite3.Connection) -> int:
    """Return the number of the newest run that brought articles, which corrections do not."""
    query = "SELECT coalesce(max(id), 0) FROM runs WHERE kind != 'correction'"
    return int(connection.execute(query).fetchone()[0])


def living_story(connection: sqlite3.Connection, story: str) -> str | None:
    """Return the story that goes on where this one ended: itself, if it did not."""
    for _ in range(100):
        query = "SELECT ended, successor FROM stories WHERE id = ?"
        row = connection.execute(query, (story,)).fetchone()
        if row is None or row[0] is None:
            return story if row else None
        story = row[1]
    return None


def articles_of(connection: sqlite3.Connection, story: str) -> list[ShownArticle]:
    """List the articles of a story: the core in order of time, then the fringe."""
    return _articles(connection, "a.story", story, "a.core")


def _articles(
    connection: sqlite3.Connection, column: str, value: str, before: str
) -> list[ShownArticle]:
    rows = connection.execute(
        f"{_ARTICLE} WHERE {column} = ? "
        f"ORDER BY {before} DESC, a.published IS NULL, a.published, a.id",
        (value,),
    )
    return [ShownArticle(*row) for row in rows]


def articles_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[ShownArticle]:
    """Return some articles in the order given, without those that are gone."""
    listed = list(dict.fromkeys(ids))
    rows = rows_about(connection, f"{_ARTICLE} WHERE a.id IN ({{}})", listed)
    found = {row[0]: ShownArticle(*row) for row in rows}
    return [found[article] for article in listed if article in found]


def excerpt_of(connection: sqlite3.Connection, article: str) -> str:
    """Return the longest text that a record gives of an article; empty for none."""
    rows = connection.execute(
        "SELECT coalesce(json_extract(data, '$.excerpt'), '') FROM records WHERE article = ?",
        (article,),
    )
    return max((text for (text,) in rows), key=len, default="")


def stories_in_order(connection: sqlite3.Connection) -> list[ShownStory]:
    """List all stories in the order of the report, the widest first."""
    return [_story(row) for row in connection.execute(f"{_STORY} WHERE s.ended IS NULL {_WIDEST}")]


def articles_of_all(connection: sqlite3.Connection) -> Iterator[ShownArticle]:
    """Yield the articles of all stories, story by story in the order of the report."""
    query = _ARTICLE.replace("FROM articles a", "FROM articles a JOIN stories s ON s.id = a.story")
    rows = connection.execute(f"{query} WHERE s.ended IS NULL {_WIDEST}")
    return (ShownArticle(*row) for row in rows)


def thread_stories(connection: sqlite3.Connection, thread: str) -> list[ShownStory]:
    """List the stories of a running matter, in order of time."""
    rows = connection.execute(
        f"{_STORY} WHERE s.ended IS NULL AND s.thread = ? "
        "ORDER BY s.first_published IS NULL, s.first_published, s.id",
        (thread,),
    )
    return [_story(row) for row in rows]


def cards(connection: sqlite3.Connection, stories: Sequence[ShownStory]) -> list[Card]:
    """Add to stories what a front page says beside the headline."""
    return [_card(connection, story) for story in stories]


def _card(connection: sqlite3.Connection, story: ShownStory) -> Card:
    said = {" ".join(story.headline.lower().split())}
    outlets = {story.domain or story.outlet}
    more: list[ShownArticle] = []
    articles = articles_of(connection, story.id)
    core = (one for one in articles if one.is_core)
    for one in sorted(core, key=lambda a: (a.published or "", a.id), reverse=True):
        words, outlet = " ".join(one.title.lower().split()), one.domain or one.outlet
        is_heard = story.outlets > 1 and outlet in outlets
        if words and words not in said and not is_heard and len(more) < _MORE_HEADLINES:
            more.append(one)
            said.add(words)
            outlets.add(outlet)
    others = connection.execute(
        "SELECT id, headline FROM stories WHERE thread = ? AND id != ? AND ended IS NULL "
        "ORDER BY last_published DESC, id",
        (story.thread, story.id),
    ).fetchall()
    return Card(story, tuple(articles), tuple(more), tuple(others[:_MORE_STORIES]), len(others))


def _story(row: Sequence[Any]) -> ShownStory:
    story = ShownStory(*row)
    keywords, alarms = (tuple(json.loads(some)) for some in (row[9], row[15]))
    return replace(story, keywords=keywords, alarms=alarms)


@dataclass(frozen=True)
class ShownGroup:
    """Articles that are copies of each other; ``story`` is that of the one to keep."""

    id: str
    story: str
    kind: str
    articles: list[ShownArticle]


def groups_of_copies(
    connection: sqlite3.Connection, start: int, most: int, *, least: int = 2
) -> list[ShownGroup]:
    """List groups of copies, the newest first: so many from ``start`` on; -1 for all.

    ``least`` articles a group has; one, for pages that were recorded more than once.
    """
    rows = connection.execute(
        "SELECT c.duplicate_group FROM copies c JOIN articles a ON a.id = c.article "
        "GROUP BY c.duplicate_group HAVING count(*) >= ? "
        "ORDER BY max(a.published) DESC, c.duplicate_group LIMIT ? OFFSET ?",
        (least, most, start),
    ).fetchall()
    groups = []
    for (name,) in rows:
        articles = _articles(connection, "c.duplicate_group", name, "c.keep")
        kinds = [one.kind for one in articles if one.kind]
        otherwise = FROM_ANSWERS if len(articles) > 1 else SAME_PAGE
        kind = max(sorted(set(kinds)), key=kinds.count, default=otherwise)
        groups.append(ShownGroup(name, articles[0].story, kind, articles))
    return groups
