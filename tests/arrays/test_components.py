"""Connected components: few nodes in a loop, many by scipy, with the same labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.sparse import csgraph

from clustering.arrays import components
from clustering.arrays.components import connected_components, minimum_spanning_forest


def test_labels_run_from_0_in_order_of_the_first_node() -> None:
    labels = connected_components(np.array([4, 2]), np.array([1, 4]), 6)
    assert labels.tolist() == [0, 1, 1, 2, 1, 3]


def test_there_may_be_no_links_and_no_nodes() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert connected_components(nothing, nothing, 2).tolist() == [0, 1]
    assert connected_components(nothing, nothing, 0).tolist() == []


@given(st.data())
def test_few_nodes_get_the_labels_that_scipy_would_give(data: st.DataObject) -> None:
    nodes = data.draw(st.integers(1, 40))
    ends = st.lists(st.integers(0, nodes - 1), min_size=0, max_size=60)
    left = np.array(data.draw(ends), dtype=np.int64)
    right = np.array(data.draw(st.permutations(range(nodes))) * 2, dtype=np.int64)[: len(left)]
    left = left[: len(right)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "_MAX_LOOP_SIZE", -1)
        expected = connected_components(left, right, nodes)
    assert connected_components(left, right, nodes).tolist() == expected.tolist()


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
