"""What makes a pair of articles count for less than its words say.

Two articles of one outlet seldom report one event twice. A round-up is about none of its events.
Two articles that name other people and places report two events of one kind. And one shared word,
a name or a number, joins nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_of
from clustering.arrays.rows import row_squares
from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.graph.listings import which_list_others
from clustering.model import Corpus
from clustering.pairs.borrowed_dates import BorrowedDates, days_and_decay
from clustering.pairs.nearest import Pairs
from clustering.text.calendar_words import MONTHS, WEEKDAYS
from clustering.text.names.adjectives import same_place
from clustering.text.roundups import which_are_roundups
from clustering.vectors.base import Vectors, row_dots, row_products

# Share of the strength that counts between two articles of one outlet. On sets read by event F1 is
# 0.02 higher than without; flat from 0.4 to 0.7.
ONE_OUTLET = 0.4
# Share that counts between a round-up of several events and anything else; copies apart. It moves
# F1 by less than 0.001, and takes a stray off the page wherever it counts.
ROUNDUP = 0.3
# From this similarity on two articles are copies, whatever their outlet and their names.
_COPY_SIMILARITY = 0.9
# Share that counts where a single word is all that two articles share, rising to 1 at as many
# words as _WORDS_NEEDED times a power of the words that the article with fewer has. Counted are
# effective words, the inverse of the sum of squared shares. A headline of eight words needs 1.7,
# an excerpt of fifty needs 3.8. F1 is the same to 0.001 on each set; it is here for what is read.
ONE_WORD = 0.3
_WORDS_NEEDED, _WORDS_POWER = 0.4, 0.7
# Where numbers, weekdays and months make up this share of a similarity they are all that the two
# share, and count as one word, however short the headlines ("11 days", "phone 11", "11 March").
# From 0.9 to 0.99 F1 is the same to 0.0002 on each of eight sets; 0.7 costs groundnews_2026_raw
# 0.02. With the names of weekdays and months uci_dense gains 0.0009, others change by 0.0002.
_NUMBERS_ALONE = 0.9

_PAIRS_AT_ONCE = 1_000_000


def outlet_discount(
    corpus: Corpus, left: IntArray, right: IntArray, similarity: FloatArray
) -> FloatArray:
    """Return the share of its strength that counts between each pair; less within one outlet.

    Copies (by ``similarity``, the cosine of their words) count fully, and so does a second piece
    under the same headline within a day.
    """
    outlet, title, days = corpus.outlets, corpus.title_classes, corpus.days
    is_one = outlet[left] == outlet[right]
    own = np.flatnonzero(is_one)  # few of all
    one, other = left[own], right[own]
    is_update = (title[one] == title[other]) & (title[one] >= 0)
    is_update &= np.abs(days[one] - days[other]) < 1
    is_one[own] = (outlet[one] >= 0) & ~is_update
    return own_outlet_share(is_one, similarity)


def own_outlet_share(is_one: BoolArray, similarity: FloatArray) -> FloatArray:
    """Return the share that counts between pairs, by whether they are of one outlet."""
    return np.where(is_one & (similarity < _COPY_SIMILARITY), ONE_OUTLET, 1.0)


def decay_of_pairs(
    corpus: Corpus, pairs: Pairs, borrowed: BorrowedDates | None, window: float
) -> Iterator[tuple[FloatArray]]:
    """Give what time and outlets leave of the similarity of pairs, a million pairs at a time."""
    for some in stretches(len(pairs), _PAIRS_AT_ONCE):
        left, right, similarity = pairs.some(some)
        _, decay = days_and_decay(corpus.days, borrowed, left, right, window)
        decay *= outlet_discount(corpus, left, right, similarity)
        yield (decay,)


def roundups(corpus: Corpus, own: Vectors, left: IntArray, right: IntArray) -> BoolArray:
    """Whether each article is a round-up; shape ``(articles,)``.

    A round-up has the form of one, or lists what the articles near it, by these pairs, tell one at
    a time.
    """
    roundup = which_are_roundups(column_of(corpus.articles, "title"))
    roundup |= which_list_others(corpus, own, left, right)
    return roundup


def roundup_share(roundup: BoolArray, left: IntArray, right: IntArray) -> FloatArray:
    """Return the share of its strength that counts between each pair; less with a round-up."""
    return np.where(roundup[left] | roundup[right], ROUNDUP, 1.0)


def names_differ(vectors: Vectors, left: IntArray, right: IntArray) -> BoolArray:
    """Whether both titles have names, and none of them is anywhere in the other article.

    A place is named by its adjective, too. The vectors are those of the articles' own words.
    """
    return WordDiscounts(vectors).names_differ(left, right)


def _with_adjectives(names: sparse.csr_array, features: Sequence[str]) -> sparse.csr_array:
    """Add to the names of each title what else names these places; shape ``(titles, features)``."""
    column = {feature: number for number, feature in enumerate(features)}
    kin = [
        (number, column[other])
        for number in (np.unique(names.indices).tolist() if features else ())
        for other in same_place(features[number])
        if other in column
    ]
    if not kin:
        return names
    ends = np.array(kin, dtype=np.int32).T
    ones = np.ones(len(kin), dtype=np.float32)
    places = sparse.csr_array((ones, (ends[0], ends[1])), shape=(len(column), len(column)))
    return sparse.csr_array(names + names @ places)


class WordShares:
    """What tells how many words two articles share.

    ``is_number`` is 1 for what is a number or date, shape ``(features,)``; ``effective`` the
    effective words of each article, shape ``(articles,)``.
    """

    def __init__(self, vectors: Vectors) -> None:
        self._matrix = vectors.matrix
        self.effective = effective_words(_squared(self._matrix))
        self.is_number = np.array([_is_number_or_date(word) for word in vectors.words], np.float64)

    @cached_property
    def squared(self) -> sparse.csr_array:
        """The vectors squared; shape ``(articles, features)``."""
        return _squared(self._matrix)

    @cached_property
    def numbers(self) -> sparse.csr_array:
        """The vectors with nothing but numbers and dates; shape ``(articles, features)``."""
        return sparse.csr_array(self._matrix @ sparse.diags_array(self.is_number))


def effective_words(squared: sparse.csr_array) -> FloatArray:
    """Return the effective words of unit vectors that are squared; shape ``(articles,)``."""
    sums = row_squares(squared)
    return np.divide(1.0, sums, out=np.ones_like(sums), where=sums > 0)


def few_words_share(
    dot: FloatArray, squares: FloatArray, numbers: FloatArray, fewer: FloatArray
) -> FloatArray:
    """Return the share that counts between pairs of articles that share few words.

    Of each pair it takes the dot products of their vectors, of these squared, and of the numbers in
    them, and the effective words of the one with fewer.
    """
    shared = np.divide(dot**2, squares, out=np.ones_like(dot), where=squares > 0)
    needed = _WORDS_NEEDED * fewer**_WORDS_POWER
    enough: FloatArray = np.clip(shared / needed, 0.0, 1.0)
    enough[(dot > 0) & (numbers >= _NUMBERS_ALONE * dot)] = 0.0
    return ONE_WORD + (1.0 - ONE_WORD) * enough


def words_discount(
    own: Vectors, left: PairEnds, right: PairEnds, similarity: FloatArray, jobs: int = 1
) -> tuple[FloatArray, BoolArray]:
    """Return what :meth:`WordDiscounts.between` tells of pairs of articles."""
    return WordDiscounts(own).between(left, right, similarity, jobs)


class WordDiscounts:
    """What counts between pairs of articles by their own words, for any number of pairs."""

    def __init__(self, own: Vectors) -> None:
        self._own = own

    def between(
        self, left: PairEnds, right: PairEnds, similarity: FloatArray, jobs: int = 1
    ) -> tuple[FloatArray, BoolArray]:
        """Return the share that counts between pairs, and whether their names differ.

        Where the names of two titles lack in the other article, what the two have in common is
        how such events are told: of a ``similarity`` (the cosine of their words) of ``s`` the share
        ``1 - s`` counts. Copies count fully.
        """
        share = self.few_words(left, right, jobs)
        differ = self.names_differ(left, right, jobs) & (similarity < _COPY_SIMILARITY)
        other = np.flatnonzero(differ)
        share[other] *= 1.0 - similarity[other]
        return share, differ

    def few_words(self, left: PairEnds, right: PairEnds, jobs: int = 1) -> FloatArray:
        """Return the share that counts between each pair; less where they share few words.

        It is least where they share nothing but numbers and dates.
        """
        words = self._words

        def share(sums: FloatArray, pairs: slice) -> FloatArray:
            fewer = np.minimum(words.effective[left[pairs]], words.effective[right[pairs]])
            dot, squares, numbers = sums
            return few_words_share(dot, squares, numbers, fewer)

        return row_products(self._own.matrix, left, right, share, jobs, marks=words.is_number)

    def names_differ(self, left: PairEnds, right: PairEnds, jobs: int = 1) -> BoolArray:
        """Whether names differ; see :func:`names_differ`."""
        differ = np.zeros(len(left), dtype=np.bool_)
        if (names := self._names) is None:
            return differ
        has_names = np.diff(names.indptr) > 0
        both = np.flatnonzero(has_names[left] & has_names[right])
        a, b = left[both], right[both]
        shared = row_dots(names, a, b, jobs, self._present)
        shared += row_dots(self._present, a, b, jobs, names)
        differ[both] = shared == 0
        return differ

    @cached_property
    def _words(self) -> WordShares:
        return WordShares(self._own)

    @cached_property
    def _names(self) -> sparse.csr_array | None:
        names = self._own.names
        return None if names is None else _with_adjectives(names, self._own.features)

    @cached_property
    def _present(self) -> sparse.csr_array:
        """1 for each word of an article; its columns are those of the vectors."""
        matrix = self._own.matrix
        parts = np.ones_like(matrix.data), matrix.indices, matrix.indptr
        return sparse.csr_array(parts, shape=matrix.shape)


def _squared(matrix: sparse.csr_array) -> sparse.csr_array:
    return matrix.astype(np.float64).power(2)


def _is_number_or_date(word: str) -> bool:
    return word[:1].isdigit() or word in WEEKDAYS or word in MONTHS
