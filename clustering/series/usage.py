"""Usage: whether other outlets use a run's subject word at the same time, as for an event."""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.series.judgement import (
    MAX_SAMPLED_TITLES,
    MIN_COVERED_SHARE,
    MIN_DISTINCTIVE_TITLES,
    Judgement,
)
from clustering.series.runs import FORMULAIC, MIN_RUN_TITLES, SHARED_PHRASE
from clustering.series.titles import MAX_PREFIX_WORDS, MAX_SUFFIX_WORDS, Titles

# A run is about a topic when other outlets use its subject word in the same weeks in more titles
# than this share of the run's size.
MAX_USE_ELSEWHERE = 0.5
# A run reports events when others use its subject word this many times as often on its days.
MAX_LIFT = 3.0


class Usage:
    """Where and when the subject words of likely runs occur, prefixes and suffixes left out."""

    def __init__(self, titles: Titles, judgement: Judgement, likely: list[int]) -> None:
        self.titles, self.judgement, self.runs = titles, judgement, judgement.runs
        # One place more than there are words, for the -1 of runs without a subject word.
        wanted = np.zeros(len(titles.vocabulary) + 1, dtype=np.bool_)
        wanted[judgement.subject_word[likely]] = True
        at = np.flatnonzero(wanted[titles.exact])
        title = titles.title[at]
        place = at - titles.start[title]
        first, end = _without_affixes(titles)
        outside = (place >= first[title]) & (place < end[title])
        at, title = at[outside], title[outside]
        order = np.lexsort((titles.day[title], titles.exact[at]))
        self._word, self._title = titles.exact[at[order]], title[order]
        self._day = titles.day[self._title]
        self._days = np.sort(titles.day[~np.isnan(titles.day)])

    def is_series(self, run: int, window: float) -> bool:
        """Whether the run is a template's rather than an event's or a subject's."""
        judgement, kind = self.judgement, self.runs.kind[run]
        members, size = self.runs.members(run), int(self.runs.size[run])
        first, last = judgement.first[run], judgement.last[run]
        undated = bool(judgement.dated[run] < MIN_RUN_TITLES)
        numbered = bool(judgement.numbered[run])
        if undated and not numbered and size < MIN_DISTINCTIVE_TITLES:
            return False
        lasts = numbered or undated or last - first > window
        if kind == FORMULAIC:
            return lasts
        if not lasts and (kind == SHARED_PHRASE or judgement.days[run] < size):
            return False
        low, high = np.searchsorted(self._word, judgement.subject_word[run] + np.arange(2))
        title, day = self._title[low:high], self._day[low:high]
        others = self.titles.outlet[title] != self.titles.outlet[members[0]]
        near = np.isnan(day) | undated | ((day >= first - window) & (day <= last + window))
        widely = int((others & near).sum()) > MAX_USE_ELSEWHERE * size
        if kind < SHARED_PHRASE:
            if self._is_said_again(run):
                return False
            if not widely:
                return lasts or (not (~others & near).any() and self._is_daily(run))
            if not lasts or judgement.covered[run] < MIN_COVERED_SHARE:
                return False
        if undated or last - first <= window:
            return not widely
        return self._lift(members, day[others]) < MAX_LIFT

    def _is_said_again(self, run: int) -> bool:
        """Whether most titles repeat the prefix's word outside it: then it is a name."""
        titles, members = self.titles, self.runs.members(run)[:MAX_SAMPLED_TITLES]
        word = self.judgement.subject_word[run]
        again = 0
        for one in members.tolist():
            words = titles.exact[titles.start[one] : titles.start[one + 1]]
            again += int(np.count_nonzero(words == word) > 1)
        return again > MAX_USE_ELSEWHERE * len(members)

    def _lift(self, members: IntArray, day: FloatArray) -> float:
        """How many times as often others use the word near the run's articles as on any day."""
        day = day[~np.isnan(day)]
        own = self.titles.day[members]
        own = own[~np.isnan(own)]
        if not len(own) or not len(day):
            return 0.0
        near = _between(day, own - 1, own + 1)
        if (near > 0).mean() < 0.5:
            return 0.0
        share = near.sum() / max(_between(self._days, own - 1, own + 1).sum(), 1)
        return float(share * len(self._days) / len(day))

    def _is_daily(self, run: int) -> bool:
        """Whether most excerpts of the run do not use its subject word either."""
        titles = self.titles
        word = titles.vocabulary[self.judgement.subject_word[run]]
        first = titles.first[self.runs.members(run)]
        excerpts = [titles.articles[one].excerpt.casefold() for one in first]
        return all(excerpts) and 3 * sum(word in excerpt for excerpt in excerpts) <= len(excerpts)


def _without_affixes(titles: Titles) -> tuple[IntArray, IntArray]:
    """Return where each title begins and ends without its prefix and suffix."""
    # A title with one break has two parts: the shorter is the prefix or suffix.
    middle = titles.prefix + titles.suffix < titles.length
    is_label = (middle | (titles.prefix <= titles.suffix)) & (titles.prefix <= MAX_PREFIX_WORDS)
    is_ending = (middle | (titles.suffix < titles.prefix)) & (titles.suffix <= MAX_SUFFIX_WORDS)
    first = np.where(is_label, titles.prefix, 0)
    return first, titles.length - np.where(is_ending, titles.suffix, 0)


def _between(days: FloatArray, low: FloatArray, high: FloatArray) -> IntArray:
    """How many of the sorted days lie between each low and high."""
    return np.searchsorted(days, high, "right") - np.searchsorted(days, low)
