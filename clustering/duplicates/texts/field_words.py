"""The words of many titles, or of many texts, with what they mean: names, figures, content."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import sorted_unique
from clustering.arrays.types import BoolArray
from clustering.duplicates.texts.coded import CodedTexts, encode_words
from clustering.duplicates.texts.words import Meanings, WordRows

# Capitals in more than this share of the inner words are a style and say nothing of names.
_MAX_CAPITAL_SHARE = 0.7
_MAX_COLUMN_TITLE_WORDS = 6  # of a column's title that may hold one word of another kind


class FieldWords:
    """The words of all titles, or of all texts, with what they mean beside them."""

    def __init__(self, rows: WordRows, meanings: Meanings) -> None:
        self.rows = rows
        self.is_capital = meanings.is_capital[rows.words]
        self.is_figure = meanings.is_figure[rows.words]
        self.is_content = meanings.is_content[rows.words]
        self._codes = meanings.same[rows.words]
        self._meanings = meanings
        self.keys = rows.row_of * len(meanings.same) + self._codes

    def spelled(self, kept: BoolArray | None = None) -> CodedTexts:
        """Return the coded string of each text, or of its ``kept`` words."""
        return encode_words(self._codes, self.rows.starts, kept)

    def every(self) -> BoolArray:
        """Return the choice of all words."""
        return np.ones(len(self._codes), dtype=np.bool_)

    def distinct(self, kept: BoolArray, other: FieldWords | None = None) -> CodedTexts:
        """Return the coded string of each text's different ``kept`` words, sorted by code.

        With another side, of these and all its words together.
        """
        keys = self.keys[kept]
        if other is not None:
            keys = np.concatenate([keys, other.keys])
        rows, codes = np.divmod(sorted_unique(keys), max(len(self._meanings.same), 1))
        return encode_words(codes, np.searchsorted(rows, np.arange(len(self.rows) + 1)))

    def repeated_in(self, other: FieldWords, kept: BoolArray) -> BoolArray:
        """Whether each word is among the ``kept`` words of the same article's other side."""
        there = sorted_unique(other.keys[kept])
        place = np.searchsorted(there, self.keys)
        is_there: BoolArray = np.append(there, -1)[place] == self.keys
        return is_there

    def tells_names(self) -> BoolArray:
        """Whether capitals mean names in each text: some words have them, most do not."""
        row_of, size = self.rows.row_of, len(self.rows)
        inner = self.is_content & ~self.is_figure & ~self.rows.leads
        words = np.bincount(row_of[inner], minlength=size)
        capitals = np.bincount(row_of[inner & self.is_capital], minlength=size)
        any_capital = np.bincount(row_of[self.is_capital], minlength=size) > 0
        return any_capital & (capitals <= _MAX_CAPITAL_SHARE * words)

    def names(self) -> BoolArray:
        """Whether each word is a name for certain: a capital within ordinary writing."""
        inside = self.is_capital & self.is_content & ~self.is_figure & ~self.rows.leads
        return inside & self.tells_names()[self.rows.row_of]

    def is_made_of(self, listed: BoolArray) -> BoolArray:
        """Whether each text's content words are among those listed, but for one where two are.

        That one is the outlet or the place: "Tidewater weather forecast". ``listed`` says of each
        word of the lexicon whether it is.
        """
        content = self.is_content & ~self.is_figure
        known = content & listed[self.rows.words]
        size = len(self.rows)
        total = np.bincount(self.rows.row_of[content], minlength=size)
        common = np.bincount(self.rows.row_of[known], minlength=size)
        spare = (common >= 2) & (self.rows.sizes <= _MAX_COLUMN_TITLE_WORDS)
        return (total - common <= spare) & (self.rows.sizes > 0)
