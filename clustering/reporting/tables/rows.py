"""Turns stories, threads and duplicate groups into the plain rows of every format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, NotRequired, TypedDict

from clustering.model import Article
from clustering.reporting.group_figures import GroupPart, group_parts
from clustering.reporting.plain_values import moment, printable

if TYPE_CHECKING:
    from clustering.duplicates import DuplicateGroup
    from clustering.result import Result
    from clustering.stories.story import First, Story, StoryOutlet
    from clustering.stories.threads.stories import Thread


class ArticleRow(TypedDict):
    """One article of a story or of a duplicate group."""

    id: str
    title: str
    outlet: str
    domain: str
    published: str | None
    url: str
    duplicate_group: str | None
    language: NotRequired[str]


class StoryArticleRow(ArticleRow):
    """One article of a story, and whether it is in the core."""

    core: bool


class OutletRow(TypedDict):
    """One outlet's part in the core of a story."""

    name: str
    domain: str
    articles: int
    first_published: str | None


class FirstRow(TypedDict):
    """The outlet that published first; several where the dates do not tell which one it was.

    ``known`` says that there is one. ``published`` is midnight where only the day is known.
    """

    known: bool
    outlets: list[str]
    published: str | None
    precision: Literal["minute", "day"] | None


class StoryRow(TypedDict):
    """One story, in the shape ``stories.json`` gives it.

    Outlets and times are those of the core. ``article_count`` and ``articles`` include the fringe.
    Where articles are compared across languages, ``languages`` are those of the story, the
    commonest first. Where the user gave groups of outlets, ``groups`` says how many outlets of
    each are in the core, and ``not_covered_by`` which groups have no article at all in the story.
    """

    id: str
    thread: str
    headline: str
    outlets: list[OutletRow]
    first: FirstRow
    independent_outlets: int
    article_count: int
    first_published: str | None
    last_published: str | None
    cohesion: float | None
    inside: float
    outside: float
    nearest: str | None
    mark: str
    keywords: list[str]
    alarms: list[str]
    articles: list[StoryArticleRow]
    languages: NotRequired[list[str]]
    groups: NotRequired[dict[str, int]]
    not_covered_by: NotRequired[list[str]]


class ThreadRow(TypedDict):
    """One thread of several stories, in the shape ``stories.json`` gives it."""

    id: str
    headline: str
    stories: list[str]
    outlets: int
    article_count: int
    first_published: str | None
    last_published: str | None


class GroupRow(TypedDict):
    """One duplicate group, in the shape ``stories.json`` gives it."""

    id: str
    kind: str
    keep: str
    articles: list[ArticleRow]


class Fold(NamedTuple):
    """An article of a story with its copies folded under it."""

    article: ArticleRow
    copies: list[ArticleRow]


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
    row: StoryRow = {
        "id": story.id,
        "thread": thread_id(result, story),
        "headline": printable(story.headline),
        "outlets": [outlet_row(outlet) for outlet in story.outlets],
        "first": first_row(story.first),
        "independent_outlets": story.independent_outlets,
        "article_count": len(story.articles),
        "first_published": moment(story.first_published),
        "last_published": moment(story.last_published),
        "cohesion": round(float(story.cohesion), 4),
        "inside": round(float(story.inside), 4),
        "outside": round(float(story.outside), 4),
        "nearest": nearest.id if (nearest := result.nearest_to(story)) else None,
        "mark": result.mark_of(story),
        "keywords": [printable(keyword) for keyword in story.keywords],
        "alarms": result.alarms_of(story),
        "articles": [
            {**article_row(article, result.copies_of.get(member)), "core": is_core}
            for member, article, is_core in zip(
                story.members, story.articles, story.core, strict=True
            )
        ],
    }
    if result.meaning is not None:
        codes = [result.meaning.codes[member] for member in story.members]
        row["languages"] = sorted(set(codes), key=lambda code: (-codes.count(code), code))
        for listed, code in zip(row["articles"], codes, strict=True):
            listed["language"] = code
    add_groups(row, group_parts(result.outlet_groups, story))
    return row


def add_groups(row: StoryRow, parts: Sequence[GroupPart]) -> None:
    """Say in a story's row what the user's groups of outlets have of it, where there are any."""
    if parts:
        row["groups"] = {part.label: part.outlets for part in parts}
        row["not_covered_by"] = [part.label for part in parts if part.is_missing]


def thread_id(result: Result, story: Story) -> str:
    """Return the id of a story's thread; a story may be the only one of its thread."""
    return result.thread_ids[int(result.story_of[story.members[0]])]


def thread_row(thread: Thread) -> ThreadRow:
    """Return the row of one thread, its stories in order of time."""
    return {
        "id": thread.id,
        "headline": printable(thread.headline),
        "stories": [story.id for story in thread.stories],
        "outlets": thread.outlets,
        "article_count": thread.articles,
        "first_published": moment(thread.first_published),
        "last_published": moment(thread.last_published),
    }


def thread_rows(result: Result) -> Iterator[ThreadRow]:
    """Yield the rows of the threads that hold several of the result's stories, the widest first."""
    here = {story.id for story in result.stories}
    told = dict.fromkeys(result.thread_of(story).id for story in result.stories)
    threads = {thread.id: thread for thread in result.threads}
    for name in told:
        thread = threads[name]
        if sum(story.id in here for story in thread.stories) > 1:
            yield thread_row(thread)


def first_row(first: First) -> FirstRow:
    """Return the row of the outlets that were first."""
    precision: Literal["minute", "day"] = "day" if first.is_day else "minute"
    return {
        "known": first.is_known,
        "outlets": [printable(outlet.name or outlet.domain) for outlet in first.outlets],
        "published": moment(first.published),
        "precision": precision if first.published else None,
    }


def group_row(group: DuplicateGroup) -> GroupRow:
    """Return the row of one duplicate group, the kept article first."""
    return {
        "id": group.id,
        "kind": group.kind,
        "keep": group.keep.id,
        "articles": [article_row(article, group) for article in group.articles],
    }


def fold_copies(articles: Sequence[ArticleRow]) -> list[Fold]:
    """Fold the copies among a story's articles under the first of them, keeping the order."""
    heaps: dict[str, list[ArticleRow]] = {}
    for article in articles:
        heaps.setdefault(article["duplicate_group"] or article["id"], []).append(article)
    return [Fold(first, copies) for first, *copies in heaps.values()]


def fringe_of(story: StoryRow) -> list[StoryArticleRow]:
    """Return the fringe: the articles that only lean on a story."""
    return [article for article in story["articles"] if not article["core"]]


def core_of(story: StoryRow) -> list[StoryArticleRow]:
    """Return the core: the articles that a story is surely about."""
    return [article for article in story["articles"] if article["core"]]


def outlet_row(outlet: StoryOutlet) -> OutletRow:
    """Return the row of one outlet's part in a story."""
    return {
        "name": printable(outlet.name),
        "domain": printable(outlet.domain),
        "articles": outlet.articles,
        "first_published": moment(outlet.first_published),
    }
