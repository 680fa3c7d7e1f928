"""Which articles have the same text, but for case, punctuation and accents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.types import IntArray
from clustering.model import Article
from clustering.text.tokenizer import Tokenizer
from clustering.text.words import folded_words


def same_text_classes(articles: Sequence[Article]) -> IntArray:
    """Give each article the number of its text: equal cleaned texts, equal numbers.

    Texts are equal when they differ only in case, punctuation, spacing or accents. An
    article without words is equal only to itself. Shape ``(articles,)``.
    """
    both = zip(column_of(articles, "title"), column_of(articles, "excerpt"), strict=True)
    texts = [f"{title}\t{excerpt}".casefold() for title, excerpt in both]
    words, starts = Tokenizer(folded_words).read(texts)
    seen: dict[bytes | int, int] = {}
    return np.array(
        [
            seen.setdefault(words[start:stop].tobytes() or place, len(seen))
            for place, (start, stop) in enumerate(pairwise(starts.tolist()))
        ],
        dtype=np.int64,
    )
