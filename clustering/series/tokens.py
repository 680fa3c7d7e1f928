"""Words of a title: how it is cut, which tokens are breaks, and how common a word is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice

import numpy as np

from clustering.article import FloatArray, IntArray
from clustering.series.keys import spans

# A break sets a label apart: spaced hyphens, colons, bars, dashes of all scripts.
TOKEN = re.compile(
    r"[^\W_]+(?:[.,'\u2019/-][^\W_]+)*|[:|\u2013\u2014\uff1a\uff5c\u3010\u3011]|(?<=\s)-(?=\s)"
)
BREAKS = frozenset(":|-\u2013\u2014\uff1a\uff5c\u3010\u3011")
# "US STOCKS-Wall St ends higher": agencies hang the headline on the label.
_AGENCY = re.compile(r"^([A-Z][A-Z ,.&/']{3,}(?: \d+)?)-(?=[A-Z][a-z])")

# Numbers of folded words; the ordinary ones come after these two.
EDGE = 0  # before the first word and after the last
NUMBER = 1  # any number or code

_PIECE = 20_000  # texts cut at once
_END = "A"  # stands for the end of a text: in lower case, no text holds it


def spaced(title: str) -> str:
    """Set an agency's label off by a colon, as other outlets write it."""
    return _AGENCY.sub(r"\1 : ", title) if title[:4].isupper() else title


def cut(texts: Sequence[str]) -> tuple[list[str], IntArray, IntArray]:
    """Cut texts in lower case into tokens.

    Returns
    -------
    tuple
        Every token there is, from the second place on; of each token in the texts, its place
        there; and its text.
    """
    # What stands between spaces is cut once, however often it occurs.
    chunks = _Numbers({_END: 0})
    pieces = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(texts), _PIECE):
        piece = [*texts[start : start + _PIECE], ""]
        pieces.append(chunks.of(f" {_END} ".join(piece).split()))
    chunk = np.concatenate(pieces)
    cuts = [[], *(TOKEN.findall(f" {one} ") for one in islice(chunks, 1, None))]
    length = np.fromiter(map(len, cuts), dtype=np.int64, count=len(cuts))
    tokens = _Numbers({"": 0})
    token = tokens.of(list(chain.from_iterable(cuts)))
    places = spans((np.cumsum(length) - length)[chunk], length[chunk])
    ends = chunk == 0
    text = np.repeat(np.cumsum(ends) - ends, length[chunk])
    return list(tokens), token[places], text


class _Numbers(dict[str, int]):
    """Strings numbered in the order in which they are first met."""

    def __missing__(self, one: str) -> int:
        self[one] = number = len(self)
        return number

    def of(self, strings: Sequence[str]) -> IntArray:
        """Return the number of each string."""
        return np.fromiter(map(self.__getitem__, strings), dtype=np.int64, count=len(strings))


def has_digit(token: str) -> bool:
    """Whether a token is a number or a code."""
    return any(map(str.isdigit, token))


def background(words: list[str]) -> FloatArray:
    """Frequency of each word in the language; 0 for unknown ones."""
    from wordfreq import get_frequency_dict

    known = get_frequency_dict("en", wordlist="best")
    return np.array([known.get(word, 0.0) for word in words], dtype=np.float64)


def readable(title: str, words: set[str]) -> str:
    """Write a title with its frame's words as they stand and dots for the others."""
    shown: list[str] = []
    for match in TOKEN.finditer(title):
        token = match.group()
        if token in BREAKS or token.casefold() in words:
            shown.append(token)
        elif not shown or shown[-1] != "…":
            shown.append("…")
    return re.sub(r" ([:\uff1a])", r"\1", " ".join(shown))
