"""Mills: titles that an outlet's jargon makes up in any order, as those of market reports."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import counted, is_new, mix, once, spans
from clustering.arrays.types import IntArray
from clustering.series.jargon import MILL_LEAST, MILL_SHARE, Jargon
from clustering.series.runs import MILLED, Runs, gather
from clustering.series.titles import Titles
from clustering.series.tokens import NUMBER

# A mill's titles hold three words of its jargon that make up two fifths of them.
MILL_WORDS = 3
MILL_COVERED = 0.4
# Jargon for others to be known by: in this share of the titles of all mills of a kind.
MILL_JARGON = 0.1


def mills(titles: Titles, jargon: Jargon) -> Runs:
    """Gather the titles that jargon makes up, in any order: an outlet's own, then a mill's.

    What one outlet's reports are made of ("market, size, share, forecast") betrays the few
    of another outlet, which alone would not stand out; ``jargon`` learns it for these.
    """
    title, word = jargon.spoken()
    core = _core(titles, title, word)
    fit = _milled(titles, title, word, core)
    count = np.bincount(titles.outlet[fit], minlength=len(titles.outlet_size))
    grinds = count >= np.maximum(MILL_LEAST, MILL_SHARE * titles.outlet_size)
    own = grinds[titles.outlet[title]] & np.isin(title, fit)
    title, word = title[own], word[own]
    everywhere = _Postings(titles, once(word))
    chosen, owner = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    lessons: list[tuple[IntArray, IntArray]] = []
    taken = np.zeros(len(titles), dtype=np.bool_)
    for subject in np.unique(core[grinds]).tolist():
        at_home = grinds & (core == subject)
        same = at_home[titles.outlet[title]]
        used, times = counted(word[same])
        common = used[times >= MILL_JARGON * len(once(title[same]))]
        some, filled = everywhere.count(subject, common)
        enough = filled >= MILL_WORDS - at_home[titles.outlet[some]]
        some = some[enough & ~taken[some]]
        taken[some] = True
        chosen.append(some)
        owner.append(np.full(len(some), subject))
        lessons.append((once(titles.outlet[some]), common))
    joined = np.concatenate(chosen)
    key = mix(titles.outlet[joined] + 1) ^ mix(np.concatenate(owner))
    none = np.zeros(len(joined), dtype=np.int64)
    runs = gather(titles, key, joined, MILLED, none, none > 0)
    # Most outlets have a report or two and no run that would be judged by its jargon.
    grinding = np.unique(titles.outlet[runs.earliest])
    jargon.teach((outlets[np.isin(outlets, grinding)], common) for outlets, common in lessons)
    return runs


class _Postings:
    """Which titles of outlets hold which of some words, each pair once and sorted by title."""

    def __init__(self, titles: Titles, words: IntArray) -> None:
        wanted = np.zeros(titles.codes, dtype=np.bool_)
        wanted[words] = True
        owned = titles.outlet[titles.title] >= 0
        self._title, self._word = titles.words_at(wanted[titles.word] & owned)
        self._by_word = np.argsort(self._word, kind="stable")
        self._sorted = self._word[self._by_word]

    def count(self, subject: int, words: IntArray) -> tuple[IntArray, IntArray]:
        """Titles that hold the subject, and how many of the words each holds."""
        low, high = np.searchsorted(self._sorted, [subject, subject + 1])
        title = self._title[self._by_word[low:high]]
        start = np.searchsorted(self._title, title)
        length = np.searchsorted(self._title, title, "right") - start
        held = np.isin(self._word[spans(start, length)], words)
        return title, np.bincount(np.repeat(np.arange(len(title)), length), held, len(title))


def _core(titles: Titles, title: IntArray, word: IntArray) -> IntArray:
    """Commonest word of each outlet's jargon, what its reports are about: "market"."""
    used, times = counted(titles.outlet[title] * titles.codes + word)
    outlet, used_word = np.divmod(used, titles.codes)
    order = np.lexsort((used_word, -times, outlet))
    first = order[is_new(outlet[order])]
    core = np.full(len(titles.outlet_size), -1)
    core[outlet[first]] = used_word[first]
    return core


def _milled(titles: Titles, title: IntArray, word: IntArray, core: IntArray) -> IntArray:
    """Titles with their outlet's core word that its jargon makes up."""
    has_core = np.zeros(len(titles), dtype=np.bool_)
    has_core[title[word == core[titles.outlet[title]]]] = True
    filled = np.bincount(title, minlength=len(titles))
    ordinary = np.bincount(titles.title[titles.word > NUMBER], minlength=len(titles))
    return np.flatnonzero(has_core & (filled >= MILL_WORDS) & (filled >= MILL_COVERED * ordinary))
