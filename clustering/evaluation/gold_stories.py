"""Finds the articles that gold labels are about, and chooses one gold story for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.names import ArticleNames, nothing_matches
from clustering.evaluation.gold import GoldLabels
from clustering.model import Corpus, Reading


@dataclass(frozen=True)
class GoldStories:
    """The gold story of each article of a corpus.

    Attributes
    ----------
    story_of
        Position in ``names`` of each article's gold story, ``-1`` without one; shape
        ``(articles,)``.
    label_count, matched_count
        How many labels were read, and how many name a record of this run.
    disputed
        How many articles have records with different labels. The most frequent label counts; of
        equally frequent ones, the first.
    """

    story_of: IntArray
    names: list[str]
    label_count: int
    matched_count: int
    disputed: int

    @cached_property
    def labelled(self) -> int:
        """Articles with a gold story."""
        return int((self.story_of >= 0).sum())


def locate_gold_stories(reading: Reading, corpus: Corpus, gold: GoldLabels) -> GoldStories:
    """Give each article the gold story that most of its labelled records have.

    Raises
    ------
    UsageError
        When no label names a record of the run; the message shows a label and a record.
    """
    known = ArticleNames(reading, corpus)
    found = [known.look_up(*names) for names in gold.names]
    matched = [at for at, article in enumerate(found) if article >= 0]
    if not matched:
        raise nothing_matches(gold.origin, gold.names[0][-1], reading)
    names = sorted({gold.stories[at] for at in matched})
    place = {name: position for position, name in enumerate(names)}
    article = np.array([found[at] for at in matched], dtype=np.int64)
    story = np.array([place[gold.stories[at]] for at in matched], dtype=np.int64)
    keys, first, votes = np.unique(
        article * len(names) + story, return_index=True, return_counts=True
    )
    voted = keys // len(names)
    order = np.lexsort((first, -votes, voted))
    winners, at = np.unique(voted[order], return_index=True)
    story_of = np.full(len(corpus), -1, dtype=np.int64)
    story_of[winners] = keys[order][at] % len(names)
    disputed = int((np.bincount(voted) > 1).sum())
    return GoldStories(story_of, names, len(gold), len(matched), disputed)
