"""The different titles of each outlet as flat arrays of words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.keys import sorted_unique
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.model import Article
from clustering.series.tokens import (
    BREAKS,
    NUMBER,
    has_digit,
    language_frequency,
    separate_agency_prefix,
    tokenize,
)

# Most words of a prefix before the first break, and of a suffix after the last.
MAX_PREFIX_WORDS = 6
MAX_SUFFIX_WORDS = 5


class Titles:
    """The different titles of each outlet as flat arrays of words; copies folded into one.

    Titles are numbered in order of outlet and text, so that nothing depends on input order.

    Attributes
    ----------
    first
        Position of the earliest article under each title; shape ``(titles,)``.
    text
        Each title as its earliest article spells it.
    outlet, day
        Outlet (``-1`` for none) and first day of each title; shape ``(titles,)``.
    outlet_size
        Titles of each outlet; shape ``(outlets,)``.
    vocabulary
        Every token there is, in the order of ``exact``.
    folded
        Each token with numbers and codes made one; shape ``(tokens,)``.
    language_frequency, frequency
        How often the language, and the titles, use each token; shape ``(tokens,)``.
    exact, word, title
        Each word as it stands, folded, and its title; shape ``(words,)``.
    start
        Where each title's words begin; shape ``(titles + 1,)``.
    prefix, suffix
        Words before the first and after the last break, 0 without one; shape ``(titles,)``.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        owners = [article.outlet.key for article in articles]
        texts = [separate_agency_prefix(article.title) for article in articles]
        keys = self._fold_copies(owners, texts)
        earliest = self.first.tolist()
        folded = [key[len(owners[one]) + 1 :] for key, one in zip(keys, earliest, strict=True)]
        self.text = [texts[one] for one in earliest]
        known: dict[str, int] = {"": -1}
        self.outlet: IntArray = np.array(
            [known.setdefault(owners[one], len(known) - 1) for one in earliest], dtype=np.int64
        )
        self.outlet_size: IntArray = np.bincount(self.outlet + 1, minlength=len(known))[1:]
        dates = [articles[one].published for one in earliest]
        self.day: FloatArray = np.array(
            [date.timestamp() / 86400.0 if date else np.nan for date in dates], dtype=np.float64
        )
        self._read_words(folded)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def length(self) -> IntArray:
        """Words of each title."""
        return np.diff(self.start)

    @property
    def codes(self) -> int:
        """How many folded words there are, the edge and the number among them."""
        return len(self.vocabulary) + NUMBER + 1

    def copies(self, title: int) -> list[int]:
        """Positions of the articles under a title, the earliest first."""
        group: list[int] = self._order[self._bounds[title] : self._bounds[title + 1]].tolist()
        return group

    def words_at(self, chosen: BoolArray) -> tuple[IntArray, IntArray]:
        """Title and folded word at the chosen places, each pair once and in order."""
        at = np.flatnonzero(chosen)
        title, word = np.divmod(
            sorted_unique(self.title[at] * self.codes + self.word[at]), self.codes
        )
        return title, word

    def _fold_copies(self, owners: list[str], texts: list[str]) -> list[str]:
        """Bring articles in the order of titles; return outlet and text of each in lower case."""
        # Spelled in another case it is the same title.
        folded = [f"{a}\n{b.casefold()}" for a, b in zip(owners, texts, strict=True)]
        order = np.array(sorted(range(len(folded)), key=folded.__getitem__), dtype=np.int64)
        ordered = [folded[one] for one in order.tolist()]
        begins = [0] * bool(ordered) + [
            at for at, (a, b) in enumerate(pairwise(ordered), 1) if a != b
        ]
        bounds = np.array([*begins, len(ordered)], dtype=np.int64)
        for title in np.flatnonzero(np.diff(bounds) > 1).tolist():
            group = order[bounds[title] : bounds[title + 1]].tolist()
            group.sort(key=lambda one: publication_order(self.articles[one]))
            order[bounds[title] : bounds[title + 1]] = group
        self._order: IntArray = order
        self._bounds: IntArray = bounds
        self.first: IntArray = order[bounds[:-1]]
        return [ordered[one] for one in begins]

    def _read_words(self, texts: list[str]) -> None:
        self.vocabulary, ids, title = tokenize(texts)
        self.folded: IntArray = np.arange(len(self.vocabulary), dtype=np.int64) + NUMBER + 1
        self.folded[[has_digit(token) for token in self.vocabulary]] = NUMBER
        is_break = np.array([token in BREAKS for token in self.vocabulary])
        breaks = is_break[ids]
        words = ~breaks
        self.exact: IntArray = ids[words]
        self.word: IntArray = self.folded[self.exact]
        self.title: IntArray = title[words]
        self.start: IntArray = np.searchsorted(self.title, np.arange(len(self) + 1))
        self.language_frequency = language_frequency(self.vocabulary)
        self.frequency: IntArray = np.bincount(self.exact, minlength=len(self.vocabulary))
        before = (np.cumsum(words) - words)[breaks]  # words of all titles before each break
        self._measure_ends(title[breaks], before)

    def _measure_ends(self, title: IntArray, before: IntArray) -> None:
        """Count the words before the first and after the last of the breaks in each title."""
        self.prefix: IntArray = np.zeros(len(self), dtype=np.int64)
        self.suffix: IntArray = np.zeros(len(self), dtype=np.int64)
        # Written backwards, so that the first break of a title is the one that stays.
        self.prefix[title[::-1]] = (before - self.start[title])[::-1]
        self.suffix[title] = self.start[title + 1] - before


def publication_order(article: Article) -> tuple[bool, float, str]:
    """Order of publication, undated last, then id."""
    published = article.published
    return published is None, published.timestamp() if published else 0.0, article.id
