"""How one story stands against its surroundings, as a sentence and as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clustering.explain.rows import article_values
from clustering.model import Article
from clustering.text.sentences import say


@dataclass(frozen=True)
class StoryContrast:
    """A story against its surroundings.

    Attributes
    ----------
    articles
        Number of the articles of its core.
    has_fringe
        Whether it has others.
    inside
        Average strength, above the link threshold, between the two halves of its core; ``None``
        for one article.
    outside
        The same between the story and the nearest story outside; 0 where nothing is linked.
    nearest
        Lead article of that story; ``None`` where nothing is linked.
    """

    articles: int
    has_fringe: bool
    inside: float | None
    outside: float
    nearest: Article | None

    @property
    def sentence(self) -> str:
        """The two strengths, and the headline of the nearest story."""
        where = say("of_the_core") if self.has_fringe else say("of_the_story")
        held = {"articles": self.articles, "where": where, "inside": self.inside}
        if self.nearest is None:
            return say("nothing_linked") if self.inside is None else say("nothing_outside", **held)
        around = {"nearest": self.nearest.title or self.nearest.url, "outside": self.outside}
        return say("alone", **around) if self.inside is None else say("contrast", **held, **around)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "articles": self.articles,
            "inside": None if self.inside is None else round(self.inside, 4),
            "outside": round(self.outside, 4),
            "nearest": article_values(self.nearest) if self.nearest else None,
            "sentence": self.sentence,
        }
