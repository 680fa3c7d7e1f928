"""Removes the words that a series repeats from the counts of its articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from clustering.series.description import Series
from clustering.series.runs import MIN_RUN_TITLES

# A word in this share of a series' articles (title, excerpt, URL), and in three of them at least,
# has no weight there. At 0.5 the market reports on azure still share enough words to be linked:
# 37 of them are in stories of several outlets, 24 at 0.2; macro F1 is 0.0003 higher.
REPEATED_WORD_SHARE = 0.2


def without_frames(counts: sparse.csr_array, series: Sequence[Series]) -> sparse.csr_array:
    """Remove the words a series repeats from the counts of its articles.

    Parameters
    ----------
    counts
        Weight of each word in each article, shape ``(articles, features)``: titles, excerpts
        and URLs together, since a template has its own excerpts and paths.

    Returns
    -------
    sparse.csr_array
        Same shape. An article keeps the words that few others of its series carry, and can
        join an event by them.
    """
    if not series:
        return counts
    members = np.concatenate([np.array(one.members, dtype=np.int64) for one in series])
    sizes = np.array([len(one) for one in series])
    owner = np.repeat(np.arange(len(series)), sizes)
    ones = np.ones(len(members), dtype=np.float32)
    shape = (len(series), counts.shape[0])
    belongs = sparse.csr_array((ones, (owner, members)), shape=shape)
    present = counts.copy()
    present.data = np.ones_like(present.data)
    carried = sparse.csr_array(belongs @ present)
    least = np.maximum(REPEATED_WORD_SHARE * sizes, MIN_RUN_TITLES)
    carried.data = (carried.data >= np.repeat(least, np.diff(carried.indptr))).astype(np.float32)
    carried.eliminate_zeros()
    repeated = sparse.csr_array(counts.multiply(belongs.T @ carried))
    kept = sparse.csr_array(counts - repeated)
    kept.eliminate_zeros()
    kept.sort_indices()
    return kept
