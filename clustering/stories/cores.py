"""Who carried each of many stories and when, told of all of them by whole arrays.

:mod:`clustering.stories.firsts` says the same of one story.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from operator import attrgetter

import numpy as np

from clustering.arrays.columns import Columnar, column_of
from clustering.arrays.compact import Constant, Tuples, each, picked
from clustering.arrays.compact_values import Scalars, moments_at
from clustering.arrays.keys import differs_from_previous, is_in_sorted, sorted_unique, unique_counts
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.model import Corpus
from clustering.stories.firsts import ONE_MINUTE, SAME_EVENT
from clustering.stories.story import First, StoryOutlet

_MICROSECOND = timedelta(microseconds=1)
_DAY = timedelta(days=1) / _MICROSECOND


@dataclass(frozen=True)
class Cores:
    """The articles that stories are surely about, story after story in order of time.

    ``story`` is the number of each one's story, ascending; every story has one. Shape
    ``(places,)``.
    """

    corpus: Corpus
    article: IntArray
    story: IntArray

    @classmethod
    def of(cls, corpus: Corpus, ordered: IntArray, story_of: IntArray, is_core: BoolArray) -> Cores:
        """Take, of all articles in their order, those that are in the core of their story."""
        sure = ordered[is_core[ordered]]
        return cls(corpus, sure, story_of[sure])

    def articles_of(self, stories: IntArray) -> Tuples[int]:
        """Return the articles of some stories."""
        bounds = array("q", np.append(self.starts, len(self.article)).tobytes())
        return Tuples(Scalars(self.article), bounds).picked(stories)

    @cached_property
    def starts(self) -> IntArray:
        """Where each story begins; shape ``(stories,)``."""
        return np.flatnonzero(differs_from_previous(self.story))

    @cached_property
    def _times(self) -> FloatArray:
        """Whole microseconds since 1970, ``nan`` where no time is known."""
        return _microseconds(self.corpus.published_seconds[self.article])

    @cached_property
    def _days(self) -> FloatArray:
        return np.floor(self._times / _DAY)

    @cached_property
    def _is_day(self) -> BoolArray:
        """Whether a time says no more than the day."""
        is_day: BoolArray = self._times == self._days * _DAY
        return is_day

    @cached_property
    def _outlet(self) -> IntArray:
        """The story and the outlet of each place, as one number."""
        keys, numbers = self.corpus.outlet_keys
        return self.story * len(keys) + numbers[self.article]

    def dated(self) -> tuple[IntArray, IntArray]:
        """Return the first and the last article of each story that has a time; -1 for none."""
        known = ~np.isnan(self._times)
        places = np.arange(len(known))
        first = np.minimum.reduceat(np.where(known, places, len(known)), self.starts)
        last = np.maximum.reduceat(np.where(known, places, -1), self.starts)
        articles = np.append(self.article, -1)
        return articles[first], articles[last]

    def independent_outlets(self, kept_of: Mapping[int, int]) -> IntArray:
        """Count the outlets of each story, copies folded into one; shape ``(stories,)``.

        Of the copies of one text the one to keep counts, which ``kept_of`` names, or else the first
        in the story.
        """
        kept = np.arange(len(self.corpus))
        kept[list(kept_of)] = list(kept_of.values())
        kept = kept[self.article]
        story_at = np.full(len(self.corpus), -1)
        story_at[self.article] = self.story
        counts = kept == self.article
        elsewhere = np.flatnonzero(story_at[kept] != self.story)
        texts = self.story[elsewhere] * len(self.corpus) + kept[elsewhere]
        counts[elsewhere[_first_of_each(texts)]] = True
        outlets = sorted_unique(self._outlet[counts])
        return np.bincount(outlets // len(self.corpus.outlet_keys[0]), minlength=len(self.starts))

    def outlets(self) -> Tuples[StoryOutlet]:
        """Return the outlets of each story, in order of first publication."""
        first, counts = _first_and_count(self._outlet)
        times = np.where(self._is_told_by_hours(first), np.nan, self._times[first])
        article, story = self.article[first], self.story[first]
        order = np.lexsort((self.corpus.outlet_numbers[1][article], times, story))
        is_known = ~np.isnan(times[order])
        return Tuples(
            self._parts(article[order], array("q", counts[order].tobytes()), is_known),
            _bounds(story, len(self.starts)),
        )

    def _parts(
        self, articles: IntArray, counts: Sequence[int], is_known: BoolArray
    ) -> Columnar[StoryOutlet]:
        """Return what outlets did in stories, from the first article of each."""
        outlets, published = (
            column_of(self.corpus.articles, name) for name in ("outlet", "published")
        )
        own = picked(outlets, articles)
        columns = {
            "name": each(attrgetter("name"), own),
            "domain": each(attrgetter("domain"), own),
            "articles": counts,
            "first_published": moments_at(published, np.where(is_known, articles, -1)),
        }
        return Columnar(StoryOutlet, len(articles), columns)

    def _is_told_by_hours(self, places: IntArray) -> BoolArray:
        """Whether each place gives only the day, and another outlet an hour on that day."""
        days = np.unique(np.nan_to_num(self._days), return_inverse=True)[1]
        outlets = len(self.corpus.outlet_keys[0])
        day = self.story * (days.max(initial=0) + 1) + days
        by_outlet = day * outlets + self._outlet % outlets
        hours = sorted_unique(by_outlet[~self._is_day & ~np.isnan(self._times)])
        hour_days, counts = unique_counts(hours // outlets)
        own = np.searchsorted(hour_days, day[places])
        here = np.append(counts, 0)[own] * is_in_sorted(day[places], hour_days)
        is_told: BoolArray = here > is_in_sorted(by_outlet[places], hours)
        return is_told & self._is_day[places]

    def firsts(self, headline: IntArray) -> Columnar[First]:
        """Tell who was first with each story.

        ``headline`` is the article whose headline a story has that is not surely one event; -1 for
        others.
        """
        story, times, starts = self.story, self._times, self.starts
        led = _microseconds(np.append(self.corpus.published_seconds, np.nan)[headline])
        other_day = self._days != self._days[starts][story]
        before = np.cumsum(other_day) - other_day
        in_day = ~other_day & (before == before[starts][story])
        soonest = np.minimum.reduceat(np.where(in_day & ~self._is_day, times, np.inf), starts)
        is_tied = in_day & (self._is_day | (times - soonest[story] < ONE_MINUTE / _MICROSECOND))
        is_tied &= ~(led - times[starts] >= SAME_EVENT / _MICROSECOND)[story]
        tied = np.flatnonzero(is_tied)
        tied = tied[_first_of_each(self._outlet[tied])]
        parts = self._parts(self.article[tied], Constant(1, len(tied)), tied >= 0)
        outlets = Tuples(parts, _bounds(story[tied], len(starts)))
        earliest = np.where(outlets.sizes > 0, self.article[starts], -1)
        published = column_of(self.corpus.articles, "published")
        columns = {
            "outlets": outlets,
            "published": moments_at(published, earliest),
            "is_day": Scalars(self._is_day[starts] & (earliest >= 0)),
        }
        return Columnar(First, len(starts), columns)


def _microseconds(seconds: FloatArray) -> FloatArray:
    """Return times in whole microseconds, which floating point tells apart up to the year 2242."""
    return np.rint(seconds * 1e6)


def _first_of_each(values: IntArray) -> IntArray:
    """Return where each value stands first, ascending."""
    return np.sort(np.unique(values, return_index=True)[1])


def _first_and_count(values: IntArray) -> tuple[IntArray, IntArray]:
    order = np.argsort(values, kind="stable")
    begins = np.flatnonzero(differs_from_previous(values[order]))
    return order[begins], np.diff(begins, append=len(order))


def _bounds(story: IntArray, stories: int) -> array[int]:
    """Return where the places of each story begin and end, of their ascending stories."""
    return array("q", np.searchsorted(story, np.arange(stories + 1)).tobytes())
