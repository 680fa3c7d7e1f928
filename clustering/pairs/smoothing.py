"""Document expansion: adds some of the words of its nearest neighbours to each vector.

Two headlines of one event may share no word and still share neighbours. So a little of the
neighbours' words is added to each vector (document expansion, Tao et al. 2006, "Language model
information retrieval with document expansion"). It raised macro BCubed F1 from 0.80 to 0.82 on
the labelled sets, the largest gain after dates.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import in_blocks
from clustering.arrays.rows import adder, stacked
from clustering.arrays.types import FloatArray
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.pairs.nearest import Pairs
from clustering.system.cores import usable_cores
from clustering.vectors.base import Vectors, unit_rows

# 30: ten cost 0.005 F1, sixty gain nothing.
MAX_NEIGHBOURS = 30
# Words under this share of a unit vector are dropped: as good as keeping all, half the size.
MIN_SMOOTHED_WEIGHT = 0.03
_BLOCK = 20_000


def smooth(
    vectors: Vectors,
    pairs: Pairs,
    decay: FloatArray,
    weight: float,
    jobs: int = 1,
    engine: Engine | None = None,
) -> Vectors:
    """Add to each unit vector ``weight`` times the sum of its neighbours, each by its strength.

    Parameters
    ----------
    pairs
        Near pairs of the vectors; the ``MAX_NEIGHBOURS`` strongest of each article count.
    decay
        Factor by which time lowers each pair's similarity, 0 to 1; shape ``(pairs,)``.
    weight
        Weight of a neighbour of strength 1; 0 returns the vectors unchanged.
    jobs
        Threads to use; 0 for one for each core.
    engine
        What keeps the new vectors; ``None`` for memory.
    """
    engine = engine or InlineEngine()
    if weight <= 0 or not len(pairs):
        return vectors
    articles = vectors.matrix.shape[0]
    links = engine.hold_matrix(_symmetric(pairs, pairs.similarity * decay, articles))
    engine.rest()
    itself = sparse.eye_array(articles, dtype=np.float32, format="csr")
    add = adder(articles)

    def smoothed_rows(rows: slice) -> sparse.csr_array:
        expansion = itself[rows] + np.float32(weight) * _strongest(links[rows])
        smoothed = unit_rows(add(sparse.csr_array(expansion), vectors.matrix))
        smoothed.data[smoothed.data < MIN_SMOOTHED_WEIGHT] = 0
        smoothed.eliminate_zeros()
        smoothed.sort_indices()
        return unit_rows(smoothed)

    if engine.is_sliced:  # memory holds one block at a time
        starts = range(0, articles, _BLOCK)
        blocks = (smoothed_rows(slice(start, min(start + _BLOCK, articles))) for start in starts)
        return replace(vectors, matrix=engine.gather_rows(blocks, vectors.matrix.shape[1]))
    made = in_blocks(smoothed_rows, articles, _BLOCK, usable_cores(jobs))
    return replace(vectors, matrix=stacked(made, vectors.matrix.shape[1]))


def _symmetric(pairs: Pairs, strength: FloatArray, articles: int) -> sparse.csr_array:
    """Strength of each pair at both its ends; shape ``(articles, articles)``, float32, sorted."""
    starts = np.searchsorted(pairs.left, np.arange(articles + 1)).astype(np.int32)
    parts = (strength.astype(np.float32), pairs.right.astype(np.int32), starts)
    once = sparse.csr_array(parts, shape=(articles, articles))
    both = sparse.csr_array(once + once.T.tocsr())
    both.eliminate_zeros()
    both.sort_indices()
    return both


def _strongest(links: sparse.csr_array) -> sparse.csr_array:
    """Keep the ``MAX_NEIGHBOURS`` highest values of each row; of equal ones the first columns."""
    counts = np.diff(links.indptr)
    row = np.repeat(np.arange(len(counts)), counts)
    many = np.flatnonzero(counts[row] > MAX_NEIGHBOURS)
    # Sort by row and falling value with one float64 key, ``2 * row - value``; values lie in 0..1.
    order = many[np.argsort(2.0 * row[many] - links.data[many], kind="stable")]
    rank = np.arange(len(order)) - np.searchsorted(row[many], row[many])
    kept = np.ones(len(row), dtype=np.bool_)
    kept[order[rank >= MAX_NEIGHBOURS]] = False
    starts = np.concatenate([[0], np.cumsum(np.minimum(counts, MAX_NEIGHBOURS))]).astype(np.int32)
    return sparse.csr_array((links.data[kept], links.indices[kept], starts), shape=links.shape)
