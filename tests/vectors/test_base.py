"""Unit vectors: lengths, similarities against a dense product, and the words two share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.vectors import base
from clustering.vectors.base import Vectors, row_dots, unit_rows


def rows(seed: int, size: int) -> sparse.csr_array:
    rng = np.random.default_rng(seed)
    return sparse.csr_array((rng.random((size, 6)) * (rng.random((size, 6)) < 0.5)).astype("f4"))


@given(seed=st.integers(0, 10_000), size=st.integers(1, 20))
def test_rows_have_length_one_or_no_entries(seed: int, size: int) -> None:
    lengths = np.linalg.norm(unit_rows(rows(seed, size)).toarray(), axis=1)
    assert np.all(np.isclose(lengths, 1, atol=1e-6) | (lengths == 0))


@given(seed=st.integers(0, 10_000), size=st.integers(1, 20))
def test_similarities_are_those_of_the_dense_product(seed: int, size: int) -> None:
    vectors = Vectors(unit_rows(rows(seed, size)), list("abcdef"))
    left, right = np.triu_indices(size)
    dense = vectors.matrix.toarray().astype(np.float64)
    expected = np.einsum("ij,ij->i", dense[left], dense[right])
    assert vectors.similarities(left, right) == pytest.approx(expected)


def test_blocks_and_threads_change_no_product(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, (left, right) = rows(3, 30), np.triu_indices(30)
    at_once = row_dots(matrix, left, right)
    monkeypatch.setattr(base, "_PAIRS_AT_ONCE", 7)
    monkeypatch.setattr(base, "_VALUES_AT_ONCE", 40)
    assert np.array_equal(row_dots(matrix, left, right, jobs=3), at_once)
    assert row_dots(matrix, left[:0], right[:0]).shape == (0,)


def test_shared_words_come_with_what_each_adds_the_strongest_first() -> None:
    matrix = sparse.csr_array(np.array([[0.6, 0.8, 0, 0], [0.6, 0.8, 0, 0], [0, 0, 0, 1]]))
    vectors = Vectors(matrix, ["storm", "flood", "ferry", "otter"])
    (flood, storm) = vectors.shared_words(0, 1)
    assert (flood[0], storm[0]) == ("flood", "storm")
    assert (flood[1], storm[1]) == pytest.approx((0.64, 0.36))
    assert vectors.shared_words(0, 2) == []


def test_without_names_there_are_none_in_any_article() -> None:
    vectors = Vectors(unit_rows(rows(1, 2)), list("abcdef"))
    assert vectors.names_in(0) == []


def test_words_of_an_article_are_counted_once_each() -> None:
    matrix = sparse.csr_array(np.array([[0.6, 0.8, 0], [0, 0, 0], [0, 1, 0]], dtype=np.float32))
    assert Vectors(matrix, list("abc")).word_counts.tolist() == [2, 0, 1]
