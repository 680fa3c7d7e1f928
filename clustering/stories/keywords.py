"""The keywords of stories: words that tell one from the others, and that its articles share."""

from __future__ import annotations

from array import array
from itertools import accumulate

import numpy as np
from scipy import sparse

from clustering.arrays.compact import Tuples
from clustering.arrays.rows import group_adder
from clustering.arrays.types import BoolArray, IntArray
from clustering.vectors.base import Vectors

KEYWORDS = 5


def group_sums(
    matrix: sparse.csr_array, group_of: IntArray, counted: BoolArray | None = None
) -> sparse.csr_array:
    """Sum the rows of each group, or those that count; shape ``(groups, features)``."""
    weight = None if counted is None else counted.astype(np.float64)
    adder = group_adder(group_of, int(group_of.max()) + 1, weight)
    sums = sparse.csr_array(adder @ matrix)
    sums.sort_indices()
    return sums


def find_keywords(
    sums: sparse.csr_array, own: Vectors, group_of: IntArray, is_core: BoolArray
) -> Tuples[str]:
    """Return the words with the most weight in a group that other groups do not share.

    Scored by ``s * s / t``: the word's weight in the group times the group's part of the
    word's weight in the corpus. Of a core of several articles only words that two of them have
    count, where there are any: a fifth to a third of the keywords of a hundred wide stories were
    in one article alone, such as an adverb, or the first name of a spokesman.

    Parameters
    ----------
    sums
        Weight of each word in the core of each group; shape ``(groups, features)``.
    own
        The words of each article alone.
    group_of
        Group of each article; shape ``(articles,)``.
    is_core
        Whether each article is in the core of its group; shape ``(articles,)``.
    """
    groups = sums.shape[0]
    total = np.asarray(sums.sum(axis=0)).ravel()
    row = np.repeat(np.arange(groups), np.diff(sums.indptr))
    may = np.flatnonzero(_may_be_keywords(sums, row, own, group_of, is_core))
    row, column, weight = row[may], sums.indices[may], sums.data[may]
    score = np.round(weight * weight / total[column], 9)
    # By falling score, then row by row, as a matrix keeps the order of what it is made from;
    # columns are sorted within a row, and stay so in ties.
    order = np.argsort(-score, kind="stable")
    places = row[order], np.arange(len(order))
    order = sparse.csr_array((order, places), shape=(groups, len(order))).data
    counts = np.bincount(row, minlength=groups)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    best = column[order[np.arange(len(order)) - start < KEYWORDS]]
    bounds = accumulate(np.minimum(counts, KEYWORDS).tolist(), initial=0)
    return Tuples([own.words[one] for one in best.tolist()], array("q", bounds))


def _may_be_keywords(
    sums: sparse.csr_array, row: IntArray, own: Vectors, group_of: IntArray, is_core: BoolArray
) -> BoolArray:
    """Whether each entry of ``sums``, in these rows, is a word that may be a keyword."""
    groups, features = sums.shape
    is_several = np.bincount(group_of[is_core], minlength=groups) > 1
    counted = np.flatnonzero(is_core & is_several[group_of])
    is_letter = np.array([len(word) == 1 and word.isascii() for word in own.words], dtype=np.bool_)
    may: BoolArray = ~is_letter[sums.indices]
    if not len(counted):
        return may
    words = own.matrix[counted]
    words.data = np.ones(len(words.data))
    shared = group_sums(words, group_of[counted])
    held = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr)) * features + shared.indices
    is_shared = np.isin(row * features + sums.indices, held[shared.data > 1], assume_unique=True)
    has_shared = np.zeros(groups, dtype=np.bool_)
    has_shared[row[is_shared & may]] = True
    return may & (is_shared | ~has_shared[row])
