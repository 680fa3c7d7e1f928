"""Pairs of articles in different languages: the nearest in meaning, against what chance gives.

Vectors of one encoder share a direction, and those of one language another; with both taken away
unrelated articles have a cosine near 0, with a standard deviation of 0.07 to 0.14 that differs
from article to article (a "hub" is near to all). A cosine says something where it is above three
of these deviations. Measured on invented stories in eight languages, that alone raises the best F1
of pairs from 0.73 to 0.92 with multilingual E5-small, from 0.76 to 0.82 with the Universal
Sentence Encoder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.system.progress import Tell
from clustering.vectors.meaning.base import ArticleMeanings, DenseArray, unit_dense

NEIGHBOURS = 20
"""Nearest articles in other languages that each article brings in."""

_MAIN_SHARE = 0.9  # of the corpus: a language with so much is only searched in
# How many articles the background counts as in the mean of all vectors, and the mean of all in
# that of one language.
_BACKGROUND_ARTICLES = 50
_LANGUAGE_ARTICLES = 10
# The deviation that is measured counts with the usual one for so many articles.
_USUAL_DEVIATION, _USUAL_ARTICLES = 0.1, 30
_SAMPLED = 2_000  # articles with which each is compared to measure its deviation
_BLOCK = 2_000
_PAIRS = 20_000  # whose vectors are held at once


@dataclass(frozen=True)
class Meaning:
    """What articles mean, made comparable; arrays of shape ``(articles, …)``.

    Attributes
    ----------
    rows
        Unit vectors without what unrelated articles have in common.
    deviation
        Standard deviation of the cosines of each with unrelated ones.
    compared
        With how many articles in other languages, in the time of its own, each was compared.
    codes
        The language of each.
    """

    rows: DenseArray
    deviation: FloatArray
    compared: FloatArray
    codes: Sequence[str]
    encoder: str

    def cosines(self, left: IntArray, right: IntArray) -> FloatArray:
        """How near in meaning pairs of articles are; shape ``(pairs,)``."""
        found = [
            np.einsum("ij,ij->i", self.rows[left[some]], self.rows[right[some]], dtype=np.float64)
            for some in (slice(at, at + _PAIRS) for at in range(0, len(left), _PAIRS))
        ]
        return np.concatenate(found or [np.zeros(0)])

    def deviations(self, left: IntArray, right: IntArray) -> FloatArray:
        """Deviation of unrelated articles, for both ends of each pair; shape ``(pairs,)``."""
        both: FloatArray = np.sqrt(self.deviation[left] * self.deviation[right])
        return both

    def differ(self, left: IntArray, right: IntArray) -> BoolArray:
        """Whether pairs are in different languages; shape ``(pairs,)``."""
        codes = np.array(self.codes)
        different: BoolArray = codes[left] != codes[right]
        return different


@dataclass(frozen=True)
class AcrossPairs:
    """Near pairs across languages, each once with ``left < right``, sorted; shape ``(pairs,)``."""

    left: IntArray
    right: IntArray

    def __len__(self) -> int:
        return len(self.left)


_NONE: IntArray = np.zeros(0, dtype=np.int64)
NO_PAIRS = AcrossPairs(_NONE, _NONE)


def centred(meanings: ArticleMeanings) -> tuple[DenseArray, DenseArray]:
    """Take away what all vectors share, and those of a language; of articles and background."""
    rows, background = meanings.rows, meanings.background
    of_all = np.zeros(rows.shape[1])
    if len(background):
        of_all = background.mean(axis=0, dtype=np.float64)
    places = [np.flatnonzero(meanings.language_of == at) for at in range(len(meanings.languages))]
    total, count = _BACKGROUND_ARTICLES * of_all, float(_BACKGROUND_ARTICLES)
    for here in places:  # no language counts for more than the background
        share = min(1.0, _BACKGROUND_ARTICLES / max(len(here), 1))
        total = total + share * rows[here].sum(axis=0, dtype=np.float64)
        count += share * len(here)
    of_all = total / count
    found = np.zeros_like(rows)
    for here in places:
        total = rows[here].sum(axis=0, dtype=np.float64) + _LANGUAGE_ARTICLES * of_all
        found[here] = unit_dense(rows[here] - total / (len(here) + _LANGUAGE_ARTICLES))
    found[~rows.any(axis=1)] = 0.0  # an article without a vector is near to none
    return found, unit_dense(background - of_all) if len(background) else background


def deviations(rows: DenseArray, background: DenseArray, meanings: ArticleMeanings) -> FloatArray:
    """Measure how far cosines of each article with unrelated ones spread; ``(articles,)``.

    It is told from those below 0: what an article has in common with others of its event is
    above.
    """
    step = max(len(rows) // _SAMPLED, 1)
    sample = np.arange(0, len(rows), step)
    found = np.zeros(len(rows))
    usual = _USUAL_ARTICLES * _USUAL_DEVIATION**2
    for start in range(0, len(rows), _BLOCK):
        some = slice(start, start + _BLOCK)
        cosines = rows[some] @ np.concatenate([rows[sample], background]).T
        counts = cosines < 0
        counts[:, : len(sample)] &= (
            meanings.language_of[some, None] != meanings.language_of[None, sample]
        )
        squares = np.where(counts, cosines.astype(np.float64) ** 2, 0.0).sum(axis=1)
        found[some] = np.sqrt((squares + usual) / (counts.sum(axis=1) + _USUAL_ARTICLES))
    return found


def pairs_across(
    meanings: ArticleMeanings, days: FloatArray, window: float, tell: Tell | None = None
) -> tuple[Meaning, AcrossPairs]:
    """Find for each article its nearest in other languages, within so many days.

    Two articles whose languages the encoder does not know are not compared: measured with the
    Universal Sentence Encoder, Danish was nearer to Swedish than any report to its translation.
    Articles of a language that has nine tenths of the corpus do not search; they are found by
    those of the others. ``days`` and ``window`` are as
    :func:`clustering.pairs.nearest.nearest_pairs` takes them.
    """
    rows, background = centred(meanings)
    deviation = deviations(rows, background, meanings)
    counts = np.bincount(meanings.language_of, minlength=len(meanings.languages))
    searches = (counts < _MAIN_SHARE * len(rows))[meanings.language_of] & rows.any(axis=1)
    order = np.argsort(days, kind="stable")  # the undated last
    asking = order[searches[order]]
    compared = np.zeros(len(rows))
    found = [np.zeros((0, 2), dtype=np.int64)]
    for start in range(0, len(asking), _BLOCK):
        some = asking[start : start + _BLOCK]
        found += _nearest(rows, meanings, days, window, some, order, compared)
        if tell:
            tell(min(start + _BLOCK, len(asking)), len(asking))
    ends = np.unique(np.sort(np.concatenate(found), axis=1), axis=0)
    codes = [meanings.languages[at] for at in meanings.language_of.tolist()]
    meaning = Meaning(rows, deviation, compared, codes, meanings.encoder)
    return meaning, AcrossPairs(ends[:, 0], ends[:, 1])


def _nearest(
    rows: DenseArray,
    meanings: ArticleMeanings,
    days: FloatArray,
    window: float,
    asking: IntArray,
    order: IntArray,
    compared: FloatArray,
) -> Iterator[IntArray]:
    """Search for some articles, in the order of their days; note with how many each is compared."""
    language_of, is_known = meanings.language_of, meanings.is_known
    among = order[_in_time(days[order], days[asking], window)]
    for start in range(0, len(asking), 256):
        some = asking[start : start + 256]
        allowed = language_of[some, None] != language_of[None, among]
        allowed &= is_known[some, None] | is_known[None, among]
        if window > 0:  # comparing with nan is false: the undated are near to all
            allowed &= ~(np.abs(days[some, None] - days[None, among]) > window)
        compared[some] = allowed.sum(axis=1)
        cosines = np.where(allowed, rows[some] @ rows[among].T, -1.0)
        kept = min(NEIGHBOURS, cosines.shape[1])
        best = np.argpartition(-cosines, kept - 1, axis=1)[:, :kept] if kept else cosines[:, :0]
        near = np.take_along_axis(cosines, best, axis=1) > 0
        yield np.stack([np.repeat(some, kept)[near.ravel()], among[best[near]]], axis=1)


def _in_time(sorted_days: FloatArray, days: FloatArray, window: float) -> BoolArray:
    """Tell which of all may be within the window of some."""
    if window <= 0 or np.isnan(days).any():
        return np.ones(len(sorted_days), dtype=np.bool_)
    outside = (sorted_days < days.min() - window) | (sorted_days > days.max() + window)
    within: BoolArray = ~outside
    return within
