"""The inner loops over sparse rows, for numba to compile; `rows` calls them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from clustering.arrays.compiled import compiled

Ints = npt.NDArray[np.int32]
CsrParts = tuple[Ints, Ints, npt.NDArray[Any]]
"""A CSR matrix: starts, columns, values."""

_PARTS = {name: f"Tuple((int32[::1], int32[::1], {name}[::1]))" for name in ("float32", "float64")}
MULTIPLIED = [("float32", "float32"), ("float32", "float64"), ("float64", "float64")]
"""Types of the values of two matrices whose rows the compiled loop multiplies."""


@cache
def compiled_multiply() -> Callable[..., CsrParts] | None:
    """Return ``multiply`` as compiled by numba; ``None`` where it cannot be."""
    types = [
        f"{_PARTS['float64']}(int32[::1], int32[::1], {_PARTS[one]}, {_PARTS[other]}, int64)"
        for one, other in MULTIPLIED
    ]
    return compiled(multiply, types)


@cache
def compiled_add() -> Callable[..., CsrParts] | None:
    """Return ``add`` as compiled by numba for float32; ``None`` where it cannot be."""
    rows = _PARTS["float32"]
    return compiled(add, f"{rows}({rows}, {rows}, int64)")


def multiply(left: Ints, right: Ints, one: CsrParts, other: CsrParts, columns: int) -> CsrParts:
    """Multiply rows ``left[k]`` of one matrix and ``right[k]`` of another, value by value.

    Returns
    -------
    CsrParts
        The products that are not 0, in float64, in the order of the columns.
    """
    starts, places, values = one
    other_starts, other_places, other_values = other
    size = 0
    for at in range(len(right)):
        size += other_starts[right[at] + 1] - other_starts[right[at]]
    made = np.zeros(len(left) + 1, np.int32)
    made_places, made_values = np.empty(size + 1, np.int32), np.empty(size + 1, np.float64)
    line = np.zeros(columns, values.dtype)  # the row on the left
    found, row = 0, -1
    for at in range(len(left)):
        if left[at] != row:
            if row >= 0:
                for entry in range(starts[row], starts[row + 1]):
                    line[places[entry]] = 0
            row = left[at]
            for entry in range(starts[row], starts[row + 1]):
                line[places[entry]] = values[entry]
        near = right[at]
        # Unsigned places spare the compiled loop a look for negative ones.
        for entry in range(np.uint64(other_starts[near]), np.uint64(other_starts[near + 1])):
            column = np.uint64(other_places[entry])
            product = np.float64(line[column]) * np.float64(other_values[entry])
            made_places[np.uint64(found)] = column
            made_values[np.uint64(found)] = product
            found += product != 0
        made[at + 1] = found
    return made, made_places[:found], made_values[:found]


def add(weights: CsrParts, matrix: CsrParts, columns: int) -> CsrParts:
    """Add up the rows of a matrix, whose values are above 0: one sum for each row of ``weights``.

    Returns
    -------
    CsrParts
        The columns of a row stand in the order in which they are first met.
    """
    weight_starts, summed, factors = weights
    starts, places, values = matrix
    size = 0
    for row in summed:
        size += starts[row + 1] - starts[row]
    made = np.zeros(len(weight_starts), np.int32)
    made_places, made_values = np.empty(size + 1, np.int32), np.empty(size, values.dtype)
    sums = np.zeros(columns, values.dtype)
    found = 0
    for at in range(len(weight_starts) - 1):
        begin = found
        for part in range(weight_starts[at], weight_starts[at + 1]):
            row, factor = summed[part], factors[part]
            # Unsigned places spare the compiled loop a look for negative ones.
            for entry in range(np.uint64(starts[row]), np.uint64(starts[row + 1])):
                column = np.uint64(places[entry])
                before = sums[column]
                made_places[np.uint64(found)] = column
                found += before == 0
                sums[column] = before + factor * values[entry]
        for entry in range(np.uint64(begin), np.uint64(found)):
            column = np.uint64(made_places[entry])
            made_values[entry] = sums[column]
            sums[column] = 0
        made[at + 1] = found
    return made, made_places[:found], made_values[:found]
