"""Highest products: the same with sparse_dot_topn and with scipy alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays import products as topn
from tests.pairs.vectors import random_vectors


@given(seed=st.integers(0, 10_000), articles=st.integers(1, 60))
def test_scipy_alone_finds_the_same_pairs(seed: int, articles: int) -> None:
    matrix = random_vectors(seed, articles)
    columns = sparse.csr_array(matrix.T.tocsr())
    quick = topn.top_products(matrix, columns, 9, 0.2, 1)
    alone = topn._top_products_scipy(matrix, columns, 9, 0.2)
    assert np.allclose(quick.toarray(), alone.toarray(), atol=1e-5)


def test_one_product_finds_what_sparse_dot_topn_does_to_the_bit() -> None:
    matrix = random_vectors(5, 200)
    columns = sparse.csr_array(matrix.T.tocsr())
    all_kept = topn.top_products(matrix, columns, 200, 0.2, 1)
    chosen = topn.top_products(matrix, columns, 199, 0.2, 1)
    assert 0 < all_kept.nnz < 199 * 200
    assert np.array_equal(all_kept.toarray(), chosen.toarray())


@pytest.mark.parametrize("top", [3, 10, 60])
def test_of_equal_products_the_first_columns_are_kept(top: int) -> None:
    matrix = random_vectors(5, 40)[np.repeat(np.arange(20), 10)]
    columns = sparse.csr_array(matrix.T.tocsr())
    product = (matrix @ columns).toarray()
    found = topn.top_products(matrix, columns, top, 0.2, 1).toarray()
    for row, values in enumerate(product):
        first = np.lexsort((np.arange(len(values)), -values))[:top]
        assert set(np.flatnonzero(found[row])) == {at for at in first if values[at] > 0.2}
