"""Candidate runs: titles of one outlet that share something, before they are judged."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import HASH_FACTOR, hash64, is_frequent
from clustering.arrays.types import IntArray
from clustering.series.formulaic import formulaic_titles
from clustering.series.jargon import Jargon
from clustering.series.runs import (
    MIN_RUN_TITLES,
    PREFIXED,
    SHARED_PHRASE,
    SUFFIXED,
    Runs,
    concatenate_runs,
    distinct_runs,
    gather_runs,
)
from clustering.series.titles import MAX_PREFIX_WORDS, MAX_SUFFIX_WORDS, Titles
from clustering.series.tokens import EDGE, NUMBER

_GRAM = 4


def candidate_runs(titles: Titles, jargon: Jargon) -> Runs:
    """Gather the titles of one outlet that share a prefix, a suffix, four words or jargon."""
    first = titles.start[:-1]
    last = titles.start[1:] - titles.suffix
    prefixed = _by_affix(titles, PREFIXED, first, titles.prefix, MAX_PREFIX_WORDS)
    suffixed = _by_affix(titles, SUFFIXED, last, titles.suffix, MAX_SUFFIX_WORDS)
    return distinct_runs(
        concatenate_runs([prefixed, suffixed, _by_phrase(titles), formulaic_titles(titles, jargon)])
    )


def _by_affix(titles: Titles, kind: int, first: IntArray, words: IntArray, most: int) -> Runs:
    """Gather titles by as many words as stand before (or after) the break."""
    fit = (titles.outlet >= 0) & (words > 0) & (words <= most) & (titles.length - words > 1)
    chosen = np.flatnonzero(fit)
    key = hash64(titles.outlet[chosen] + 1)
    ordinary = np.zeros(len(chosen), dtype=np.bool_)
    for step in range(most):
        inside = np.flatnonzero(step < words[chosen])
        word = titles.word[first[chosen[inside]] + step]
        key[inside] = hash64(key[inside] + word.astype(np.uint64))
        ordinary[inside] |= word > NUMBER
    key, chosen = key[ordinary], chosen[ordinary]
    return gather_runs(
        titles, key, chosen, kind, words[chosen], np.ones(len(chosen), dtype=np.bool_)
    )


def _by_phrase(titles: Titles) -> Runs:
    """Gather titles by each four words in a row; the edges of a title count as words."""
    size = len(titles.word) + 2 * len(titles)
    word = np.full(size, EDGE, dtype=np.int64)
    owner = np.repeat(np.arange(len(titles)), titles.length + 2)
    word[np.arange(len(titles.word)) + 2 * titles.title + 1] = titles.word
    windows = max(size - _GRAM + 1, 0)
    is_ordinary = word > NUMBER
    ordinary = np.zeros(windows, dtype=np.int8)
    for step in range(_GRAM):
        ordinary += is_ordinary[step : step + windows]
    at = np.flatnonzero((owner[:windows] == owner[size - windows :]) & (ordinary > 1))
    title = owner[at]
    phrase = np.zeros(len(at), dtype=np.uint64)
    for step in range(_GRAM):
        phrase = hash64(phrase + word[at + step].astype(np.uint64))
    everywhere = np.sort(phrase)
    key = hash64(phrase + titles.outlet[title].astype(np.uint64) * HASH_FACTOR)
    recurs = is_frequent(key, MIN_RUN_TITLES) & (titles.outlet[title] >= 0)
    at, phrase, title, key = at[recurs], phrase[recurs], title[recurs], key[recurs]
    anchored = (word[at] == EDGE) | (word[at + _GRAM - 1] == EDGE)
    words = np.full(len(at), _GRAM)
    uses = np.searchsorted(everywhere, phrase, "right") - np.searchsorted(everywhere, phrase)
    return gather_runs(titles, key, title, SHARED_PHRASE, words, anchored, uses)
