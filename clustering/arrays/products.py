"""Highest dot products of sparse rows: by sparse_dot_topn, and by scipy where some are equal."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray

# Products asked for beyond those wanted, to see whether others equal the lowest one wanted.
_SPARE = 4


def top_products(
    rows: sparse.csr_array, columns: sparse.csr_array, top: int, floor: float, threads: int
) -> sparse.coo_array:
    """Return the ``top`` highest dot products of each row, as far as they are above ``floor``.

    Of equal products at the border the first columns are kept. The matrices have shape ``(rows,
    features)`` and ``(features, columns)``.
    """
    if columns.shape[1] <= top:  # there is nothing to choose
        return _top_products_scipy(rows, columns, top, floor)
    multiply = _sparse_dot_topn()
    found = sparse.csr_array(
        multiply(
            sparse.csr_matrix(rows),
            sparse.csr_matrix(columns),
            top_n=top + _SPARE,
            threshold=floor,
            n_threads=threads,
        )
    )
    found.sort_indices()
    tied = [
        row
        for row in np.flatnonzero(np.diff(found.indptr) == top + _SPARE)
        if _is_tied(found.data[found.indptr[row] : found.indptr[row + 1]], top)
    ]
    product = _highest(found, top)
    if not tied:
        return product
    # Of the products that equal its lowest the library keeps any: look at them all.
    again = _top_products_scipy(rows[tied], columns, top, floor)
    kept = ~np.isin(product.row, tied)
    parts = zip(
        (product.data[kept], product.row[kept], product.col[kept]),
        (again.data, np.array(tied, dtype=product.row.dtype)[again.row], again.col),
        strict=True,
    )
    data, row, col = map(np.concatenate, parts)
    return sparse.coo_array((data, (row, col)), shape=product.shape)


def _is_tied(values: FloatArray, top: int) -> bool:
    """Whether the lowest of some values is among the ``top`` highest."""
    border = np.partition(values, len(values) - top)[len(values) - top]
    return bool(values.min() == border)


def _highest(products: sparse.csr_array, top: int) -> sparse.coo_array:
    """Keep the ``top`` highest of each row; of equal ones the first columns."""
    found = products.tocoo()
    starts = products.indptr
    is_kept = np.ones(len(found.data), dtype=np.bool_)
    for row in np.flatnonzero(np.diff(starts) > top):
        values = found.data[starts[row] : starts[row + 1]]
        border = np.partition(values, len(values) - top)[len(values) - top]
        above = values > border
        above[np.flatnonzero(values == border)[: top - np.count_nonzero(above)]] = True
        is_kept[starts[row] : starts[row + 1]] = above
    ends = (found.row[is_kept], found.col[is_kept])
    return sparse.coo_array((found.data[is_kept], ends), shape=products.shape)


@cache
def _sparse_dot_topn() -> Callable[..., sparse.csr_matrix]:
    """Import the library such that threads without work sleep; else they spin for 1.7 CPU s."""
    is_set = "OMP_WAIT_POLICY" in os.environ
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # is read when the library is loaded
    try:
        from sparse_dot_topn import sp_matmul_topn
    finally:
        if not is_set:
            del os.environ["OMP_WAIT_POLICY"]
    multiply: Callable[..., sparse.csr_matrix] = sp_matmul_topn
    return multiply


def _top_products_scipy(
    rows: sparse.csr_array, columns: sparse.csr_array, top: int, floor: float
) -> sparse.coo_array:
    """Do the same with scipy alone, in blocks of bounded memory."""
    block = max(1, 20_000_000 // max(columns.shape[1], 1))
    pieces: list[sparse.coo_array] = []
    for start in range(0, rows.shape[0], block):
        product = sparse.csr_array(rows[start : start + block] @ columns)
        product.data[product.data <= floor] = 0
        product.eliminate_zeros()
        product.sort_indices()
        pieces.append(_highest(product, top))
    return sparse.coo_array(sparse.vstack(pieces))
