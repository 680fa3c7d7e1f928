"""Finds the articles gold labels speak of, and settles one gold story for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from clustering.article import Corpus, IntArray, Reading
from clustering.errors import UsageError
from clustering.gold import GoldLabels, GoldPairs
from clustering.urls import canonical


@dataclass(frozen=True)
class GoldStories:
    """Gold labels, settled on the articles of a corpus.

    Attributes
    ----------
    story_of
        Position in ``names`` of each article's gold story, ``-1`` without one; shape
        ``(articles,)``.
    names
        The gold stories' own names, sorted.
    labels, matched
        How many labels were read, and how many name a record of this run.
    disputed
        Articles whose records carry different labels; the most frequent counts, the first
        among equals.
    """

    story_of: IntArray
    names: list[str]
    labels: int
    matched: int
    disputed: int

    @cached_property
    def labelled(self) -> int:
        """Articles with a gold story."""
        return int((self.story_of >= 0).sum())


class SettledPairs(NamedTuple):
    """Judged pairs whose two records are in the corpus.

    Attributes
    ----------
    kept
        Position of each pair among all that were read.
    left, right
        Positions of the two articles; equal when the records are one article.
    same_story
        What was said of each pair; all of shape ``(pairs,)``.
    """

    kept: IntArray
    left: IntArray
    right: IntArray
    same_story: npt.NDArray[np.bool_]


def settle_labels(reading: Reading, corpus: Corpus, gold: GoldLabels) -> GoldStories:
    """Give each article the gold story most of its labelled records have.

    Raises
    ------
    UsageError
        When no label names a record of the run; one of each is shown.
    """
    known = _article_names(reading, corpus)
    found = [_look_up(known, names) for names in gold.names]
    matched = [at for at, article in enumerate(found) if article >= 0]
    if not matched:
        raise _nothing_matches(gold.origin, gold.names[0][-1], reading)
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


def settle_pairs(reading: Reading, corpus: Corpus, gold: GoldPairs) -> SettledPairs:
    """Find the articles of judged pairs.

    Raises
    ------
    UsageError
        When no pair names two records of the run.
    """
    known = _article_names(reading, corpus)
    left, right = (
        np.array([_look_up(known, (name,)) for name in side], dtype=np.int64)
        for side in (gold.left, gold.right)
    )
    kept = np.flatnonzero((left >= 0) & (right >= 0))
    if not len(kept):
        raise _nothing_matches(gold.origin, gold.left[0], reading)
    return SettledPairs(kept, left[kept], right[kept], np.array(gold.same_story)[kept])


def _article_names(reading: Reading, corpus: Corpus) -> dict[str, int]:
    """Position of the article behind each name: a record's, a file's, an id, a canonical URL."""
    names = {key: at for at, article in enumerate(corpus.articles) for key in article.keys}
    names |= {article.id: at for at, article in enumerate(corpus.articles)}
    places = corpus.article_of.tolist()
    for record, at in zip(reading.records, places, strict=True):
        if record.source.endswith(record.name):  # a post, not a row of a table
            names[record.source] = at
    return names | {record.name: at for record, at in zip(reading.records, places, strict=True)}


def _look_up(known: dict[str, int], names: tuple[str, ...]) -> int:
    """Return the article that goes by one of the names, ``-1`` for none."""
    for name in names:
        if name in known:
            return known[name]
    return known.get(canonical(names[-1]), -1)


def _nothing_matches(origin: str, label: str, reading: Reading) -> UsageError:
    return UsageError(
        f"{origin}: none of the labels names a record that was read; they are for records "
        f"such as {label!r}, and there are records such as {reading.records[0].name!r}."
    )
