"""Which pairs are worth comparing: articles that share a key, and the near pairs of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from clustering.arrays.columns import column_of
from clustering.arrays.keys import sorted_unique
from clustering.arrays.types import FloatArray, IntArray
from clustering.duplicates.measure import pairwise_scores, take_texts, text_lengths
from clustering.duplicates.trimming import unwrap_text
from clustering.duplicates.views import TitleViews
from clustering.duplicates.words import Lexicon, encode_words
from clustering.model import Article
from clustering.pairs.nearest import Pairs
from clustering.text.tokenizer import Numbering

# Words of a key. A title has two keys, its beginning and its end, so that an edit leaves one.
_TITLE_KEY_WORDS = 5
_LEDE_KEY_WORDS = 8
# Titles with an equal key are compared only if they share this part of the shorter one's words.
_MIN_SHARED_TITLE = 0.6
_LEDE_CHARS = 140  # room for two keys of eight words

# In each bucket an article is paired with its next neighbours in sorted order (sorted
# neighbourhood blocking). A title of ten thousand rows then costs thirty thousand pairs, not
# fifty million.
_MAX_BUCKET_DISTANCE = 3


def candidate_pairs(
    articles: Sequence[Article],
    titles: TitleViews,
    near: Pairs,
    similarity: float,
    workers: int,
) -> tuple[IntArray, IntArray]:
    """Collect the pairs to compare, each once with ``left < right``, sorted.

    Parameters
    ----------
    titles
        The views of all articles' titles.
    near
        Near pairs of the run, which are within its time window.
    similarity
        Least similarity of the near pairs to compare.
    workers
        Threads to use.

    Notes
    -----
    Keys ignore time: they find a text that an outlet publishes again months later.
    """
    size = len(articles)
    left, right, _ = near.some(near.similarity.astype(np.float64) >= similarity)
    lefts, rights = [left], [right]
    for first, second in _bucket_pairs(articles, titles, workers):
        lefts.append(np.minimum(first, second))
        rights.append(np.maximum(first, second))
    both = sorted_unique(np.concatenate(lefts) * size + np.concatenate(rights))
    left, right = np.divmod(both, max(size, 1))
    return left, right


def _bucket_pairs(
    articles: Sequence[Article], titles: TitleViews, workers: int
) -> Iterator[tuple[IntArray, IntArray]]:
    title_keys = titles.full
    lede_keys = _ledes(articles, titles.lexicon)
    by_title, by_lede = _ranks(title_keys), _ranks(lede_keys)
    for keys, least in (
        ([key[:_TITLE_KEY_WORDS] for key in title_keys], _TITLE_KEY_WORDS),
        ([key[-_TITLE_KEY_WORDS:] for key in title_keys], _TITLE_KEY_WORDS),
    ):
        for first, second in _neighbours(keys, least, by_title, by_lede):
            likely = _share(title_keys, first, second, workers) >= _MIN_SHARED_TITLE
            yield first[likely], second[likely]
    for keys, least in (
        (titles.bare, 1),
        ([key[:_LEDE_KEY_WORDS] for key in lede_keys], _LEDE_KEY_WORDS),
        ([key[_LEDE_KEY_WORDS : 2 * _LEDE_KEY_WORDS] for key in lede_keys], _LEDE_KEY_WORDS),
    ):
        yield from _neighbours(keys, least, by_lede, by_title)


def _share(titles: Sequence[str], first: IntArray, second: IntArray, workers: int) -> FloatArray:
    """Share of the shorter title's words that the longer has in the same order."""
    one, other = take_texts(titles, first), take_texts(titles, second)
    shared = pairwise_scores(LCSseq.similarity, one, other, workers)
    return shared / np.maximum(np.minimum(text_lengths(one), text_lengths(other)), 1)


def _ledes(articles: Sequence[Article], lexicon: Lexicon) -> list[str]:
    """Return the first words of each text, coded."""
    keys = [""] * len(articles)
    texts = column_of(articles, "excerpt")
    places = [place for place, text in enumerate(texts) if text]
    rows = lexicon.read([unwrap_text(texts[k], _LEDE_CHARS).text for k in places])
    ledes = encode_words(lexicon.meanings().same[rows.words], rows.starts)
    for place, lede in zip(places, ledes, strict=True):
        keys[place] = lede
    return keys


def _ranks(keys: Sequence[str]) -> IntArray:
    """Return the place of each key among the different keys, sorted; shape ``(keys,)``."""
    place = Numbering()
    place.of(sorted(set(keys)))
    return place.of(keys)


def _neighbours(
    keys: Sequence[str], least: int, *ranks: IntArray
) -> Iterator[tuple[IntArray, IntArray]]:
    """Pair each article with the next few of its bucket, sorted by ``ranks``, then position."""
    bucket = Numbering().of(keys)
    order = np.flatnonzero(text_lengths(keys) >= least)
    order = order[np.lexsort((*(rank[order] for rank in reversed(ranks)), bucket[order]))]
    sorted_bucket = bucket[order]
    for step in range(1, _MAX_BUCKET_DISTANCE + 1):
        together = sorted_bucket[:-step] == sorted_bucket[step:]
        yield order[:-step][together], order[step:][together]
