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
def test_products_are_those_of_python_itself(seed: int) -> None:
    pytest.importorskip("numba")
    loop = row_loops.compiled_multiply()
    assert loop is not None
    one, other = random_rows(seed, 9), random_rows(seed + 1, 7)
    rng = np.random.default_rng(seed)
    left, right = (rng.integers(0, most, 12).astype(np.int32) for most in (9, 7))
    given_to = left, right, parts(one), parts(other), 8
    for made, expected in zip(loop(*given_to), row_loops.multiply(*given_to), strict=True):
        assert made.tolist() == expected.tolist()


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=st.integers(0, 10_000))
def test_sums_are_those_of_python_itself(seed: int) -> None:
    pytest.importorskip("numba")
    loop = row_loops.compiled_add()
    assert loop is not None
    given_to = parts(random_rows(seed, 5)), parts(random_rows(seed + 1, 8)), 8
    for made, expected in zip(loop(*given_to), row_loops.add(*given_to), strict=True):
        assert made.tolist() == expected.tolist()
