"""Which words are counted, and in what form: without accents, singular, or as character pairs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from clustering.arrays.types import WordArray
from clustering.text.scripts import MARKS, SOUTH_EAST_ASIAN, SYLLABIC, UNSPACED, needs_marks
from clustering.text.tokenizer import Spellings, Tokenizer

# Numbers keep their inner point or comma ("69.8", "10,000") so that they stay one word.
_WORD = re.compile(rf"\d+(?:[.,]\d+)+|[\w{MARKS}{SOUTH_EAST_ASIAN}]+")
_APOSTROPHE = re.compile(r"(?<=\w)[\u2019\u02bc']s?\b")

_UNSPACED = re.compile(f"[{UNSPACED}]+")
_SYLLABIC = re.compile(f"[{SYLLABIC}]")

# Endings that look like a plural of another kind; the rest are folded by rule.
_NOT_PLURAL = frozenset({"series", "species", "perhaps", "always", "texas", "christmas"})
_IES_OF_IE = frozenset(
    {"calories", "cookies", "movies", "rookies", "selfies", "smoothies", "zombies"}
)


def same_text_key(title: str, excerpt: str) -> str:
    """Form in which two texts that differ only in case, punctuation or accents are equal."""
    return " ".join(folded_words(f"{title}\t{excerpt}".casefold()))


def folded_words(text: str) -> list[str]:
    """Words of a text in lower case, without accents."""
    if text.isascii() and text.isalnum():  # most of what stands between two spaces
        return [text]
    return [_fold(word) for word in _WORD.findall(text)]


def features(word: str) -> list[str]:
    """Return what a word counts as: itself without accents, or its character pairs.

    Runs of scripts written without spaces (Chinese, Japanese, Thai, …) become overlapping
    character pairs, so that they match without a dictionary.
    """
    if word.isascii():
        return [singular(word)]
    if _UNSPACED.search(word) is None:
        return [_fold(word)]
    found: list[str] = []
    for run in _UNSPACED.findall(word):
        found += [a + b for a, b in pairwise(run)] if len(run) > 1 else [run]
    rest = _UNSPACED.sub(" ", word).split()
    return found + [_fold(part) for part in rest]


def is_syllable(feature: str) -> bool:
    """Whether a feature is a pair of signs that write sounds, such as kana or Thai letters."""
    return len(feature) < 3 and not feature.isascii() and _SYLLABIC.search(feature) is not None


def singular(word: str) -> str:
    """Fold a plain English plural: "harbours" and "harbour", "batteries" and "battery"."""
    if len(word) < 4 or word[-1] != "s" or word[-2] in "sui" or not word.isalpha():
        return word
    if word in _NOT_PLURAL:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-1] if word in _IES_OF_IE else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _fold(word: str) -> str:
    """Drop accents of alphabets that have them as an extra (Latin, Greek, Cyrillic, Arabic)."""
    if word.isascii() or needs_marks(word[0]):
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)) or word


def words_in(text: str) -> set[str]:
    """Return what the words of one text count as, each once."""
    return {feature for word in plain_words(text.casefold()) for feature in features(word)}


class WordCounter:
    """Counts the words of many texts in whole-array steps, over one shared vocabulary.

    Words get their column in order of first appearance, so the same texts in the same
    order give the same matrix.
    """

    def __init__(self, spellings: Spellings | None = None) -> None:
        self._tokenizer = Tokenizer(
            lambda spelling: plain_words(spelling.casefold()), spellings=spellings
        )

    @property
    def vocabulary(self) -> dict[str, int]:
        """Column of each word met so far."""
        return self._tokenizer.numbers

    def count(self, texts: Sequence[str] | WordArray) -> sparse.csr_array:
        """Count the words of texts; shape ``(texts, words seen so far)``, float32."""
        column, starts = self._tokenizer.read(texts)
        ones = np.ones(len(column), dtype=np.float32)
        shape = (len(starts) - 1, len(self.vocabulary))
        bounds = starts if len(column) > np.iinfo(np.int32).max else starts.astype(np.int32)
        counts = sparse.csr_array((ones, column, bounds), shape=shape)
        counts.sum_duplicates()
        return counts


def plain_words(spelling: str) -> list[str]:
    """Cut a text into words as they are written, without possessive endings."""
    if spelling.isascii() and spelling.isalnum():  # most of what stands between two spaces
        return [spelling]
    return _WORD.findall(_APOSTROPHE.sub("", spelling))
