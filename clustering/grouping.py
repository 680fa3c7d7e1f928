"""What a run computed: articles, vectors, graph, and the merge tree with its cut."""

from __future__ import annotations

from dataclasses import dataclass

from clustering.arrays.types import IntArray
from clustering.graph.edges import Graph
from clustering.model import Article, Corpus, Reading
from clustering.settings.model import Settings
from clustering.stories.linkage import MergeTree
from clustering.vectors.base import Vectors


@dataclass(frozen=True)
class Grouping:
    """What decides whether two articles are in one story.

    Attributes
    ----------
    settings
        As given, with the cohesion that was used.
    tree
        The merges by which stories grew; cut at ``cohesion`` it gives the stories.
    story_of
        Shape ``(articles,)``: number of each article's story.
    """

    reading: Reading
    corpus: Corpus
    settings: Settings
    vectors: Vectors
    graph: Graph
    tree: MergeTree
    story_of: IntArray

    @property
    def articles(self) -> list[Article]:
        """All articles, sorted by id."""
        return self.corpus.articles

    @property
    def cohesion(self) -> float:
        """The cohesion that was used: the setting, or what suits the corpus."""
        return self.settings.cohesion or 0.0
