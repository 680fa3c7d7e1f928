"""Remainders: the words in which titles of a run differ, and how much they differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from clustering.arrays.keys import differs_from_previous, hash64
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.series.runs import MIN_RUN_TITLES
from clustering.series.titles import Titles
from clustering.series.tokens import NUMBER

# A run is numbered when this share of its titles have different numbers.
MIN_NUMBERED_SHARE = 0.6


class Remainders(NamedTuple):
    """Words of the sampled titles that are not in the frame of their run.

    Attributes
    ----------
    entry, word, pair
        Sampled title, exact word, and pair of run and word of each; shape ``(words,)``.
    pair_run
        Run of each pair; shape ``(pairs,)``.
    run
        Run of each sampled title; shape ``(entries,)``.
    sampled
        Sampled titles of each run; shape ``(runs,)``.
    """

    entry: IntArray
    word: IntArray
    pair: IntArray
    pair_run: IntArray
    run: IntArray
    sampled: IntArray

    def likeness(self, titles: Titles) -> FloatArray:
        """Average cosine of each run's pairs of titles; words weighted by inverse frequency."""
        runs, entries = len(self.sampled), len(self.run)
        weight = np.log((1 + len(titles)) / (1 + titles.frequency))[self.word]
        length = np.sqrt(np.bincount(self.entry, weight**2, minlength=entries))
        unit = np.divide(weight, length[self.entry], out=np.zeros_like(weight), where=weight > 0)
        sums = np.bincount(self.pair, unit, minlength=len(self.pair_run))
        square = np.bincount(self.pair_run, sums**2, minlength=runs)
        filled = np.bincount(self.run, length > 0, minlength=runs)
        average: FloatArray = (square - filled) / np.maximum(self.sampled * (self.sampled - 1), 1)
        return average

    def are_numbered(self, titles: Titles) -> BoolArray:
        """Whether the numbers and codes of each run differ in most of its titles."""
        numbers = titles.folded[self.word] == NUMBER
        spelled = np.zeros(len(self.run), dtype=np.uint64)
        np.add.at(spelled, self.entry[numbers], hash64(self.word[numbers]))
        some = spelled > 0
        run, spelled = self.run[some], spelled[some]
        order = np.lexsort((spelled, run))
        run, spelled = run[order], spelled[order]
        different = np.bincount(
            run[differs_from_previous(run, spelled)], minlength=len(self.sampled)
        )
        numbered: BoolArray = different >= MIN_NUMBERED_SHARE * np.maximum(
            self.sampled, MIN_RUN_TITLES
        )
        return numbered
