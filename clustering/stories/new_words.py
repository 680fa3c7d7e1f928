"""Which words are new in the later articles of stories, told by two outlets and by most since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from clustering.arrays.keys import differs_from_previous, is_in_sorted, sorted_unique
from clustering.arrays.types import BoolArray, IntArray


@dataclass(frozen=True)
class Places:
    """The articles of some stories, story after story in order of time; shape ``(places,)``.

    Attributes
    ----------
    article
        Which article it is.
    story
        Number of its story, ascending.
    is_later
        Whether it came after the article that it is compared with.
    """

    article: IntArray
    story: IntArray
    is_later: BoolArray

    def of_several_later(self, outlet: IntArray) -> Places:
        """Return those of the stories whose later articles are of two outlets."""
        later = np.flatnonzero(self.is_later)
        story, outlet = self.story[later], outlet[self.article[later]]
        several = story[_begins_of_several(story, outlet)[0]]
        some = np.flatnonzero(is_in_sorted(self.story, several))
        return Places(self.article[some], self.story[some], self.is_later[some])

    def earlier(self, story: int) -> list[int]:
        """Return the articles of a story that are no later ones."""
        own = slice(*np.searchsorted(self.story, [story, story + 1]).tolist())
        some: list[int] = self.article[own][~self.is_later[own]].tolist()
        return some


@dataclass(frozen=True)
class NewWord:
    """A word that the later articles of a story have: which articles (``tellers``) do.

    ``begin`` and ``stop`` are where the later articles of the story stand from the first of these
    on, among all later ones.
    """

    story: int
    word: int
    tellers: list[int]
    begin: int
    stop: int


def new_words(places: Places, outlet: IntArray, at: IntArray, word: IntArray) -> Iterator[NewWord]:
    """Find the words that no earlier article of their story has, and most later ones; by story.

    Two outlets have such a word, and more than half of the later articles from the first on that
    has it. ``outlet`` is the number of each article's outlet; ``at`` and ``word`` say which place
    has which word, at least once; shape ``(entries,)``.
    """
    words = int(word.max(initial=0)) + 1
    entries = sorted_unique(at * words + word)
    at = entries // words
    key = places.story[at] * words + entries % words
    is_later = places.is_later[at]
    is_new = is_later & ~is_in_sorted(key, np.sort(key[~is_later]))
    at, key = at[is_new], key[is_new]
    order = np.argsort(key, kind="stable")
    at, key = at[order], key[order]
    several, count = _begins_of_several(key, outlet[places.article[at]])
    before: IntArray = np.cumsum(places.is_later) - places.is_later  # later ones before each place
    begin = before[at[several]]
    story = places.story[at[several]]
    stop = np.bincount(places.story, places.is_later).astype(np.int64).cumsum()[story]
    told = 2 * count > stop - begin
    rows = (key[several] % words, several, count, story, begin, stop)
    for number, first, size, own, since, end in zip(
        *(row[told].tolist() for row in rows), strict=True
    ):
        tellers = places.article[at[first : first + size]].tolist()
        yield NewWord(own, number, tellers, since, end)


def _begins_of_several(key: IntArray, outlet: IntArray) -> tuple[IntArray, IntArray]:
    """Return where the keys begin, which are sorted, that have two outlets; and their sizes."""
    begins = np.flatnonzero(differs_from_previous(key))
    low, high = (some.reduceat(outlet, begins) for some in (np.minimum, np.maximum))
    several = low < high
    return begins[several], np.diff(begins, append=len(key))[several]
