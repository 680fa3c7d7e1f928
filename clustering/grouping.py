"""What a run computed: articles, vectors, graph, and the merge tree with its cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from clustering.arrays.types import IntArray
from clustering.graph.edges import Graph
from clustering.model import Article, Corpus, Reading
from clustering.pairs.across import Meaning
from clustering.settings.model import Settings
from clustering.stories.contrast import merge_details
from clustering.stories.linkage.tree import MergeTree
from clustering.text.names.proper_names import written_names
from clustering.vectors.base import Vectors


@dataclass(frozen=True, repr=False)
class Grouping:
    """What decides whether two articles are in one story.

    Attributes
    ----------
    own
        Vectors of the articles' own words, before smoothing.
    vectors
        Vectors after smoothing.
    tree
        The merge tree; the height of a merge is the average strength between its halves.
    story_of
        Shape ``(articles,)``: number of each article's story.
    meaning
        What the articles mean, and their languages; ``None`` where nothing was compared by it.
    """

    reading: Reading
    corpus: Corpus
    settings: Settings
    own: Vectors
    vectors: Vectors
    graph: Graph
    tree: MergeTree
    story_of: IntArray
    meaning: Meaning | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self.articles):,} articles>"

    @property
    def articles(self) -> Sequence[Article]:
        """All articles, sorted by id."""
        return self.corpus.articles

    def names_in(self, member: int) -> tuple[str, ...]:
        """Return the names in the title of an article, as the title writes them."""
        return written_names(self.articles[member].title, self.own.names_in(member))

    @property
    def knob(self) -> str:
        """The setting that cuts the tree: ``detail``, or ``cohesion`` where one is given."""
        return self.settings.knob

    @property
    def cut_at(self) -> float:
        """The value of that setting."""
        return self.settings.cut_at

    @cached_property
    def cut_tree(self) -> MergeTree:
        """The merge tree whose heights are values of the knob: the highest that makes the merge.

        Cut at ``cut_at`` it gives the stories of this run. Cut at another value it gives the
        stories of a run with that value.
        """
        if self.knob == "cohesion":
            return self.tree
        return merge_details(self.tree, self.own.word_counts)
