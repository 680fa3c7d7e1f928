"""The keywords of stories: words that tell one from the others, and that its articles share."""

from __future__ import annotations

from array import array

import numpy as np
from scipy import sparse

from clustering.arrays.compact import Tuples
from clustering.arrays.keys import is_in_sorted
from clustering.arrays.rows import group_adder, sums_in_blocks
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.vectors.base import Vectors

KEYWORDS = 5
_GROUPS_AT_ONCE = 20_000  # bounds the memory: a million headlines took 1 GB at once


def group_sums(
    matrix: sparse.csr_array,
    group_of: IntArray,
    counted: BoolArray | None = None,
    engine: Engine = IN_MEMORY,
) -> sparse.csr_array:
    """Sum the rows of each group, or those that count; shape ``(groups, features)``."""
    weight = None if counted is None else counted.astype(np.float64)
    adding = group_adder(group_of, int(group_of.max()) + 1, weight)
    return engine.gather_rows(sums_in_blocks(adding, matrix), matrix.shape[1])


def find_keywords(
    sums: sparse.csr_array,
    own: Vectors,
    group_of: IntArray,
    is_core: BoolArray,
    engine: Engine = IN_MEMORY,
) -> Tuples[str]:
    """Return the words with the most weight in a group that other groups do not share.

    Scored by ``s * s / t``: the word's weight in the group (``sums``, of the cores) times the
    group's part of the word's weight in the corpus. Of a core of several articles only words that
    two of them have count, where there are any: a fifth to a third of the keywords of a hundred
    wide stories were in one article alone, such as an adverb, or the first name of a spokesman.
    """
    groups = sums.shape[0]
    total = np.asarray(sums.sum(axis=0), dtype=np.float64).ravel()
    is_letter = np.array([len(word) == 1 and word.isascii() for word in own.words], dtype=np.bool_)
    counted = np.flatnonzero(is_core)
    counted = counted[np.argsort(group_of[counted], kind="stable")]
    ends = np.searchsorted(
        group_of[counted], np.arange(0, groups + _GROUPS_AT_ONCE, _GROUPS_AT_ONCE)
    )
    names = engine.texts()
    bounds = array("q", [0])
    for start, low, high in zip(range(0, groups, _GROUPS_AT_ONCE), ends, ends[1:], strict=False):
        some, articles = sums[start : start + _GROUPS_AT_ONCE], counted[low:high]
        shared = _shared_words(own, articles, group_of[articles] - start, some.shape[0])
        best, counts = _best_words(some, shared, total, is_letter)
        names.extend([own.words[one] for one in best.tolist()])
        bounds.extend((bounds[-1] + np.cumsum(counts)).tolist())
    return Tuples(names.finished(), bounds)


def _shared_words(
    own: Vectors, articles: IntArray, group_of: IntArray, groups: int
) -> sparse.csr_array:
    """Return above 0 where two of these articles of a group have a word; ``(groups, words)``."""
    words = own.matrix[articles]
    words.data = np.ones_like(words.data)
    shared = sparse.csr_array(group_adder(group_of, groups) @ words)
    shared.data[shared.data < 2] = 0
    shared.eliminate_zeros()
    shared.sort_indices()
    return shared


def _best_words(
    sums: sparse.csr_array, shared: sparse.csr_array, total: FloatArray, is_letter: BoolArray
) -> tuple[IntArray, IntArray]:
    """Return the columns of the best words of some groups, and how many each group has."""
    groups, features = sums.shape
    row, known = (np.repeat(np.arange(groups), np.diff(one.indptr)) for one in (sums, shared))
    is_shared = is_in_sorted(row * features + sums.indices, known * features + shared.indices)
    may = ~is_letter[sums.indices]
    has_shared = np.zeros(groups, dtype=np.bool_)
    has_shared[row[is_shared & may]] = True
    may &= is_shared | ~has_shared[row]
    row, column, weight = row[may], sums.indices[may], sums.data[may]
    score = np.round(weight * weight / total[column], 9)
    # By falling score, then row by row, as a matrix keeps the order of what it is made from;
    # columns are sorted within a row, and stay so in ties.
    order = np.argsort(-score, kind="stable").astype(np.int32)
    places = row[order].astype(np.int32), np.arange(len(order), dtype=np.int32)
    order = sparse.csr_array((order, places), shape=(groups, len(order))).data
    counts = np.bincount(row, minlength=groups)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    best = column[order[np.arange(len(order)) - start < KEYWORDS]]
    return best.astype(np.int64), np.minimum(counts, KEYWORDS)
