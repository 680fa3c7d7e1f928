"""Jargon: ordinary words that one outlet uses far more often than the others do."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from clustering.arrays.keys import is_in_sorted, sorted_unique, unique_counts
from clustering.arrays.types import BoolArray, IntArray
from clustering.series.titles import Titles
from clustering.series.tokens import NUMBER

# An outlet uses its jargon at least this many times as often as the others ...
MIN_RATIO_TO_OTHERS = 10.0
# ... and in at least this many of its titles, and this share of them.
MIN_JARGON_TITLES = 5
MIN_JARGON_TITLE_SHARE = 0.02
# Jargon is made of ordinary words: more frequent in the language than names, less than "the".
MIN_JARGON_FREQUENCY = 1e-5
MAX_JARGON_FREQUENCY = 2e-3


class Jargon:
    """Which words are jargon of which outlet: found by counting, or added for similar outlets."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._known = self._find()

    def has(self, outlet: IntArray, word: IntArray) -> BoolArray:
        """Whether each folded word is jargon of the outlet beside it."""
        return is_in_sorted(outlet * self._titles.codes + word, self._known)

    def add(self, learned: Iterable[tuple[IntArray, IntArray]]) -> None:
        """Add pairs of outlets and words: all the words become jargon of all the outlets."""
        codes = self._titles.codes
        pairs = [(outlets[:, np.newaxis] * codes + words).ravel() for outlets, words in learned]
        self._known = sorted_unique(np.concatenate([self._known, *pairs]))

    def occurrences(self) -> tuple[IntArray, IntArray]:
        """Each pair of a title and a jargon word of its outlet that occurs in it, once."""
        titles = self._titles
        return titles.words_at(self.has(titles.outlet[titles.title], titles.word))

    def _find(self) -> IntArray:
        titles = self._titles
        plain = np.zeros(titles.codes, dtype=np.bool_)
        plain[NUMBER + 1 :] = (titles.language_frequency >= MIN_JARGON_FREQUENCY) & (
            titles.language_frequency < MAX_JARGON_FREQUENCY
        )
        owner = titles.outlet[titles.title]
        at = np.flatnonzero(plain[titles.word] & (owner >= 0))
        key, times = unique_counts(owner[at] * titles.codes + titles.word[at])
        outlet, word = np.divmod(key, titles.codes)
        total = np.bincount(titles.word[at], minlength=titles.codes)[word]
        own = titles.outlet_size[outlet]
        others = len(titles) - own
        ratio = (times / own) * (others + 1) / (total - times + 1)
        often = (times >= MIN_JARGON_TITLES) & (times >= MIN_JARGON_TITLE_SHARE * own)
        jargon: IntArray = key[often & (ratio >= MIN_RATIO_TO_OTHERS) & (others >= own)]
        return jargon
