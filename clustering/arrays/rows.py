"""Products and sums of sparse rows: by compiled loops for many, or by scipy, to the same bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray

# Pairs and sums from which the compiled loops are used; to load them takes 0.5 s.
_COMPILED_PAIRS = 500_000
_COMPILED_SUMS = 20_000

Multiply = Callable[[sparse.csr_array, IntArray, sparse.csr_array, IntArray], sparse.csr_array]
Add = Callable[[sparse.csr_array, sparse.csr_array], sparse.csr_array]


def multiplier(pairs: int) -> Multiply:
    """Return what multiplies so many pairs of rows of two matrices, value by value.

    It is called with a matrix, rows of it, another matrix, and as many rows of that; what it
    returns is of float64, in the order of the columns.
    """
    if pairs < _COMPILED_PAIRS:
        return _multiply_by_scipy
    from clustering.arrays.row_loops import MULTIPLIED, compiled_multiply

    loop = compiled_multiply()
    if loop is None:
        return _multiply_by_scipy

    def multiply(
        one: sparse.csr_array, left: IntArray, other: sparse.csr_array, right: IntArray
    ) -> sparse.csr_array:
        types = one.dtype.name, other.dtype.name
        if max(one.nnz, other.nnz) >= 2**31 or types not in MULTIPLIED:
            return _multiply_by_scipy(one, left, other, right)
        ends = (np.ascontiguousarray(side, dtype=np.int32) for side in (left, right))
        columns = one.shape[1]
        starts, places, values = loop(*ends, _parts(one), _parts(other), columns)
        return sparse.csr_array((values, places, starts), shape=(len(left), columns))

    return multiply


def _multiply_by_scipy(
    one: sparse.csr_array, left: IntArray, other: sparse.csr_array, right: IntArray
) -> sparse.csr_array:
    sides = one[left].astype(np.float64), other[right].astype(np.float64)
    return sparse.csr_array(sides[0].multiply(sides[1]))


def adder(sums: int) -> Add:
    """Return what multiplies two matrices, of no value below 0, whose product has so many rows.

    The columns of a row stand in the order in which they are first met.
    """
    if sums < _COMPILED_SUMS:
        return _add_by_scipy
    from clustering.arrays.row_loops import compiled_add

    loop = compiled_add()
    if loop is None:
        return _add_by_scipy

    def add(weights: sparse.csr_array, matrix: sparse.csr_array) -> sparse.csr_array:
        if matrix.nnz >= 2**31 or {weights.dtype.name, matrix.dtype.name} != {"float32"}:
            return _add_by_scipy(weights, matrix)
        shape = weights.shape[0], matrix.shape[1]
        starts, places, values = loop(_parts(weights), _parts(matrix), shape[1])
        return sparse.csr_array((values, places, starts), shape=shape)

    return add


def _add_by_scipy(weights: sparse.csr_array, matrix: sparse.csr_array) -> sparse.csr_array:
    # scipy puts the column that is met last first: so all is turned round twice.
    turned = sparse.csr_array(weights[::-1] @ matrix)
    parts = turned.data[::-1], turned.indices[::-1], (turned.nnz - turned.indptr)[::-1]
    return sparse.csr_array(parts, shape=turned.shape)


def _parts(matrix: sparse.csr_array) -> tuple[Any, Any, Any]:
    starts, places = (part.astype(np.int32, copy=False) for part in (matrix.indptr, matrix.indices))
    return starts, places, matrix.data


def row_squares(matrix: sparse.csr_array, is_double: bool = False) -> FloatArray:
    """Dot product of each row with itself, summed in the order in which the values stand.

    It is summed in double precision where that is asked for, else in that of the values.
    """
    squares = np.square(matrix.data, dtype=np.float64 if is_double else None)
    parts = squares, matrix.indices, matrix.indptr
    return np.asarray(sparse.csr_array(parts, shape=matrix.shape).sum(axis=1))


def stacked(blocks: list[sparse.csr_array], columns: int) -> sparse.csr_array:
    """Put blocks of rows one below the other; the list is emptied, to hold no value twice."""
    starts = np.concatenate([[0], *(np.diff(one.indptr) for one in blocks)]).cumsum()
    values = np.concatenate([one.data for one in blocks])
    parts = [one.indices for one in blocks]
    blocks.clear()
    places = np.concatenate(parts)
    return sparse.csr_array((values, places, starts), shape=(len(starts) - 1, columns))
