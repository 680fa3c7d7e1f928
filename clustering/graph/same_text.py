"""Which articles have the same text, but for case, punctuation and accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import IntArray, WordArray
from clustering.model import Article
from clustering.text.tokenizer import SpelledTexts, Tokenizer
from clustering.text.words import folded_words


def same_text_classes(
    articles: Sequence[Article], titles_read: SpelledTexts | None = None
) -> IntArray:
    """Give each article the number of its text: equal cleaned texts, equal numbers.

    Texts are equal when they differ only in case, punctuation, spacing or accents. An
    article without words is equal only to itself. Shape ``(articles,)``.

    Parameters
    ----------
    titles_read
        The titles, where they are read for others as well.
    """
    spellings, in_titles = titles_read or SpelledTexts.of(column_of(articles, "title"))
    in_texts = spellings.read(column_of(articles, "excerpt"))
    tokenizer = Tokenizer(lambda one: folded_words(one.casefold()), spellings=spellings)
    titles, texts = (_of_each(*tokenizer.read(numbers)) for numbers in (in_titles, in_texts))
    seen: dict[bytes | int, int] = {}
    keys = enumerate(map(bytes.__add__, titles, texts))
    return np.array([seen.setdefault(key or at, len(seen)) for at, key in keys], dtype=np.int64)


def _of_each(words: WordArray, starts: IntArray) -> Iterator[bytes]:
    """Give the words of each text."""
    return (words[start:stop].tobytes() for start, stop in pairwise(starts.tolist()))
