"""Connected components: few nodes in a loop, many by scipy, with the same labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays import components
from clustering.arrays.components import connected_components


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
