"""The compiled loops over rows give what Python itself gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays import row_loops
from tests.arrays.test_rows import parts, random_rows


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=st.integers(0, 10_000))
def test_comparisons_are_those_of_python_itself(seed: int) -> None:
    pytest.importorskip("numba")
    loop = row_loops.compiled_multiply()
    assert loop is not None
    rng = np.random.default_rng(seed)
    left, right = (rng.integers(0, most, 12).astype(np.int32) for most in (9, 7))
    sides = parts(random_rows(seed, 9)), parts(random_rows(seed + 1, 7))
    for marks in (rng.random(8), np.zeros(0)):
        line, told = np.zeros(8, np.float32), np.zeros((2, 3, 12))
        loop(left, right, *sides, line, marks, told[0])
        row_loops.multiply_rows(left, right, *sides, line, marks, told[1])
        assert told[0].tolist() == told[1].tolist()
        assert not line.any()


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=st.integers(0, 10_000))
def test_sums_are_those_of_python_itself(seed: int) -> None:
    pytest.importorskip("numba")
    loop = row_loops.compiled_add()
    assert loop is not None
    given_to = parts(random_rows(seed, 5)), parts(random_rows(seed + 1, 8)), 8
    for made, expected in zip(loop(*given_to), row_loops.add(*given_to), strict=True):
        assert made.tolist() == expected.tolist()


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=st.integers(0, 10_000), most=st.integers(1, 4))
def test_what_is_kept_is_what_python_itself_keeps(seed: int, most: int) -> None:
    pytest.importorskip("numba")
    mark, keep = row_loops.compiled_highest(), row_loops.compiled_keep()
    assert mark is not None and keep is not None
    starts, places, values = parts(random_rows(seed, 6))
    kept = np.ones((2, len(values)), dtype=np.bool_)
    mark(starts, values, most, kept[0])
    row_loops.mark_highest(starts, values, most, kept[1])
    assert kept[0].tolist() == kept[1].tolist()
    made = keep(starts, places, values, kept[0])
    expected = row_loops.keep(starts, places, values, kept[0])
    for one, other in zip(made, expected, strict=True):
        assert one.tolist() == other.tolist()


@given(values=st.lists(st.integers(0, 9), min_size=1, max_size=30), seed=st.integers(0, 99))
def test_the_nth_highest_is_that_of_the_sorted_values(values: list[int], seed: int) -> None:
    nth = 1 + seed % len(values)
    assert row_loops.nth_highest(np.array(values), nth) == sorted(values, reverse=True)[nth - 1]
