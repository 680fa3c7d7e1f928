"""Near neighbours: against a dense obvious implementation, with and without windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.types import FloatArray
from clustering.pairs.nearest import nearest_pairs
from tests.pairs.vectors import Found, as_dict, random_days, random_vectors


def slow_pairs(
    matrix: sparse.csr_array, days: FloatArray, neighbours: int, floor: float, window: float
) -> Found:
    """Look at every pair: in the window, above the floor, among either side's nearest."""
    dense = matrix.toarray().astype(np.float64)
    similarity = dense @ dense.T
    size = len(days)
    found: Found = {}
    assume(not _are_close(similarity, floor))
    for i in range(size):
        open_to = [
            j
            for j in range(size)
            if j != i
            and similarity[i, j] > floor
            and not (window > 0 and abs(np.floor(days[i]) - np.floor(days[j])) > window)
        ]
        for j in sorted(open_to, key=lambda j: -similarity[i, j])[:neighbours]:
            found[min(i, j), max(i, j)] = similarity[i, j]
    return found


def _are_close(similarity: FloatArray, floor: float) -> bool:
    """Whether single precision could order an article's neighbours another way."""
    others = similarity - np.diag(np.diag(similarity))
    ranked = np.sort(np.where(others > floor - 1e-6, others, floor), axis=1)
    return bool(((np.diff(ranked) > 0) & (np.diff(ranked) < 1e-6)).any())


@given(
    seed=st.integers(0, 10_000),
    articles=st.integers(1, 40),
    neighbours=st.integers(1, 12),
    window=st.sampled_from([0.0, 3.0, 10.0]),
    undated=st.sampled_from([0.0, 0.3, 1.0]),
)
def test_pairs_equal_the_obvious_search(
    seed: int, articles: int, neighbours: int, window: float, undated: float
) -> None:
    matrix, days = random_vectors(seed, articles), random_days(seed, articles, undated)
    ours = as_dict(nearest_pairs(matrix, days, neighbours, 0.2, window))
    slow = slow_pairs(matrix, days, neighbours, 0.2, window)
    assert ours.keys() == slow.keys()
    for pair, similarity in ours.items():
        assert similarity == pytest.approx(slow[pair], abs=1e-5)


def test_every_pair_comes_once_and_in_order() -> None:
    found = nearest_pairs(random_vectors(3, 80), random_days(3, 80, 0.1), 10, 0.1, 14.0)
    keys = found.left * 80 + found.right
    assert (found.left < found.right).all()
    assert (np.diff(keys) > 0).all()


def test_minutes_across_midnight_are_within_half_a_day() -> None:
    matrix = sparse.csr_array(np.ones((2, 1), dtype=np.float32))
    assert len(nearest_pairs(matrix, np.array([9.99, 10.01]), 5, 0.1, 0.5)) == 1


def test_no_articles_give_no_pairs() -> None:
    assert len(nearest_pairs(sparse.csr_array((0, 5)), np.zeros(0), 10, 0.1, 14.0)) == 0
