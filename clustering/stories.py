"""From the graph to stories: connected components, then cohesion by average linkage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clustering.article import Article


@dataclass(frozen=True, slots=True)
class StoryOutlet:
    """One outlet's part in a story."""

    name: str
    domain: str
    articles: int
    first_published: datetime | None


@dataclass(frozen=True)
class Story:
    """Articles about one event.

    Attributes
    ----------
    id
        Derived from the id of the earliest article.
    headline
        Title of ``lead``.
    lead
        The most central article: the one with the highest average similarity to the rest.
    members
        Positions of the articles in the corpus, in the order of ``articles``.
    articles
        Sorted by publication time (undated last), then id.
    outlets
        Sorted by first publication (undated last), then domain.
    independent_outlets
        Outlets left after copies of one text are folded into one.
    cohesion
        Average similarity over all pairs of articles, 0 to 1; 1 for a lone article.
    keywords
        Words that tell the story from the others, the strongest first.
    """

    id: str
    headline: str
    lead: Article
    members: tuple[int, ...]
    articles: tuple[Article, ...]
    outlets: tuple[StoryOutlet, ...]
    independent_outlets: int
    first_published: datetime | None
    last_published: datetime | None
    cohesion: float
    keywords: tuple[str, ...]

    @property
    def is_coverage(self) -> bool:
        """Whether more than one outlet is in the story."""
        return len(self.outlets) > 1

    @property
    def is_alone(self) -> bool:
        """Whether the story is a single article."""
        return len(self.articles) == 1

    @property
    def first_outlet(self) -> StoryOutlet:
        """Who published first (the first dated outlet)."""
        return self.outlets[0]
