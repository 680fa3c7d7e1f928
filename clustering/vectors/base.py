"""One unit vector for each article, whatever it was made from: the contract of an encoder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import in_blocks
from clustering.arrays.rows import row_multiplier, row_squares
from clustering.arrays.types import FloatArray, IntArray, PairEnds
from clustering.system.cores import usable_cores
from clustering.vectors.statistics import WordStatistics

_PAIRS_AT_ONCE, _VALUES_AT_ONCE = 50_000, 2_000_000  # of the rows on the left


@dataclass(frozen=True)
class Vectors:
    """One unit vector for each article.

    Attributes
    ----------
    matrix
        Shape ``(articles, features)``, CSR with sorted indices, float32; rows have length 1,
        or 0 for an article without words. The dot product of two rows is their similarity.
    words
        Shape ``(features,)``: what each column counts.
    names
        1 where a title has a name (see :mod:`clustering.text.names.proper_names`); shape
        ``(articles, features)``. ``None`` for an encoder that does not tell names.
    features
        What the words of each column count as (see :func:`clustering.text.words.features`);
        empty for an encoder that does not count words.
    statistics
        How words are used in these articles, and before them where a run goes on from another;
        ``None`` for an encoder that does not count words.
    """

    matrix: sparse.csr_array
    words: list[str]
    names: sparse.csr_array | None = None
    statistics: WordStatistics | None = None
    features: Sequence[str] = ()

    @cached_property
    def word_counts(self) -> IntArray:
        """Number of different words of each article; shape ``(articles,)``."""
        return np.diff(self.matrix.indptr).astype(np.int64)

    def similarities(self, left: PairEnds, right: PairEnds, jobs: int = 1) -> FloatArray:
        """Cosine of each pair ``left[k], right[k]``; shape ``(pairs,)``."""
        return row_dots(self.matrix, left, right, jobs)

    def names_in(self, article: int) -> list[str]:
        """Names in the title of one article, in the order of their columns."""
        if self.names is None:
            return []
        return [self.words[column] for column in self.names[[article]].indices.tolist()]

    def shared_words(self, left: int, right: int) -> list[tuple[str, float]]:
        """Words two articles share, with what each adds to their similarity; strongest first."""
        one, other = (self.matrix[[end]].astype(np.float64) for end in (left, right))
        both = one.multiply(other).tocoo()
        found = zip((self.words[column] for column in both.col), both.data, strict=True)
        return sorted(((word, float(part)) for word, part in found), key=lambda x: (-x[1], x[0]))


def row_dots(
    matrix: sparse.csr_array,
    left: PairEnds,
    right: PairEnds,
    jobs: int = 1,
    other: sparse.csr_array | None = None,
) -> FloatArray:
    """Dot product of rows ``left[k]`` and ``right[k]``; these are of ``other`` where it is given.

    It is summed in float64, as are the sums of :func:`row_products`.
    """
    return row_products(matrix, left, right, lambda sums, _: sums[0], jobs, other)


def row_products(
    matrix: sparse.csr_array,
    left: PairEnds,
    right: PairEnds,
    told: Callable[[FloatArray, slice], FloatArray],
    jobs: int = 1,
    other: sparse.csr_array | None = None,
    marks: FloatArray | None = None,
) -> FloatArray:
    """Tell something from the products of rows ``left[k]`` and ``right[k]``, in bounded memory.

    Parameters
    ----------
    told
        Called with the sums over some pairs (see :func:`clustering.arrays.rows.row_multiplier`),
        and which of the pairs these are; returns what is told from them, shape ``(pairs,)``.
    other
        Of which matrix the rows on the right are; ``None`` for the same.
    marks
        A factor for each column, where it is asked for.
    """
    multiply = row_multiplier(matrix, matrix if other is None else other, len(left), marks)

    def block(pairs: slice) -> FloatArray:
        return told(multiply(left[pairs], right[pairs]), pairs)

    values = int(np.diff(matrix.indptr)[left].sum())
    size = min(_PAIRS_AT_ONCE, _VALUES_AT_ONCE * len(left) // max(values, 1) + 1)
    blocks = in_blocks(block, len(left), size, usable_cores(jobs))
    return np.concatenate(blocks or [block(slice(0))])


def unit_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """Scale each row to length 1, in place; rows without entries stay empty."""
    lengths = np.sqrt(row_squares(matrix))
    scale = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    matrix.data = (matrix.data * np.repeat(scale, np.diff(matrix.indptr))).astype(np.float32)
    return matrix
