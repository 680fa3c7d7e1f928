"""Products and sums of sparse rows: by compiled loops for many, or by scipy, to the same bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds

# Pairs and sums from which the compiled loops are used; to load them takes 0.5 s.
_COMPILED_PAIRS = 500_000
_COMPILED_SUMS = 20_000
# Values that are squared at once, and rows of more: these bound the memory.
_SQUARED_AT_ONCE, _ROWS_AT_ONCE = 1_000_000, 50_000
_COMPILED_ROWS = 10_000  # rows from which values are chosen in them by compiled loops

MultiplyRows = Callable[[PairEnds, PairEnds], FloatArray]
Add = Callable[[sparse.csr_array, sparse.csr_array], sparse.csr_array]


def row_multiplier(
    one: sparse.csr_array, other: sparse.csr_array, pairs: int, marks: FloatArray | None = None
) -> MultiplyRows:
    """Return what compares rows of two matrices, of which there are so many pairs.

    It is called with rows of the one and as many rows of the other. Of each pair it returns the dot
    product, summed in float64 in the order of the columns, and with ``marks`` also the sum of the
    squared products, and that of the products times the mark of their column; shape ``(1, pairs)``
    or ``(3, pairs)``.
    """
    types = one.dtype.name, other.dtype.name
    if pairs >= _COMPILED_PAIRS and max(one.nnz, other.nnz) < 2**31:
        from clustering.arrays.row_loops import MULTIPLIED, compiled_multiply

        loop = compiled_multiply() if types in MULTIPLIED else None
        if loop is not None:
            return _multiply_compiled(loop, one, other, marks)

    def multiply(left: PairEnds, right: PairEnds) -> FloatArray:
        sides = one[left].astype(np.float64), other[right].astype(np.float64)
        products = sparse.csr_array(sides[0].multiply(sides[1]))
        ones = np.ones(products.shape[1])  # a product with it is summed in order, unlike ``sum``
        if marks is None:
            return np.array([products @ ones])
        return np.array([products @ ones, products.power(2) @ ones, products @ marks])

    return multiply


def _multiply_compiled(
    loop: Callable[..., None],
    one: sparse.csr_array,
    other: sparse.csr_array,
    marks: FloatArray | None,
) -> MultiplyRows:
    sides = _parts(one), _parts(other)
    factors = np.zeros(0) if marks is None else marks

    def multiply(left: PairEnds, right: PairEnds) -> FloatArray:
        ends = (np.ascontiguousarray(side, dtype=np.int32) for side in (left, right))
        told = np.empty((1 if marks is None else 3, len(left)))
        loop(*ends, *sides, np.zeros(one.shape[1], one.dtype), factors, told)
        return told

    return multiply


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


def highest_of_rows(matrix: sparse.csr_array, most: int) -> BoolArray:
    """Tell which values are among the ``most`` highest of their row; of equal ones the first."""
    counts = np.diff(matrix.indptr)
    kept = np.ones(matrix.nnz, dtype=np.bool_)
    if not (counts > most).any():
        return kept
    if len(counts) >= _COMPILED_ROWS and matrix.dtype == np.float32:
        from clustering.arrays.row_loops import compiled_highest

        loop = compiled_highest()
        if loop is not None:
            loop(_parts(matrix)[0], matrix.data, most, kept)
            return kept
    row = np.repeat(np.arange(len(counts)), counts)
    many = np.flatnonzero(counts[row] > most)
    order = many[np.lexsort((-matrix.data[many], row[many]))]
    rank = np.arange(len(order)) - np.searchsorted(row[many], row[many])
    kept[order[rank >= most]] = False
    return kept


def rows_with(matrix: sparse.csr_array, kept: BoolArray) -> sparse.csr_array:
    """Return the rows with some of their values."""
    if matrix.shape[0] >= _COMPILED_ROWS and matrix.dtype == np.float32:
        from clustering.arrays.row_loops import compiled_keep

        loop = compiled_keep()
        if loop is not None:
            starts, places, values = loop(*_parts(matrix), kept)
            return sparse.csr_array((values, places, starts), shape=matrix.shape)
    starts = np.concatenate([[0], np.cumsum(kept)])[matrix.indptr]
    parts = matrix.data[kept], matrix.indices[kept], starts.astype(matrix.indices.dtype)
    return sparse.csr_array(parts, shape=matrix.shape)


def _parts(matrix: sparse.csr_array) -> tuple[Any, Any, Any]:
    """Return what the compiled loops take: starts, columns and values, each in one piece."""
    starts, places = (
        np.ascontiguousarray(part, dtype=np.int32) for part in (matrix.indptr, matrix.indices)
    )
    return starts, places, np.ascontiguousarray(matrix.data)


def row_squares(matrix: sparse.csr_array, is_double: bool = False) -> FloatArray:
    """Dot product of each row with itself, summed in the order in which the values stand.

    It is summed in double precision where that is asked for, else in that of the values.
    """
    if matrix.nnz > _SQUARED_AT_ONCE and matrix.shape[0] > _ROWS_AT_ONCE:
        some = stretches(matrix.shape[0], _ROWS_AT_ONCE)
        return np.concatenate([row_squares(matrix[rows], is_double) for rows in some])
    squares = np.square(matrix.data, dtype=np.float64 if is_double else None)
    parts = squares, matrix.indices, matrix.indptr
    return np.asarray(sparse.csr_array(parts, shape=matrix.shape).sum(axis=1))


def group_adder(
    group_of: PairEnds, groups: int, weight: FloatArray | None = None
) -> sparse.csr_array:
    """Return the matrix that adds up the rows of each group; of group -1 there is none.

    Its positions have 32 bits, as those of what it is multiplied with: then so has the product,
    which takes two thirds of the room and time. ``weight`` says how often each row counts.
    """
    rows = np.flatnonzero(group_of >= 0).astype(np.int32)
    weights = np.ones(len(rows)) if weight is None else weight[rows]
    ends = group_of[rows].astype(np.int32), rows
    return sparse.csr_array((weights, ends), shape=(groups, len(group_of)))


def added_rows(adding: sparse.csr_array, matrix: sparse.csr_array) -> sparse.csr_array:
    """Return ``adding @ matrix`` from the rows that count, each row's columns in order.

    scipy first makes all values of the matrix double, of however few rows they are.
    """
    rows, places = np.unique(adding.indices, return_inverse=True)
    parts = adding.data, places.astype(np.int32), adding.indptr
    narrow = sparse.csr_array(parts, shape=(adding.shape[0], len(rows)))
    sums = sparse.csr_array(narrow @ matrix[rows])
    sums.sum_duplicates()
    return sums


def sums_in_blocks(
    adding: sparse.csr_array, matrix: sparse.csr_array
) -> Iterator[sparse.csr_array]:
    """Add up the rows that count, those of some sums at a time."""
    for some in row_stretches(adding, _ROWS_AT_ONCE):
        yield added_rows(adding[some], matrix)


def stacked(blocks: list[sparse.csr_array], columns: int) -> sparse.csr_array:
    """Put blocks of rows one below the other; the list is emptied, to hold no value twice."""
    starts = np.concatenate([[0], *(np.diff(one.indptr) for one in blocks)]).cumsum()
    values = np.concatenate([one.data for one in blocks])
    parts = [one.indices for one in blocks]
    blocks.clear()
    places = np.concatenate(parts)
    if len(places) < 2**31:  # whatever scipy made of the blocks: it takes half of the room
        starts, places = (part.astype(np.int32, copy=False) for part in (starts, places))
    return sparse.csr_array((values, places, starts), shape=(len(starts) - 1, columns))


def column_counts(matrix: sparse.csr_array) -> IntArray:
    """Count the values in each column; shape ``(columns,)``."""
    counts = np.zeros(matrix.shape[1], dtype=np.int64)
    for some in stretches(matrix.nnz, _SQUARED_AT_ONCE):  # ``bincount`` gives them 64 bits
        counts += np.bincount(matrix.indices[some], minlength=len(counts))
    return counts


def row_stretches(matrix: sparse.csr_array, values: int) -> Iterator[slice]:
    """Cut the rows into stretches with about so many values each."""
    starts = np.searchsorted(matrix.indptr, np.arange(values, matrix.nnz, values))
    for start, stop in pairwise(np.unique([0, *starts.tolist(), matrix.shape[0]]).tolist()):
        yield slice(start, stop)
