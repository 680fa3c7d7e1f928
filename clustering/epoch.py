"""What a run takes over from the run before it: frozen figures, and yesterday's stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.model import Article
from clustering.pairs.nearest import SearchLimits
from clustering.stories.carry import carry
from clustering.stories.settled import stays_at_rest
from clustering.vectors.statistics import WordStatistics


@dataclass(frozen=True)
class Epoch:
    """Figures of a whole corpus that stay as they are from run to run.

    They would change a little with every new article, and with them the stories of all others.

    Attributes
    ----------
    statistics
        How the corpus used its words: weights and names are told from it. ``None`` for an encoder
        that does not count words.
    floor
        Least similarity of the pairs that are looked at.
    left_out
        What the search for them leaves out, so that it is not too much work: the most frequent
        words, as features.
    thread_likeness
        How alike stories must be to be one thread.
    main_outlets
        Keys of outlets that have half of the articles.
    """

    statistics: WordStatistics | None
    floor: float
    left_out: Set[str]
    thread_likeness: float
    main_outlets: Set[str] = frozenset()

    def limits(self, features: Sequence[str]) -> SearchLimits:
        """Return the limits of a search in vectors of these features."""
        columns = [at for at, name in enumerate(features) if name in self.left_out]
        return SearchLimits(self.floor, np.array(columns, dtype=np.int64))


@dataclass(frozen=True)
class Before:
    """What the run before found.

    Attributes
    ----------
    epoch
        The frozen figures; ``None`` to measure them anew.
    story_of
        Id of the story of each article, by the id of the article and by each of its keys.
    born
        When each story was first found, in runs.
    settled
        Ids of stories that are not decided again: a new article may join one, none leaves.
    resting
        Ids of stories that nothing new is near. They stay as well, unless what is decided again is
        grouped with them.
    released
        Ids of stories that are decided anew, whatever they were; the others are held over.
    leads
        Ids of the articles that gave the stories their headlines; a headline stays until another
        is clearly better.
    seen
        When each article was first seen, in days since 1970; undated ones are judged by it.
    now
        When the others are first seen; ``nan`` where that says nothing of their age.
    taken
        Ids that no new story may have.
    thread_of
        Id of the thread of each story.
    """

    epoch: Epoch | None
    story_of: Mapping[str, str]
    born: Mapping[str, int] = field(default_factory=dict)
    settled: Set[str] = frozenset()
    resting: Set[str] = frozenset()
    released: Set[str] = frozenset()
    leads: Set[str] = frozenset()
    seen: Mapping[str, float] = field(default_factory=dict)
    now: float = np.nan
    taken: Set[str] = frozenset()
    thread_of: Mapping[str, str] = field(default_factory=dict)

    def stories_of(self, articles: Sequence[Article]) -> tuple[list[str], IntArray]:
        """Return the ids of the articles' stories, and the place of each article's among them.

        The ids are of stories of before that have an article here, the oldest first. The places
        have shape ``(articles,)``; -1 for an article that is new.
        """
        ids = [
            next((self.story_of[name] for name in names_of(article) if name in self.story_of), "")
            for article in articles
        ]
        known = sorted(set(ids) - {""}, key=lambda story: (self.born.get(story, 0), story))
        place = {story: at for at, story in enumerate(known)} | {"": -1}
        return known, np.array([place[story] for story in ids], dtype=np.int64)

    def kept(self, ids: Sequence[str], places: IntArray, group_of: IntArray) -> BoolArray:
        """Whether each of the stories that :meth:`stories_of` returned stays as it is.

        ``group_of`` is the group of each article in this run; shape ``(articles,)``.
        """
        is_settled = np.array([story in self.settled for story in ids], dtype=np.bool_)
        is_resting = np.array([story in self.resting for story in ids], dtype=np.bool_)
        return is_settled | stays_at_rest(group_of, places, is_resting, is_settled)

    def held_over(self, ids: Sequence[str], places: IntArray) -> IntArray:
        """Return what :meth:`stories_of` did, with -1 for the articles of released stories."""
        is_held = np.array([*(story not in self.released for story in ids), False])
        return np.where(is_held[places], places, -1)

    def carried_threads(
        self, ids: Sequence[str], yesterday: IntArray, thread_of: IntArray
    ) -> tuple[str, ...]:
        """Id that each thread had, told by its articles as those of stories are.

        ``ids`` and ``yesterday`` are what :meth:`stories_of` returned, ``thread_of`` is the number
        of each article's thread now; shape ``(articles,)``.
        """
        named = [self.thread_of.get(story, "") for story in ids]
        threads = [thread for thread in dict.fromkeys(named) if thread]  # the oldest first
        place = {thread: at for at, thread in enumerate(threads)} | {"": -1}
        places = np.array([*(place[thread] for thread in named), -1], dtype=np.int64)
        carried = carry(places[yesterday], thread_of)
        return tuple([threads[at] if at >= 0 else "" for at in carried.tolist()])

    def led(self, articles: Sequence[Article]) -> BoolArray:
        """Whether each article gave a story its headline; shape ``(articles,)``."""
        return np.array([own in self.leads for own in column_of(articles, "id")], dtype=np.bool_)

    def seen_days(self, articles: Sequence[Article]) -> FloatArray:
        """When each article was first seen, in days since 1970; shape ``(articles,)``."""
        return np.array([self.seen.get(own, self.now) for own in column_of(articles, "id")])


def names_of(article: Article) -> tuple[str, ...]:
    """Return what an article is known by: its id, and its keys."""
    return (article.id, *article.keys)
