"""Jargon: the plain words that one outlet says far more often than the others do."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from clustering.arrays.keys import among, counted, once
from clustering.arrays.types import BoolArray, IntArray
from clustering.series.titles import Titles
from clustering.series.tokens import NUMBER

# An outlet's own words: it says them this many times as often as the others ...
PECULIAR = 10.0
# ... and in this many of its titles, and this share of them.
MILL_LEAST = 5
MILL_SHARE = 0.02
# Jargon is plain words: more frequent than names are, less than "the" and "with".
PLAIN = 1e-5
FUNCTION = 2e-3


class Jargon:
    """Which words are whose jargon: found by counting, and learnt from outlets of a kind."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._known = self._find()

    def has(self, outlet: IntArray, word: IntArray) -> BoolArray:
        """Whether each folded word is jargon of the outlet beside it."""
        return among(outlet * self._titles.codes + word, self._known)

    def teach(self, lessons: Iterable[tuple[IntArray, IntArray]]) -> None:
        """Make all words of each lesson jargon of all its outlets."""
        codes = self._titles.codes
        learnt = [(outlets[:, np.newaxis] * codes + words).ravel() for outlets, words in lessons]
        self._known = once(np.concatenate([self._known, *learnt]))

    def spoken(self) -> tuple[IntArray, IntArray]:
        """Title and word of all that outlets say in their own jargon, each pair once."""
        titles = self._titles
        return titles.words_at(self.has(titles.outlet[titles.title], titles.word))

    def _find(self) -> IntArray:
        titles = self._titles
        plain = np.zeros(titles.codes, dtype=np.bool_)
        plain[NUMBER + 1 :] = (titles.background >= PLAIN) & (titles.background < FUNCTION)
        owner = titles.outlet[titles.title]
        at = np.flatnonzero(plain[titles.word] & (owner >= 0))
        key, times = counted(owner[at] * titles.codes + titles.word[at])
        outlet, word = np.divmod(key, titles.codes)
        total = np.bincount(titles.word[at], minlength=titles.codes)[word]
        own = titles.outlet_size[outlet]
        others = len(titles) - own
        ratio = (times / own) * (others + 1) / (total - times + 1)
        often = (times >= MILL_LEAST) & (times >= MILL_SHARE * own)
        jargon: IntArray = key[often & (ratio >= PECULIAR) & (others >= own)]
        return jargon
