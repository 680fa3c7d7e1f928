"""Products and sums of sparse rows: the same bits with compiled loops and without."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays import row_loops, rows
from clustering.arrays.row_loops import CsrParts
from clustering.arrays.rows import (
    added_rows,
    adder,
    group_adder,
    highest_of_rows,
    row_multiplier,
    row_squares,
    row_stretches,
    rows_with,
    stacked,
)

SEEDS = st.integers(0, 10_000)


def random_rows(seed: int, size: int) -> sparse.csr_array:
    rng = np.random.default_rng(seed)
    dense = rng.random((size, 8)) * (rng.random((size, 8)) < 0.5)
    return sparse.csr_array(dense.astype(np.float32))


def parts(matrix: sparse.csr_array) -> CsrParts:
    return matrix.indptr.astype(np.int32), matrix.indices.astype(np.int32), matrix.data


def as_lists(matrix: sparse.csr_array) -> list[Any]:
    return [part.tolist() for part in (matrix.indptr, matrix.indices, matrix.data)]


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=SEEDS)
def test_pairs_of_rows_are_compared_the_same_with_compiled_loops(seed: int) -> None:
    one, other = random_rows(seed, 9), random_rows(seed + 1, 7)
    rng = np.random.default_rng(seed)
    ends, marks = (rng.integers(0, 9, 12), rng.integers(0, 7, 12)), rng.random(8)
    found = row_multiplier(one, other, 12, marks)(*ends)
    dense = one.toarray().astype(np.float64)[ends[0]] * other.toarray().astype(np.float64)[ends[1]]
    sums = np.array([dense.sum(axis=1), (dense**2).sum(axis=1), dense @ marks])
    assert found == pytest.approx(sums)
    assert np.array_equal(row_multiplier(one, other, 12)(*ends), found[:1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_COMPILED_PAIRS", 0)
        for types in product((np.float32, np.float64), repeat=2):
            sides = one.astype(types[0]), other.astype(types[1])
            assert np.array_equal(row_multiplier(*sides, 12, marks)(*ends), found)
            assert np.array_equal(row_multiplier(*sides, 12)(*ends), found[:1])


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=SEEDS)
def test_sums_are_the_same_with_compiled_loops(seed: int) -> None:
    weights, matrix = random_rows(seed, 5), random_rows(seed + 1, 8)
    found = adder(5)(weights, matrix)
    assert found.toarray() == pytest.approx(weights.toarray() @ matrix.toarray())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "_COMPILED_SUMS", 0)
        assert as_lists(adder(5)(weights, matrix)) == as_lists(found)


@pytest.mark.slow("compiles the loop where it was not kept")
@given(seed=SEEDS, most=st.integers(1, 5))
def test_the_highest_of_each_row_are_the_same_with_compiled_loops(seed: int, most: int) -> None:
    matrix = random_rows(seed, 9)
    matrix.data = np.round(matrix.data, 1)  # some are equal
    expected: list[int] = []
    for start, stop in pairwise(matrix.indptr.tolist()):
        places = sorted(range(start, stop), key=lambda at: (-matrix.data[at], at))
        expected += sorted(places[:most])
    whole = matrix.toarray()
    for least in (rows._COMPILED_ROWS, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rows, "_COMPILED_ROWS", least)
            kept = highest_of_rows(matrix, most)
            assert np.flatnonzero(kept).tolist() == expected
            found = rows_with(matrix, kept)
        assert found.data.tolist() == matrix.data[expected].tolist()
        assert ((found.toarray() == whole) | (found.toarray() == 0)).all()
        assert np.diff(found.indptr).tolist() == np.minimum(np.diff(matrix.indptr), most).tolist()


def test_the_columns_of_a_sum_stand_as_they_are_met() -> None:
    weights = sparse.csr_array(np.ones((1, 2), dtype=np.float32))
    matrix = sparse.csr_array(np.array([[0, 0, 1], [1, 1, 1]], dtype=np.float32))
    assert adder(1)(weights, matrix).indices.tolist() == [2, 0, 1]


def test_without_numba_rows_are_compared_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_loops, "compiled_multiply", lambda: None)
    for name in ("compiled_add", "compiled_highest", "compiled_keep"):
        monkeypatch.setattr(row_loops, name, lambda: None)
    monkeypatch.setattr(rows, "_COMPILED_PAIRS", 0)
    monkeypatch.setattr(rows, "_COMPILED_SUMS", 0)
    monkeypatch.setattr(rows, "_COMPILED_ROWS", 0)
    one, ends = random_rows(1, 3), np.arange(3)
    assert row_multiplier(one, one, 3)(ends, ends)[0] == pytest.approx(row_squares(one))
    itself = sparse.eye_array(3, dtype=np.float32, format="csr")
    assert adder(3)(itself, one).toarray() == pytest.approx(one.toarray())
    kept = highest_of_rows(one, 1)
    assert rows_with(one, kept).toarray().max(axis=1).tolist() == one.toarray().max(axis=1).tolist()
    assert np.flatnonzero(np.diff(one.indptr)).size == kept.sum()


def test_squares_of_rows_are_summed() -> None:
    matrix = sparse.csr_array(np.array([[3.0, 4.0], [0, 0], [0, 2]]))
    assert row_squares(matrix).tolist() == [25.0, 0.0, 4.0]
    single = sparse.csr_array(np.array([[0.1, 0.2]], dtype=np.float32))
    exact = row_squares(single, is_double=True)
    assert exact.tolist() == row_squares(single.astype(np.float64)).tolist()
    assert exact.dtype == np.float64


def test_rows_are_added_up_by_group() -> None:
    matrix = sparse.csr_array(np.array([[1.0, 0], [2, 3], [4, 0], [5, 5]], dtype=np.float32))
    group_of = np.array([1, 0, 1, -1])
    sums = group_adder(group_of, 2) @ matrix
    assert sums.toarray().tolist() == [[2, 3], [5, 0]]
    assert sums.indices.dtype == np.int32
    half = group_adder(group_of, 3, np.array([0.5, 1, 0, 1])) @ matrix
    assert half.toarray().tolist() == [[2, 3], [0.5, 0], [0, 0]]


def test_blocks_are_stacked_and_the_list_is_emptied() -> None:
    whole = random_rows(4, 6)
    blocks = [whole[:4], whole[4:4], whole[4:]]
    assert as_lists(stacked(blocks, 8)) == as_lists(whole)
    assert blocks == []


@given(SEEDS, st.lists(st.integers(-1, 3), min_size=9, max_size=9))
def test_rows_are_added_up_to_the_same_bits_from_those_that_count(
    seed: int, group_of: list[int]
) -> None:
    matrix = random_rows(seed, 9)
    adding = group_adder(np.array(group_of), 4)
    whole = sparse.csr_array(adding @ matrix)
    whole.sort_indices()
    sums = added_rows(adding, matrix)
    assert sums.has_sorted_indices
    for part in ("indptr", "indices", "data"):
        assert getattr(sums, part).tobytes() == getattr(whole, part).tobytes()


@given(st.lists(st.integers(0, 12), min_size=1, max_size=30), st.integers(1, 20))
def test_stretches_of_rows_cover_all_with_about_so_many_values_each(
    sizes: list[int], values: int
) -> None:
    starts = np.cumsum([0, *sizes])
    matrix = sparse.csr_array(
        (np.ones(starts[-1]), np.zeros(starts[-1], dtype=np.int32), starts), (len(sizes), 1)
    )
    some = list(row_stretches(matrix, values))
    assert [row for one in some for row in range(one.start, one.stop)] == list(range(len(sizes)))
    assert all(sum(sizes[one]) < values + max(sizes) or one.stop - one.start == 1 for one in some)
