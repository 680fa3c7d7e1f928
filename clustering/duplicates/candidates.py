"""Which pairs are worth comparing: articles that share a key, and the near pairs of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.keys import differs_from_previous, is_in_sorted, values_met_again
from clustering.arrays.types import IntArray, PairEnds
from clustering.duplicates.measure import shared_share
from clustering.duplicates.texts.coded import CodedTexts, encoded
from clustering.duplicates.texts.trimming import unwrap_text
from clustering.duplicates.texts.views import TitleViews
from clustering.duplicates.texts.words import Lexicon
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.engines.sorted_pairs import sorted_pairs
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

_PAIRS_AT_ONCE, _AT_ONCE = 1_000_000, 50_000  # pairs and articles; these bound the memory

_Ends = tuple[IntArray, IntArray]


def candidate_pairs(
    articles: Sequence[Article],
    titles: TitleViews,
    near: Pairs,
    similarity: float,
    workers: int,
    engine: Engine = IN_MEMORY,
) -> tuple[PairEnds, PairEnds]:
    """Collect the pairs to compare, each once with ``left < right``, sorted.

    They are those of the near pairs of the run that are at least so similar, and those that have a
    key in common. Keys ignore time: they find a text that an outlet publishes again months later.
    """
    lede = _ledes(articles, titles.lexicon, engine)
    pieces = chain(_alike(near, similarity), _bucket_pairs(titles, lede, workers))
    return sorted_pairs(pieces, max(len(articles), 1), engine)


def _alike(near: Pairs, similarity: float) -> Iterator[tuple[PairEnds, PairEnds]]:
    for some in stretches(len(near), _PAIRS_AT_ONCE):
        is_alike = near.similarity[some].astype(np.float64) >= similarity
        yield near.left[some][is_alike], near.right[some][is_alike]


def _bucket_pairs(
    titles: TitleViews, lede: CodedTexts, workers: int
) -> Iterator[tuple[IntArray, IntArray]]:
    """Pair articles of a bucket, ``left < right``; titles only where they share enough."""
    full = titles.full
    for key in (full.words(0, _TITLE_KEY_WORDS), full.words(-_TITLE_KEY_WORDS, _TITLE_KEY_WORDS)):
        for first, second in _neighbours(key, _TITLE_KEY_WORDS, full, lede):
            share = shared_share(full.take(first), full.take(second), workers)
            likely = share >= _MIN_SHARED_TITLE
            yield first[likely], second[likely]
    yield from _neighbours(titles.bare, 1, lede, full)
    for start in (0, _LEDE_KEY_WORDS):
        yield from _neighbours(lede.words(start, _LEDE_KEY_WORDS), _LEDE_KEY_WORDS, lede, full)


def _ledes(articles: Sequence[Article], lexicon: Lexicon, engine: Engine) -> CodedTexts:
    """Return the first words of each text, coded."""
    texts = column_of(articles, "excerpt")
    places = np.flatnonzero(np.fromiter(map(bool, texts), dtype=np.bool_, count=len(articles)))
    parts = (places[some] for some in stretches(len(places), _AT_ONCE))
    rows = lexicon.read_pieces(
        ([unwrap_text(text, _LEDE_CHARS).text for text in picked(texts, some)] for some in parts),
        engine,
    )
    told = encoded(rows, lexicon.meanings().same, engine)
    starts, sizes = np.zeros((2, len(articles)), dtype=np.int64)
    starts[places], sizes[places] = told.starts, told.sizes
    return CodedTexts(told.codes, starts, sizes).held(engine)


def _neighbours(keys: CodedTexts, least: int, *sorted_by: CodedTexts) -> Iterator[_Ends]:
    """Pair each article with the next few of its bucket, sorted by these, then position.

    Buckets are told by hash first: most articles are alone in theirs, and not looked at. The
    others are paired some whole buckets at a time.
    """
    places = np.flatnonzero(keys.sizes >= least)
    hashes = np.fromiter(map(hash, keys.picked(places)), dtype=np.int64, count=len(places))
    is_shared = is_in_sorted(hashes, values_met_again(hashes))
    places, hashes = places[is_shared], hashes[is_shared]
    order = np.argsort(hashes, kind="stable")
    places, hashes = places[order], hashes[order]
    begins = np.append(np.flatnonzero(differs_from_previous(hashes)), len(hashes))
    start = 0
    while start < len(places):
        stop = int(begins[np.searchsorted(begins, min(start + _AT_ONCE, len(hashes)))])
        some = np.sort(places[start:stop])
        own, *ranks = keys.take(some), *(_ranks(one.take(some)) for one in sorted_by)
        for first, second in _in_buckets(own, ranks):
            yield some[first], some[second]
        start = stop


def _ranks(keys: Sequence[str]) -> IntArray:
    """Return the place of each key among the different keys, sorted; shape ``(keys,)``."""
    place = Numbering()
    place.of(sorted(set(keys)))
    return place.of(keys)


def _in_buckets(keys: Sequence[str], ranks: Sequence[IntArray]) -> Iterator[_Ends]:
    bucket = Numbering().of(keys)
    order = np.lexsort((*reversed(ranks), bucket))
    sorted_bucket = bucket[order]
    for step in range(1, _MAX_BUCKET_DISTANCE + 1):
        together = sorted_bucket[:-step] == sorted_bucket[step:]
        ends = order[:-step][together], order[step:][together]
        yield np.minimum(*ends), np.maximum(*ends)
