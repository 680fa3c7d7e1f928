"""The inner loops over sparse rows, for numba to compile; `rows` calls them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from clustering.arrays.compiled import compiled, inlined

Ints = npt.NDArray[np.int32]
CsrParts = tuple[Ints, Ints, npt.NDArray[Any]]
"""A CSR matrix: starts, columns, values."""

_PARTS = {name: f"Tuple((int32[::1], int32[::1], {name}[::1]))" for name in ("float32", "float64")}
MULTIPLIED = [("float32", "float32"), ("float32", "float64"), ("float64", "float64")]
"""Types of the values of two matrices whose rows the compiled loop compares."""


@cache
def compiled_multiply() -> Callable[..., None] | None:
    """Return ``multiply_rows`` as compiled by numba; ``None`` where it cannot be."""
    types = [
        f"void(int32[::1], int32[::1], {_PARTS[one]}, {_PARTS[other]}, {one}[::1], float64[::1], "
        "float64[:, ::1])"
        for one, other in MULTIPLIED
    ]
    return compiled(multiply_rows, types)


@cache
def compiled_add() -> Callable[..., CsrParts] | None:
    """Return ``add`` as compiled by numba for float32; ``None`` where it cannot be."""
    rows = _PARTS["float32"]
    return compiled(add, f"{rows}({rows}, {rows}, int64)")


@cache
def compiled_highest() -> Callable[..., None] | None:
    """Return ``mark_highest`` as compiled by numba for float32; ``None`` where it cannot be."""
    return compiled(mark_highest, "void(int32[::1], float32[::1], int64, bool_[::1])")


@cache
def compiled_keep() -> Callable[..., CsrParts] | None:
    """Return ``keep`` as compiled by numba for float32; ``None`` where it cannot be."""
    return compiled(keep, f"{_PARTS['float32']}(int32[::1], int32[::1], float32[::1], bool_[::1])")


def multiply_rows(
    left: Ints,
    right: Ints,
    one: CsrParts,
    other: CsrParts,
    line: npt.NDArray[Any],
    marks: npt.NDArray[np.float64],
    told: npt.NDArray[np.float64],
) -> None:
    """Multiply rows ``left[k]`` of one matrix and ``right[k]`` of another, and sum up.

    ``line`` is room for one row, all 0 before and after. ``marks`` is a factor for each column, or
    empty where only dot products are asked for. ``told`` takes for each pair the sum of the
    products, in float64, in the order of the columns; with ``marks`` also that of their squares,
    and that of the products times these.
    """
    starts, places, values = one
    other_starts, other_places, other_values = other
    row = -1
    for at in range(len(left)):
        if left[at] != row:
            _clear(line, one, row)
            row = left[at]
            for entry in range(starts[row], starts[row + 1]):
                line[places[entry]] = values[entry]
        near, dot, squares, marked = right[at], 0.0, 0.0, 0.0
        # Unsigned places spare the compiled loop a look for negative ones.
        for entry in range(np.uint64(other_starts[near]), np.uint64(other_starts[near + 1])):
            column = np.uint64(other_places[entry])
            product = np.float64(line[column]) * np.float64(other_values[entry])
            dot += product
            if len(marks):
                squares += product * product
                marked += product * marks[column]
        told[0, at] = dot
        if len(marks):
            told[1, at], told[2, at] = squares, marked
    _clear(line, one, row)


@inlined
def _clear(line: npt.NDArray[Any], one: CsrParts, row: int) -> None:
    """Set the places of a row to 0; -1 for none."""
    if row >= 0:
        for entry in range(one[0][row], one[0][row + 1]):
            line[one[1][entry]] = 0


def add(weights: CsrParts, matrix: CsrParts, columns: int) -> CsrParts:
    """Add up the rows of a matrix, whose values are above 0: one sum for each row of ``weights``.

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


def mark_highest(
    starts: Ints, values: npt.NDArray[np.float32], most: int, kept: npt.NDArray[np.bool_]
) -> None:
    """Set to false in ``kept`` what is not among the ``most`` highest values of its row.

    Of equal ones the first stay.
    """
    for row in range(len(starts) - 1):
        begin, end = starts[row], starts[row + 1]
        if end - begin <= most:
            continue
        lowest = nth_highest(values[begin:end].copy(), most)
        room = most
        for at in range(begin, end):
            room -= values[at] > lowest
        for at in range(begin, end):
            if values[at] == lowest:
                kept[at] = room > 0
                room -= 1
            else:
                kept[at] = values[at] > lowest


@inlined
def nth_highest(values: npt.NDArray[Any], nth: int) -> Any:  # noqa: ANN401
    """Return the nth highest of some values, which end up in another order (Hoare's selection).

    numba takes four seconds to compile ``np.partition``.
    """
    low, high = 0, len(values) - 1
    while low < high:
        middle, up, down = values[(low + high) // 2], low, high
        while up <= down:
            while values[up] > middle:
                up += 1
            while values[down] < middle:
                down -= 1
            if up <= down:
                values[up], values[down] = values[down], values[up]
                up += 1
                down -= 1
        if nth - 1 <= down:
            high = down
        elif nth - 1 >= up:
            low = up
        else:
            break
    return values[nth - 1]


def keep(
    starts: Ints, places: Ints, values: npt.NDArray[Any], kept: npt.NDArray[np.bool_]
) -> CsrParts:
    """Return the rows with some of their values."""
    size = kept.sum()
    made = np.zeros(len(starts), np.int32)
    made_places, made_values = np.empty(size + 1, np.int32), np.empty(size + 1, values.dtype)
    found = 0
    for row in range(len(starts) - 1):
        for entry in range(np.uint64(starts[row]), np.uint64(starts[row + 1])):
            made_places[np.uint64(found)] = places[entry]
            made_values[np.uint64(found)] = values[entry]
            found += kept[entry]
        made[row + 1] = found
    return made, made_places[:found], made_values[:found]
