"""Formulaic titles: mostly jargon of their outlet, in any order, such as market reports."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import (
    differs_from_previous,
    hash64,
    sorted_unique,
    span_positions,
    unique_counts,
)
from clustering.arrays.types import IntArray
from clustering.series.jargon import MIN_JARGON_TITLE_SHARE, MIN_JARGON_TITLES, Jargon
from clustering.series.runs import FORMULAIC, Runs, gather_runs
from clustering.series.titles import Titles
from clustering.series.tokens import NUMBER

# A formulaic title has three jargon words of its outlet, and they are two fifths of its words.
MIN_JARGON_WORDS = 3
MIN_JARGON_SHARE = 0.4
# Jargon that shows formulaic titles of other outlets is in this share of those with the subject.
MIN_COMMON_JARGON_SHARE = 0.1


def formulaic_titles(titles: Titles, jargon: Jargon) -> Runs:
    """Gather formulaic titles: those made of their outlet's jargon, then those like them.

    The jargon of one outlet's reports ("market, size, share, forecast") also shows the few
    such reports of another outlet, which would not stand out alone. ``jargon`` gets the common
    words added for those outlets.
    """
    title, word = jargon.occurrences()
    subject_word = _commonest_jargon(titles, title, word)
    fit = _formulaic(titles, title, word, subject_word)
    count = np.bincount(titles.outlet[fit], minlength=len(titles.outlet_size))
    is_formulaic = count >= np.maximum(
        MIN_JARGON_TITLES, MIN_JARGON_TITLE_SHARE * titles.outlet_size
    )
    own = is_formulaic[titles.outlet[title]] & np.isin(title, fit)
    title, word = title[own], word[own]
    everywhere = _InvertedIndex(titles, sorted_unique(word))
    chosen, owner = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    learned: list[tuple[IntArray, IntArray]] = []
    taken = np.zeros(len(titles), dtype=np.bool_)
    for subject in np.unique(subject_word[is_formulaic]).tolist():
        same_subject = is_formulaic & (subject_word == subject)
        same = same_subject[titles.outlet[title]]
        used, times = unique_counts(word[same])
        common = used[times >= MIN_COMMON_JARGON_SHARE * len(sorted_unique(title[same]))]
        some, filled = everywhere.count(subject, common)
        enough = filled >= MIN_JARGON_WORDS - same_subject[titles.outlet[some]]
        some = some[enough & ~taken[some]]
        taken[some] = True
        chosen.append(some)
        owner.append(np.full(len(some), subject))
        learned.append((sorted_unique(titles.outlet[some]), common))
    joined = np.concatenate(chosen)
    key = hash64(titles.outlet[joined] + 1) ^ hash64(np.concatenate(owner))
    none = np.zeros(len(joined), dtype=np.int64)
    runs = gather_runs(titles, key, joined, FORMULAIC, none, none > 0)
    # Most outlets have only a report or two, and so no run to judge by its jargon.
    with_runs = np.unique(titles.outlet[runs.earliest])
    jargon.add((outlets[np.isin(outlets, with_runs)], common) for outlets, common in learned)
    return runs


class _InvertedIndex:
    """An inverted index: the titles that hold each of some words."""

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
        held = np.isin(self._word[span_positions(start, length)], words)
        return title, np.bincount(np.repeat(np.arange(len(title)), length), held, len(title))


def _commonest_jargon(titles: Titles, title: IntArray, word: IntArray) -> IntArray:
    """Commonest jargon word of each outlet, which is its subject: "market"."""
    used, times = unique_counts(titles.outlet[title] * titles.codes + word)
    outlet, used_word = np.divmod(used, titles.codes)
    order = np.lexsort((used_word, -times, outlet))
    first = order[differs_from_previous(outlet[order])]
    subject_word = np.full(len(titles.outlet_size), -1)
    subject_word[outlet[first]] = used_word[first]
    return subject_word


def _formulaic(titles: Titles, title: IntArray, word: IntArray, subject_word: IntArray) -> IntArray:
    """Titles that hold their outlet's subject word and consist of its jargon."""
    has_core = np.zeros(len(titles), dtype=np.bool_)
    has_core[title[word == subject_word[titles.outlet[title]]]] = True
    filled = np.bincount(title, minlength=len(titles))
    ordinary = np.bincount(titles.title[titles.word > NUMBER], minlength=len(titles))
    return np.flatnonzero(
        has_core & (filled >= MIN_JARGON_WORDS) & (filled >= MIN_JARGON_SHARE * ordinary)
    )
