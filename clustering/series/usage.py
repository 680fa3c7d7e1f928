"""Usage: who else says a run's telling word, and when; a subject is spoken of, a rubric not."""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.series.judgement import COVERED, PECULIAR_LEAST, SAMPLE, Judgement
from clustering.series.runs import FRAMED, LEAST, MILLED
from clustering.series.titles import ENDING, LABEL, Titles

# A frame's telling word, elsewhere in the same weeks: a topic when as often as half the run.
ELSEWHERE = 0.5
# A framed run whose telling word others say this many times as often on its days reports events.
LIFT = 3.0


class Usage:
    """Where the telling words of likely runs stand outside labels: by other outlets, and when."""

    def __init__(self, titles: Titles, judgement: Judgement, likely: list[int]) -> None:
        self.titles, self.judgement, self.runs = titles, judgement, judgement.runs
        # One place more than there are words, for the -1 of runs without a telling word.
        wanted = np.zeros(len(titles.vocabulary) + 1, dtype=np.bool_)
        wanted[judgement.telling[likely]] = True
        at = np.flatnonzero(wanted[titles.exact])
        title = titles.title[at]
        place = at - titles.start[title]
        first, end = _unlabelled(titles)
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
        undated = bool(judgement.dated[run] < LEAST)
        numbered = bool(judgement.numbered[run])
        if undated and not numbered and size < PECULIAR_LEAST:
            return False
        lasts = numbered or undated or last - first > window
        if kind == MILLED:
            return lasts
        if not lasts and (kind == FRAMED or judgement.days[run] < size):
            return False
        low, high = np.searchsorted(self._word, judgement.telling[run] + np.arange(2))
        title, day = self._title[low:high], self._day[low:high]
        others = self.titles.outlet[title] != self.titles.outlet[members[0]]
        near = np.isnan(day) | undated | ((day >= first - window) & (day <= last + window))
        widely = int((others & near).sum()) > ELSEWHERE * size
        if kind < FRAMED:
            if self._is_said_again(run):
                return False
            if not widely:
                return lasts or (not (~others & near).any() and self._is_daily(run))
            if not lasts or judgement.covered[run] < COVERED:
                return False
        if undated or last - first <= window:
            return not widely
        return self._lift(members, day[others]) < LIFT

    def _is_said_again(self, run: int) -> bool:
        """Whether most titles repeat the label's word outside it: a name, not a rubric."""
        titles, members = self.titles, self.runs.members(run)[:SAMPLE]
        word = self.judgement.telling[run]
        again = 0
        for one in members.tolist():
            words = titles.exact[titles.start[one] : titles.start[one + 1]]
            again += int(np.count_nonzero(words == word) > 1)
        return again > ELSEWHERE * len(members)

    def _lift(self, members: IntArray, day: FloatArray) -> float:
        """How much more of what others say near the run's articles holds the word than ever."""
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
        """Whether the excerpts under a young label do not speak of it either."""
        titles = self.titles
        word = titles.vocabulary[self.judgement.telling[run]]
        first = titles.first[self.runs.members(run)]
        excerpts = [titles.articles[one].excerpt.casefold() for one in first]
        return all(excerpts) and 3 * sum(word in excerpt for excerpt in excerpts) <= len(excerpts)


def _unlabelled(titles: Titles) -> tuple[IntArray, IntArray]:
    """Place of the first word behind each title's label, and of the one after the last."""
    # One break parts a title in two: the shorter part is the label.
    middle = titles.label + titles.ending < titles.length
    is_label = (middle | (titles.label <= titles.ending)) & (titles.label <= LABEL)
    is_ending = (middle | (titles.ending < titles.label)) & (titles.ending <= ENDING)
    first = np.where(is_label, titles.label, 0)
    return first, titles.length - np.where(is_ending, titles.ending, 0)


def _between(days: FloatArray, low: FloatArray, high: FloatArray) -> IntArray:
    """How many of the sorted days lie between each low and high."""
    return np.searchsorted(days, high, "right") - np.searchsorted(days, low)
