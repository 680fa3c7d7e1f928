"""Highest dot products of sparse rows: by sparse_dot_topn, or by scipy where it is missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

import numpy as np
from scipy import sparse


def top_products(
    rows: sparse.csr_array, columns: sparse.csr_array, top: int, floor: float, threads: int
) -> sparse.coo_array:
    """Return the ``top`` highest dot products of each row, as far as they are above ``floor``.

    With no more than ``top`` columns there is nothing to choose, and scipy's product is used.

    Parameters
    ----------
    rows, columns
        Shape ``(rows, features)`` and ``(features, columns)``.
    """
    if columns.shape[1] <= top:
        return _top_products_scipy(rows, columns, top, floor)
    try:
        multiply = _sparse_dot_topn()
    except ImportError:
        return _top_products_scipy(rows, columns, top, floor)
    found = multiply(
        sparse.csr_matrix(rows),
        sparse.csr_matrix(columns),
        top_n=top,
        threshold=floor,
        n_threads=threads,
    )
    return sparse.coo_array(found)


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
    """Do what sparse_dot_topn does with scipy alone, in blocks of bounded memory."""
    block = max(1, 20_000_000 // max(columns.shape[1], 1))
    pieces: list[sparse.coo_array] = []
    for start in range(0, rows.shape[0], block):
        product = sparse.csr_array(rows[start : start + block] @ columns)
        product.data[product.data <= floor] = 0
        product.eliminate_zeros()
        product.sort_indices()
        row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
        order = np.lexsort((product.indices, -product.data, row))
        rank = np.arange(len(order)) - product.indptr[row[order]]
        kept = np.sort(order[rank < top])
        shape = (rows.shape[0], columns.shape[1])
        piece = (product.data[kept], (row[kept] + start, product.indices[kept]))
        pieces.append(sparse.coo_array(piece, shape=shape))
    return sparse.coo_array(sum(pieces[1:], start=pieces[0]))
