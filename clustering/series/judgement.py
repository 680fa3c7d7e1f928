"""Judges each run by its own titles and days; ``usage`` compares it with other outlets."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import differs_from_previous, sorted_unique, span_positions
from clustering.arrays.types import BoolArray, IntArray
from clustering.series.jargon import MIN_RATIO_TO_OTHERS, Jargon
from clustering.series.remainders import Remainders
from clustering.series.runs import FORMULAIC, MIN_RUN_TITLES, SHARED_PHRASE, SUFFIXED, Runs
from clustering.series.titles import MAX_PREFIX_WORDS, MAX_SUFFIX_WORDS, Titles
from clustering.series.tokens import NUMBER

# Fewest titles of a run whose numbers do not differ.
MIN_UNNUMBERED_TITLES = 4
# Words in this share of the titles are the frame; at 1.0 one other title would break a long run.
FRAME_SHARE = 0.7
# Least share of a title that a frame without prefix or suffix covers. Below it, many runs in
# samples of allsides are phrases of the news ("state of the union address"); above it few are.
# This was read, not counted.
MIN_COVERED_SHARE = 0.5
# A smaller share is enough for a frame at an end of the title that the outlet uses at least
# ``MIN_RATIO_TO_OTHERS`` times as often as the others.
MIN_DISTINCTIVE_TITLES = 8
MIN_DISTINCTIVE_SHARE = 0.01
# Highest average cosine of the remainders; headlines on one event share more than a frame.
MAX_LIKENESS = 0.12
# Most titles of a run that are looked at.
MAX_SAMPLED_TITLES = 40


class Judgement:
    """Figures for and against each run, measured on up to ``MAX_SAMPLED_TITLES`` of its titles.

    Attributes
    ----------
    frame_words
        Ordinary words that ``FRAME_SHARE`` of the titles carry; shape ``(runs,)`` as all.
    covered
        Share of the titles' words that the frame makes up.
    alike
        Average cosine, over pairs of titles, of the words outside the frame.
    numbered
        Whether the numbers and codes outside the frame differ in most titles.
    dated
        Titles with a date.
    first, last
        Days of the first and last title; infinite when none has a date.
    days
        Different days.
    subject_word
        The frame's rarest word in the language, which names its subject; -1 without one.
    """

    def __init__(self, titles: Titles, runs: Runs, jargon: Jargon) -> None:
        self.titles, self.runs = titles, runs
        self._measure_days()
        self._measure_words(jargon)

    def ranked_candidates(self) -> list[int]:
        """List the likely runs: those with a prefix first, then by titles times share covered."""
        runs = self.runs
        many = runs.size >= np.where(self.numbered, MIN_RUN_TITLES, MIN_UNNUMBERED_TITLES)
        with_affix = runs.kind < SHARED_PHRASE
        outlet_size = self.titles.outlet_size[self.titles.outlet[runs.earliest]]
        least = np.maximum(MIN_DISTINCTIVE_TITLES, MIN_DISTINCTIVE_SHARE * outlet_size)
        distinctive = (
            runs.anchored & (runs.ratio_to_others >= MIN_RATIO_TO_OTHERS) & (runs.size >= least)
        )
        framed = (self.frame_words >= 3) & ((self.covered >= MIN_COVERED_SHARE) | distinctive)
        fit = np.flatnonzero(
            (many & (self.alike <= MAX_LIKENESS) & (with_affix | framed)) | (runs.kind == FORMULAIC)
        )
        worth = runs.size[fit] * np.where(with_affix[fit], 1.0, self.covered[fit])
        formulaic = runs.kind[fit] == FORMULAIC
        ranked: list[int] = fit[np.lexsort((fit, -worth, ~with_affix[fit], formulaic))].tolist()
        return ranked

    def frame(self, run: int) -> IntArray:
        """Exact words of a run's frame."""
        low, high = np.searchsorted(self._frame_run, [run, run + 1])
        words: IntArray = self._frame_word[low:high]
        return words

    def _measure_days(self) -> None:
        count = len(self.runs.kind)
        run, day = self.runs.run, self.titles.day[self.runs.title]
        dated = ~np.isnan(day)
        run, day = run[dated], day[dated]
        self.first = np.full(count, np.inf)
        self.last = np.full(count, -np.inf)
        np.minimum.at(self.first, run, day)
        np.maximum.at(self.last, run, day)
        self.dated = np.bincount(run, minlength=count)
        date = np.floor(day)
        order = np.lexsort((date, run))
        run, date = run[order], date[order]
        self.days = np.bincount(run[differs_from_previous(run, date)], minlength=count)

    def _measure_words(self, jargon: Jargon) -> None:
        titles, runs, count = self.titles, self.runs, len(self.runs.kind)
        run, title = self._sample()
        sampled = np.bincount(run, minlength=count)
        entry, word = self._words_of(title)
        # Each word of a title once, then the titles of a run that carry it.
        vocabulary = len(titles.vocabulary)
        entry, word = np.divmod(sorted_unique(entry * vocabulary + word), vocabulary)
        pairs, pair, times = np.unique(
            run[entry] * vocabulary + word, return_inverse=True, return_counts=True
        )
        pair_run, pair_word = np.divmod(pairs, vocabulary)
        pair_outlet = titles.outlet[runs.earliest[pair_run]]
        is_frame = times >= np.ceil(FRAME_SHARE * sampled[pair_run] - 1e-9)
        is_frame |= (runs.kind[pair_run] == FORMULAIC) & jargon.has(
            pair_outlet, titles.folded[pair_word]
        )
        ordinary = titles.folded[pair_word] > NUMBER
        self._frame_run, self._frame_word = pair_run[is_frame], pair_word[is_frame]
        self.frame_words = np.bincount(pair_run[is_frame & ordinary], minlength=count)
        filled = np.bincount(run[entry], is_frame[pair], minlength=count)
        counted = np.bincount(run[entry], (is_frame | ordinary)[pair], minlength=count)
        self.covered = filled / np.maximum(counted, 1)
        slot = ~is_frame[pair]
        rest = Remainders(entry[slot], word[slot], pair[slot], pair_run, run, sampled)
        self.alike = rest.likeness(titles)
        self.numbered = rest.are_numbered(titles)
        named = is_frame & ordinary & self._can_be_subject(pair_run, pair_word)
        self.subject_word = self._find_subject_word(pair_run[named], pair_word[named])

    def _sample(self) -> tuple[IntArray, IntArray]:
        """Choose the titles by which each run is judged: evenly spread over a large one."""
        runs, run = self.runs, self.runs.run
        size = runs.size[run]
        rank = np.arange(len(runs.title)) - runs.start[run]
        chosen = (rank + 1) * MAX_SAMPLED_TITLES // size > rank * MAX_SAMPLED_TITLES // size
        chosen |= size <= MAX_SAMPLED_TITLES
        return run[chosen], runs.title[chosen]

    def _words_of(self, title: IntArray) -> tuple[IntArray, IntArray]:
        """Place in ``title`` and exact word of all words of the titles."""
        start, length = self.titles.start[title], self.titles.length[title]
        entry = np.repeat(np.arange(len(title)), length)
        return entry, self.titles.exact[span_positions(start, length)]

    def _can_be_subject(self, run: IntArray, word: IntArray) -> BoolArray:
        """Whether a word can be its run's subject: it is in the prefix or suffix, if any."""
        titles, runs = self.titles, self.runs
        title = runs.earliest
        first = np.where(
            runs.kind == SUFFIXED, titles.start[title + 1] - runs.words, titles.start[title]
        )
        inside = runs.kind[run] >= SHARED_PHRASE
        for step in range(max(MAX_PREFIX_WORDS, MAX_SUFFIX_WORDS)):
            at = np.minimum(first + step, len(titles.exact) - 1)
            inside |= (titles.exact[at][run] == word) & (step < runs.words[run])
        return inside

    def _find_subject_word(self, run: IntArray, word: IntArray) -> IntArray:
        """Rarest word of each frame in the language; ties go to the rarest here."""
        titles = self.titles
        order = np.lexsort((word, titles.frequency[word], titles.language_frequency[word], run))
        first = order[differs_from_previous(run[order])]
        subject_word = np.full(len(self.runs.kind), -1)
        subject_word[run[first]] = word[first]
        return subject_word
