"""Which articles have the same text, but for case, punctuation and accents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.keys import is_in_sorted, row_hashes, values_met_again
from clustering.arrays.types import IntArray, WordArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.model import Article
from clustering.text.tokenizer import SpelledTexts, Tokenizer, pieces_of
from clustering.text.words import folded_words


def same_text_classes(
    articles: Sequence[Article],
    titles_read: SpelledTexts | None = None,
    engine: Engine = IN_MEMORY,
) -> IntArray:
    """Give each article the number of its text: equal cleaned texts, equal numbers.

    Texts are equal when they differ only in case, punctuation, spacing or accents. An
    article without words is equal only to itself. Shape ``(articles,)``.
    """
    spellings, in_titles = titles_read or SpelledTexts.of(column_of(articles, "title"))
    in_texts = spellings.read(column_of(articles, "excerpt"), engine)
    tokenizer = Tokenizer(lambda one: folded_words(one.casefold()), spellings=spellings)

    def parts() -> Iterator[tuple[slice, WordArray, IntArray]]:
        for numbers in (in_titles, in_texts):
            stop = 0
            for words, starts in map(tokenizer.read, pieces_of(numbers)):
                start, stop = stop, stop + len(starts) - 1
                yield slice(start, stop), words, starts

    hashes, sizes = np.zeros((2, len(articles)), dtype=np.int64)
    for some, words, starts in parts():
        hashes[some] += row_hashes(words, starts, sizes[some])
        sizes[some] += np.diff(starts)
    is_alike = is_in_sorted(hashes, values_met_again(hashes)) & (sizes > 0)
    alike = np.flatnonzero(is_alike)
    texts = [b""] * len(alike)
    for some, words, starts in parts() if len(alike) else ():
        first, last = np.searchsorted(alike, [some.start, some.stop]).tolist()
        for at in range(first, last):
            start, stop = starts[alike[at] - some.start :][:2].tolist()
            texts[at] += words[start:stop].tobytes()
    classes = np.arange(len(articles))
    seen: dict[bytes, int] = {}
    for at, text in zip(alike.tolist(), texts, strict=True):
        classes[at] = seen.setdefault(text, at)
    return classes
