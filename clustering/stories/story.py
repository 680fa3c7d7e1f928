"""The nouns of a story: the story itself, an outlet's part, who was first, a list that prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import islice
from typing import NamedTuple, SupportsIndex, overload

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import OnDemand, sizes_of
from clustering.arrays.types import IntArray
from clustering.articles.dates import shown_time
from clustering.model import Article
from clustering.text.english import counted
from clustering.text.listing import SHOWN_IN_HTML, Listing
from clustering.web.links import linkable


class StoryOutlet(NamedTuple):
    """One outlet's part in a story: its articles in the core.

    ``first_published`` is ``None`` also where the outlet gives only the day and another outlet
    gives the hour on that day, so that its place among them is not known.
    """

    name: str
    domain: str
    articles: int
    first_published: datetime | None


class First(NamedTuple):
    """Who was first with a story, as far as the dates tell.

    Attributes
    ----------
    outlets
        One outlet where it is known; several where they cannot be told apart; none where that is
        not known: without dates, or where the story may have begun with another event.
    published
        The earliest time; midnight where only the day is known.
    is_day
        Whether only the day is known.
    """

    outlets: tuple[StoryOutlet, ...]
    published: datetime | None
    is_day: bool

    @property
    def is_known(self) -> bool:
        """Whether one outlet was first."""
        return len(self.outlets) == 1


@dataclass(frozen=True, slots=True, repr=False)
class Story:
    """Articles about one event.

    Headline, keywords, outlets and times come from the core: the articles that the story is
    surely about. The others, the fringe, only lean on it.

    Attributes
    ----------
    id
        Derived from the id of the earliest article.
    headline
        Title of ``lead``.
    lead
        The report with the highest average similarity to the rest of the core; of a core without
        a report (see :mod:`clustering.text.headlines`) the article with the highest.
    members
        Positions of the articles in the corpus, in the order of ``articles``.
    articles
        Sorted by publication time (undated last), then id.
    core
        Whether each of ``articles`` is in the core.
    outlets
        Of the core, sorted by first publication (undated last), then domain.
    first
        Who was first.
    independent_outlets
        Outlets left after copies of one text are folded into one.
    cohesion
        Average similarity over all pairs of articles, 0 to 1; 1 for a lone article.
    inside, outside
        Average strength above the link floor at which the story's halves are joined, and at which
        it would join what is nearest outside, 0 to 1; ``inside`` is 1 for a lone article.
    keywords
        Words that tell the story from the others, the strongest first.
    """

    id: str
    headline: str
    lead: Article
    members: tuple[int, ...]
    articles: tuple[Article, ...]
    core: tuple[bool, ...]
    outlets: tuple[StoryOutlet, ...]
    first: First
    independent_outlets: int
    first_published: datetime | None
    last_published: datetime | None
    cohesion: float
    inside: float
    outside: float
    keywords: tuple[str, ...]

    def __repr__(self) -> str:
        outlets = counted(len(self.outlets), "outlet")
        return f"<Story {self.id}: {self.headline!r}, {outlets}, {len(self.articles):,} articles>"

    def _repr_html_(self) -> str:
        heads = ("published", "outlet", "core", "title")
        shown = list(zip(self.articles, self.core, strict=True))[:SHOWN_IN_HTML]
        rows = [
            (
                shown_time(article.published),
                article.outlet.name or article.outlet.domain,
                "yes" if is_core else "no",
                article.title or article.url,
            )
            for article, is_core in shown
        ]
        links = [linkable(article.url) for article, _ in shown]
        table = Listing(heads, rows, len(self.articles), links).html()
        return f"<p><b>{escape(self.headline)}</b> {escape(self.id)}</p>{table}"

    @property
    def fringe(self) -> tuple[Article, ...]:
        """Articles that only lean on the story."""
        together = zip(self.articles, self.core, strict=True)
        return tuple([article for article, is_core in together if not is_core])

    @property
    def is_coverage(self) -> bool:
        """Whether more than one outlet is in the story."""
        return len(self.outlets) > 1

    @property
    def is_alone(self) -> bool:
        """Whether the story is a single article."""
        return len(self.articles) == 1

    @property
    def first_outlet(self) -> StoryOutlet | None:
        """Who published first; ``None`` where that is not known."""
        return self.first.outlets[0] if self.first.is_known else None


def of_several_articles(stories: Sequence[Story]) -> Sequence[Story]:
    """Return the stories of more than one article; of many each is made when asked for."""
    return OnDemand(places_of_several(stories), stories.__getitem__)


def places_of_several(stories: Sequence[Story]) -> list[int]:
    """Return the positions of the stories of more than one article."""
    several: list[int] = np.flatnonzero(sizes_of(column_of(stories, "members")) > 1).tolist()
    return several


def outlet_counts(stories: Sequence[Story]) -> IntArray:
    """Count the outlets of each story; shape ``(stories,)``."""
    return sizes_of(column_of(stories, "outlets"))


class StoryList(list[Story]):
    """A list of stories; a slice of it is one as well."""

    @overload
    def __getitem__(self, position: SupportsIndex) -> Story: ...

    @overload
    def __getitem__(self, position: slice) -> StoryList: ...

    def __getitem__(self, position: SupportsIndex | slice) -> Story | StoryList:
        if isinstance(position, slice):
            return StoryList(super().__getitem__(position))
        return super().__getitem__(position)

    def __repr__(self) -> str:
        return f"{_counted(self)}\n{list_stories(self).text()}" if self else _counted(self)

    def _repr_html_(self) -> str:
        return f"<p>{_counted(self)}</p>{list_stories(self).html() if self else ''}"


def list_stories(stories: Sequence[Story]) -> Listing:
    """Return the listing of the first stories."""
    shown = list(islice(stories, SHOWN_IN_HTML))
    rows = [
        (
            f"{story.independent_outlets:,}",
            f"{len(story.articles):,}",
            shown_time(story.first_published),
            story.id,
            story.headline,
        )
        for story in shown
    ]
    heads = ("outlets#", "articles#", "first published", "story", "headline")
    return Listing(heads, rows, len(stories))


def _counted(stories: Sequence[Story]) -> str:
    several = sum(story.is_coverage for story in stories)
    return f"{counted(len(stories), 'story', 'stories')}, {several:,} of several outlets"
