"""Tokens of a title: how it is cut, which tokens are breaks, and how common a word is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.text.frequencies import word_frequencies
from clustering.text.tokenizer import Tokenizer

# A break separates a prefix: spaced hyphens, colons, bars, dashes of all scripts.
TOKEN_PATTERN = re.compile(
    r"[^\W_]+(?:[.,'\u2019/-][^\W_]+)*|[:|\u2013\u2014\uff1a\uff5c\u3010\u3011]|(?<=\s)-(?=\s)"
)
BREAKS = frozenset(":|-\u2013\u2014\uff1a\uff5c\u3010\u3011")
# "US STOCKS-Wall St ends higher": agencies join prefix and headline by a hyphen.
_AGENCY = re.compile(r"^([A-Z][A-Z ,.&/']{3,}(?: \d+)?)-(?=[A-Z][a-z])")

# Numbers of folded words; the ordinary ones come after these two.
EDGE = 0  # before the first word and after the last
NUMBER = 1  # any number or code


def separate_agency_prefix(title: str) -> str:
    """Write an agency's prefix with a colon, as other outlets do."""
    return _AGENCY.sub(r"\1 : ", title) if title[:4].isupper() else title


def tokenize(texts: Sequence[str]) -> tuple[list[str], IntArray, IntArray]:
    """Cut texts in lower case into tokens.

    Returns
    -------
    tuple
        Every token there is, from the second place on; of each token in the texts, its place
        there; and its text.
    """
    tokenizer = Tokenizer(lambda one: TOKEN_PATTERN.findall(f" {one} "), [""])
    token, starts = tokenizer.read(texts)
    return list(tokenizer.numbers), token, np.repeat(np.arange(len(texts)), np.diff(starts))


def has_digit(token: str) -> bool:
    """Whether a token is a number or a code."""
    return any(map(str.isdigit, token))


def language_frequency(words: list[str]) -> FloatArray:
    """Frequency of each word in the language; 0 for unknown ones."""
    known = word_frequencies(words)
    return np.array([known.get(word, 0.0) for word in words], dtype=np.float64)


def frame_in_words(title: str, words: set[str]) -> str:
    """Write a title with its frame's words as they stand and dots for the others."""
    shown: list[str] = []
    for match in TOKEN_PATTERN.finditer(title):
        token = match.group()
        if token in BREAKS or token.casefold() in words:
            shown.append(token)
        elif not shown or shown[-1] != "…":
            shown.append("…")
    return re.sub(r" ([:\uff1a])", r"\1", " ".join(shown))
