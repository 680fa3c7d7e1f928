"""Which words are names in scripts that have no capitals: those that their language does not list.

The list of a language's words holds nearly all but names. Words written with spaces (Arabic,
Hebrew, Hindi, …) are looked up as they are. Runs of Chinese characters are looked up pair by pair:
a pair over the border of two listed words is in no list either, but of a name two pairs in a row
are missing, or it is all that stands between other signs (a run of katakana is looked up whole)::

    黑岚 岚煤 煤矿 矿发 发生        煤矿 (coal mine) and 发生 (happen) are listed;
     no   no  yes  no  yes        矿发 lies between them, 黑岚 is the name of the mine
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from clustering.arrays.keys import span_positions
from clustering.arrays.types import BoolArray, IntArray, WordArray
from clustering.text.frequencies import word_frequencies
from clustering.text.words import features, is_syllable

# The languages whose lists tell the names in a script, as Unicode calls it.
_LISTS = {
    "ARABIC": ("ar", "fa", "ur"),
    "BENGALI": ("bn",),
    "CJK": ("zh", "ja"),
    "KATAKANA": ("ja",),
    "DEVANAGARI": ("hi",),
    "HEBREW": ("he",),
    "TAMIL": ("ta",),
}
_KATAKANA = re.compile("[ァ-ヺー]{3,}")
_NUMBERS = {script: number for number, script in enumerate(_LISTS)}
# Where more of what a script writes in titles than this would be names, the lists are of other
# languages, and say nothing of names.
_MAX_NAMES = 0.5


class CaselessNames:
    """The words in scripts without capitals among some words.

    Parameters
    ----------
    words
        As they were written, each once.
    columns
        Column of each feature (see :func:`clustering.text.words.features`).
    """

    def __init__(self, words: Sequence[str], columns: Mapping[str, int]) -> None:
        column, script, stretch, forms = [], [], [], []
        sizes = np.zeros(len(words), dtype=np.int64)
        stretches = 0
        for at, word in enumerate(words):
            if word.isascii() or (name := _script(word[0])) not in _LISTS:
                continue
            parts = features(word)
            stretches += 1
            for part, form in zip(parts, _looked_up(word, parts), strict=True):
                if form and len(part) > 1 and part in columns:
                    column.append(columns[part])
                    script.append(_NUMBERS[name])
                    stretch.append(stretches)
                    forms.append(form)
                    sizes[at] += 1
                elif not form:  # a kana between others: what stands before and after are two
                    stretches += 1
        self._sizes, self._starts = sizes, np.cumsum(sizes) - sizes
        self._column: IntArray = np.array(column, dtype=np.int64)
        self._script: IntArray = np.array(script, dtype=np.int64)
        self._stretch: IntArray = np.array(stretch, dtype=np.int64)
        self._is_alone: BoolArray = np.bincount(self._stretch)[self._stretch] == 1  # in its stretch
        self._forms = forms
        # A word that is looked up whole counts once, however many pairs it has.
        pairs = np.array([max(len(form) - 1, 1) for form in forms], dtype=np.float64)
        self._weight = np.where(self._is_alone, 1.0, 1 / pairs)

    def __bool__(self) -> bool:
        return bool(self._forms)

    def in_titles(
        self, numbers: IntArray | WordArray, rows: IntArray | WordArray
    ) -> tuple[IntArray, IntArray]:
        """Return the names among the words of titles.

        Parameters
        ----------
        numbers, rows
            Number and title of each word of the titles; shape ``(words in titles,)``.

        Returns
        -------
        titles, columns
            One entry for each name of a title.
        """
        sizes = self._sizes[numbers]
        places = span_positions(self._starts[numbers], sizes)
        is_name = self._missing()
        seen, named = (
            np.bincount(self._script[some], self._weight[some], minlength=len(_LISTS))
            for some in (places, places[is_name[places]])
        )
        is_name &= (named <= _MAX_NAMES * seen)[self._script]
        kept = is_name[places]
        titles: IntArray = np.repeat(rows, sizes)[kept].astype(np.int64)
        return titles, self._column[places[kept]]

    def _missing(self) -> BoolArray:
        """Whether each part is not listed, and alone in its stretch or beside another such."""
        known: set[str] = set()
        for script, languages in enumerate(_LISTS.values()):
            of_script = np.flatnonzero(self._script == script).tolist()
            if of_script:
                known.update(word_frequencies((self._forms[at] for at in of_script), languages))
        unlisted = np.array([form not in known for form in self._forms], dtype=np.bool_)
        same = self._stretch[1:] == self._stretch[:-1]
        is_missing: BoolArray = unlisted & self._is_alone
        both = same & unlisted[1:] & unlisted[:-1]
        is_missing[1:] |= both
        is_missing[:-1] |= both
        return is_missing


def covered(word: str, pairs: set[str]) -> list[str]:
    """Return the stretches of a word written without spaces that some pairs of signs cover.

    >>> covered("黑岚煤矿发生", {"黑岚", "岚煤"})
    ['黑岚煤']
    """
    found: list[str] = []
    end = -1
    for at, (one, other) in enumerate(pairwise(word)):
        if one + other in pairs:
            if at == end:
                found[-1] += other
            else:
                found.append(one + other)
            end = at + 1
    return found


def _looked_up(word: str, parts: Sequence[str]) -> list[str]:
    """Return what is looked up of each part of a word; empty for pairs with a sign for a sound.

    A run of katakana is a word as a whole, most often one from abroad.
    """
    if len(parts) == 1:
        return [word]
    run_of = {
        run[at : at + 2]: run for run in _KATAKANA.findall(word) for at in range(len(run) - 1)
    }
    return [run_of.get(part, "" if is_syllable(part) else part) for part in parts]


@lru_cache(maxsize=65_536)
def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
