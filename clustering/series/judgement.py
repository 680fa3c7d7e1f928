"""Judgement: what a run's own titles and days say for and against it; others are asked later."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import is_new, once, spans
from clustering.arrays.types import BoolArray, IntArray
from clustering.series.jargon import PECULIAR, Jargon
from clustering.series.remainders import Remainders
from clustering.series.runs import ENDED, FRAMED, LEAST, MILLED, Runs
from clustering.series.titles import ENDING, LABEL, Titles
from clustering.series.tokens import NUMBER

# Fewest titles without numbers of their own.
LEAST_UNNUMBERED = 4
# Words in this share of the titles are the frame; at 1.0 one odd title breaks a long run.
FRAME_SHARE = 0.7
# Share of a title that an unlabelled frame fills. Below it, much of what samples of allsides
# show are phrases of the news ("state of the union address"); above it they seem few. An
# impression from reading, not a count.
COVERED = 0.5
# ... or its beginning or end, when the outlet says it ``PECULIAR`` times as often as the others.
PECULIAR_LEAST = 8
PECULIAR_SHARE = 0.01
# Highest average cosine of what differs; headlines on one event share more than the frame.
ALIKE = 0.12
# Articles by which a large run is judged.
SAMPLE = 40


class Judgement:
    """What speaks for and against each run, measured on up to ``SAMPLE`` of its titles.

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
    telling
        The frame's word that names its subject: the rarest in the language; -1 without one.
    """

    def __init__(self, titles: Titles, runs: Runs, jargon: Jargon) -> None:
        self.titles, self.runs = titles, runs
        self._measure_days()
        self._measure_words(jargon)

    def by_worth(self) -> list[int]:
        """List the runs worth a closer look, labels first, then by titles times words covered."""
        runs = self.runs
        many = runs.size >= np.where(self.numbered, LEAST, LEAST_UNNUMBERED)
        labelled = runs.kind < FRAMED
        outlet_size = self.titles.outlet_size[self.titles.outlet[runs.earliest]]
        least = np.maximum(PECULIAR_LEAST, PECULIAR_SHARE * outlet_size)
        peculiar = runs.anchored & (runs.peculiar >= PECULIAR) & (runs.size >= least)
        framed = (self.frame_words >= 3) & ((self.covered >= COVERED) | peculiar)
        fit = np.flatnonzero(
            (many & (self.alike <= ALIKE) & (labelled | framed)) | (runs.kind == MILLED)
        )
        worth = runs.size[fit] * np.where(labelled[fit], 1.0, self.covered[fit])
        milled = runs.kind[fit] == MILLED
        ranked: list[int] = fit[np.lexsort((fit, -worth, ~labelled[fit], milled))].tolist()
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
        self.days = np.bincount(run[is_new(run, date)], minlength=count)

    def _measure_words(self, jargon: Jargon) -> None:
        titles, runs, count = self.titles, self.runs, len(self.runs.kind)
        run, title = self._sample()
        sampled = np.bincount(run, minlength=count)
        entry, word = self._words_of(title)
        # Each word of a title once, then the titles of a run that carry it.
        vocabulary = len(titles.vocabulary)
        entry, word = np.divmod(once(entry * vocabulary + word), vocabulary)
        pairs, pair, times = np.unique(
            run[entry] * vocabulary + word, return_inverse=True, return_counts=True
        )
        pair_run, pair_word = np.divmod(pairs, vocabulary)
        pair_outlet = titles.outlet[runs.earliest[pair_run]]
        is_frame = times >= np.ceil(FRAME_SHARE * sampled[pair_run] - 1e-9)
        is_frame |= (runs.kind[pair_run] == MILLED) & jargon.has(
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
        named = is_frame & ordinary & self._may_tell(pair_run, pair_word)
        self.telling = self._find_telling(pair_run[named], pair_word[named])

    def _sample(self) -> tuple[IntArray, IntArray]:
        """Choose the titles by which each run is judged: evenly spread over a large one."""
        runs, run = self.runs, self.runs.run
        size = runs.size[run]
        rank = np.arange(len(runs.title)) - runs.start[run]
        chosen = (rank + 1) * SAMPLE // size > rank * SAMPLE // size
        chosen |= size <= SAMPLE
        return run[chosen], runs.title[chosen]

    def _words_of(self, title: IntArray) -> tuple[IntArray, IntArray]:
        """Place in ``title`` and exact word of all words of the titles."""
        start, length = self.titles.start[title], self.titles.length[title]
        entry = np.repeat(np.arange(len(title)), length)
        return entry, self.titles.exact[spans(start, length)]

    def _may_tell(self, run: IntArray, word: IntArray) -> BoolArray:
        """Whether a word may tell its run's subject: in a labelled one, if the label holds it."""
        titles, runs = self.titles, self.runs
        title = runs.earliest
        first = np.where(
            runs.kind == ENDED, titles.start[title + 1] - runs.words, titles.start[title]
        )
        inside = runs.kind[run] >= FRAMED
        for step in range(max(LABEL, ENDING)):
            at = np.minimum(first + step, len(titles.exact) - 1)
            inside |= (titles.exact[at][run] == word) & (step < runs.words[run])
        return inside

    def _find_telling(self, run: IntArray, word: IntArray) -> IntArray:
        """Rarest word of each frame by background frequency, then by frequency here."""
        titles = self.titles
        order = np.lexsort((word, titles.frequency[word], titles.background[word], run))
        first = order[is_new(run[order])]
        telling = np.full(len(self.runs.kind), -1)
        telling[run[first]] = word[first]
        return telling
