"""The corridor, walked once: from records to stories and duplicates. Rooms do the work."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from clustering.article import Article, Corpus, IntArray, Reading
from clustering.duplicates import DuplicateGroup
from clustering.errors import UsageError
from clustering.graph import Graph
from clustering.settings import Settings
from clustering.stories import Story


@dataclass(frozen=True)
class Result:
    """Everything a run found out; answers the questions people ask of it.

    Attributes
    ----------
    story_of
        Shape ``(articles,)``: position in ``stories`` of each article's story.
    seconds
        Wall-clock seconds for each stage, in the order they ran.
    """

    reading: Reading
    corpus: Corpus
    settings: Settings
    graph: Graph
    stories: list[Story]
    story_of: IntArray
    duplicate_groups: list[DuplicateGroup]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def articles(self) -> list[Article]:
        """All articles, sorted by id."""
        return self.corpus.articles

    @property
    def coverage(self) -> list[Story]:
        """Stories that several outlets carried."""
        return [story for story in self.stories if story.is_coverage]

    @property
    def counts(self) -> dict[str, int]:
        """The numbers at the top of every report."""
        return {
            "records": len(self.reading.records),
            "articles": len(self.corpus),
            "stories": len(self.stories),
            "coverage": len(self.coverage),
            "duplicate_groups": len(self.duplicate_groups),
            "skipped": len(self.reading.skipped),
        }

    @cached_property
    def group_of(self) -> dict[int, DuplicateGroup]:
        """Duplicate group of each article (by position in the corpus) that has one."""
        return {member: group for group in self.duplicate_groups for member in group.members}

    def find(self, name: str) -> int:
        """Position of the article called ``name``: an id, a URL, a path or a record name.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        raise UsageError(name)
