"""Spanning forests: the cheapest links, on every release of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from scipy.sparse import csgraph

from clustering.arrays.forests import minimum_spanning_forest

LEFT, RIGHT = np.array([0, 1, 0, 3]), np.array([1, 2, 2, 4])
COST = np.array([0.1, 0.2, 0.5, -1.0])


def test_the_dearest_link_of_a_circle_is_left_out() -> None:
    forest = minimum_spanning_forest(LEFT, RIGHT, COST, 6)
    expected = np.zeros((6, 6))
    expected[0, 1], expected[1, 2], expected[3, 4] = 0.1, 0.2, -1.0
    assert forest.toarray().tolist() == expected.tolist()


def test_there_may_be_no_links() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert minimum_spanning_forest(nothing, nothing, np.zeros(0), 3).nnz == 0


def test_scipy_is_given_positions_of_32_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    real = csgraph.minimum_spanning_tree

    def of_scipy_1_17_0(links: sparse.csr_array) -> sparse.csr_array:
        if links.indices.dtype != np.int32 or links.indptr.dtype != np.int32:
            raise ValueError("Buffer dtype mismatch, expected 'ITYPE_t' but got 'long'")
        found: sparse.csr_array = real(links)
        return found

    monkeypatch.setattr(csgraph, "minimum_spanning_tree", of_scipy_1_17_0)
    assert minimum_spanning_forest(LEFT, RIGHT, COST, 6).nnz == 3
