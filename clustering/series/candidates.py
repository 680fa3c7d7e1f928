"""Candidates: what the titles of one outlet share, before anything is judged."""

from __future__ import annotations

import numpy as np

from clustering.arrays.keys import FACTOR, frequent, mix
from clustering.arrays.types import IntArray
from clustering.series.jargon import Jargon
from clustering.series.mills import mills
from clustering.series.runs import ENDED, FRAMED, LABELLED, LEAST, Runs, distinct, gather, join
from clustering.series.titles import ENDING, LABEL, Titles
from clustering.series.tokens import EDGE, NUMBER

_GRAM = 4


def candidates(titles: Titles, jargon: Jargon) -> Runs:
    """Gather the titles of one outlet that share a label, an ending, four words or jargon."""
    first = titles.start[:-1]
    last = titles.start[1:] - titles.ending
    labelled = _labels(titles, LABELLED, first, titles.label, LABEL)
    ended = _labels(titles, ENDED, last, titles.ending, ENDING)
    return distinct(join([labelled, ended, _grams(titles), mills(titles, jargon)]))


def _labels(titles: Titles, kind: int, first: IntArray, words: IntArray, most: int) -> Runs:
    """Gather titles by as many words as stand before (or after) the break."""
    fit = (titles.outlet >= 0) & (words > 0) & (words <= most) & (titles.length - words > 1)
    chosen = np.flatnonzero(fit)
    key = mix(titles.outlet[chosen] + 1)
    ordinary = np.zeros(len(chosen), dtype=np.bool_)
    for step in range(most):
        inside = np.flatnonzero(step < words[chosen])
        word = titles.word[first[chosen[inside]] + step]
        key[inside] = mix(key[inside] + word.astype(np.uint64))
        ordinary[inside] |= word > NUMBER
    key, chosen = key[ordinary], chosen[ordinary]
    return gather(titles, key, chosen, kind, words[chosen], np.ones(len(chosen), dtype=np.bool_))


def _grams(titles: Titles) -> Runs:
    """Gather titles by any four words in a row, the edges of the title counting as words."""
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
        phrase = mix(phrase + word[at + step].astype(np.uint64))
    everywhere = np.sort(phrase)
    key = mix(phrase + titles.outlet[title].astype(np.uint64) * FACTOR)
    recurs = frequent(key, LEAST) & (titles.outlet[title] >= 0)
    at, phrase, title, key = at[recurs], phrase[recurs], title[recurs], key[recurs]
    anchored = (word[at] == EDGE) | (word[at + _GRAM - 1] == EDGE)
    words = np.full(len(at), _GRAM)
    uses = np.searchsorted(everywhere, phrase, "right") - np.searchsorted(everywhere, phrase)
    return gather(titles, key, title, FRAMED, words, anchored, uses)
