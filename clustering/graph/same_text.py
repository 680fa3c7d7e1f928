"""Which articles have the same text, but for case, punctuation and accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.keys import repeated_texts
from clustering.arrays.types import IntArray, WordArray
from clustering.model import Article
from clustering.text.tokenizer import SpelledTexts, Tokenizer, pieces_of
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

    def texts() -> Iterator[bytes]:
        titles, excerpts = (
            chain.from_iterable(_of_each(*tokenizer.read(some)) for some in pieces_of(numbers))
            for numbers in (in_titles, in_texts)
        )
        return map(bytes.__add__, titles, excerpts)

    classes = np.arange(len(articles))
    alike = repeated_texts(texts())
    seen: dict[bytes, int] = {}
    is_alike = np.zeros(len(articles), dtype=np.bool_)
    is_alike[alike] = True
    found = zip(alike.tolist(), compress(texts(), is_alike.tolist()), strict=True)
    for at, text in found if len(alike) else ():
        if text:  # an article without words is equal only to itself
            classes[at] = seen.setdefault(text, at)
    return classes


def _of_each(words: WordArray, starts: IntArray) -> Iterator[bytes]:
    """Give the words of each text."""
    return (words[start:stop].tobytes() for start, stop in pairwise(starts.tolist()))
