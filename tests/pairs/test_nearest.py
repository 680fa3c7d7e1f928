"""Near neighbours: against a dense obvious implementation, with and without windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays import products as topn
from clustering.arrays.types import FloatArray
from clustering.pairs import search as searching
from clustering.pairs.nearest import Pairs, nearest_pairs

Found = dict[tuple[int, int], float]


def random_vectors(seed: int, articles: int, words: int = 30) -> sparse.csr_array:
    rng = np.random.default_rng(seed)
    dense = rng.random((articles, words)) * (rng.random((articles, words)) < 0.3)
    dense[:, 0] += 0.01
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    return sparse.csr_array(dense.astype(np.float32))


def random_days(seed: int, articles: int, undated: float) -> FloatArray:
    rng = np.random.default_rng(seed + 1)
    days = rng.uniform(0, 60, articles)
    days[rng.random(articles) < undated] = np.nan
    return days


def slow_pairs(
    matrix: sparse.csr_array, days: FloatArray, neighbours: int, floor: float, window: float
) -> Found:
    """Look at every pair: in the window, above the floor, among either side's nearest."""
    dense = matrix.toarray().astype(np.float64)
    similarity = dense @ dense.T
    size = len(days)
    found: Found = {}
    assume(not _are_close(similarity, floor))
    for i in range(size):
        open_to = [
            j
            for j in range(size)
            if j != i
            and similarity[i, j] > floor
            and not (window > 0 and abs(np.floor(days[i]) - np.floor(days[j])) > window)
        ]
        for j in sorted(open_to, key=lambda j: -similarity[i, j])[:neighbours]:
            found[min(i, j), max(i, j)] = similarity[i, j]
    return found


def _are_close(similarity: FloatArray, floor: float) -> bool:
    """Whether single precision could order an article's neighbours another way."""
    others = similarity - np.diag(np.diag(similarity))
    ranked = np.sort(np.where(others > floor - 1e-6, others, floor), axis=1)
    return bool(((np.diff(ranked) > 0) & (np.diff(ranked) < 1e-6)).any())


def as_dict(result: Pairs) -> Found:
    ends = zip(result.left.tolist(), result.right.tolist(), strict=True)
    return dict(zip(ends, result.similarity.tolist(), strict=True))


@given(
    seed=st.integers(0, 10_000),
    articles=st.integers(1, 40),
    neighbours=st.integers(1, 12),
    window=st.sampled_from([0.0, 3.0, 10.0]),
    undated=st.sampled_from([0.0, 0.3, 1.0]),
)
def test_pairs_equal_the_obvious_search(
    seed: int, articles: int, neighbours: int, window: float, undated: float
) -> None:
    matrix, days = random_vectors(seed, articles), random_days(seed, articles, undated)
    ours = as_dict(nearest_pairs(matrix, days, neighbours, 0.2, window))
    slow = slow_pairs(matrix, days, neighbours, 0.2, window)
    assert ours.keys() == slow.keys()
    for pair, similarity in ours.items():
        assert similarity == pytest.approx(slow[pair], abs=1e-5)


@given(seed=st.integers(0, 10_000), articles=st.integers(1, 60))
def test_scipy_alone_finds_the_same_pairs(seed: int, articles: int) -> None:
    matrix = random_vectors(seed, articles)
    columns = sparse.csr_array(matrix.T.tocsr())
    quick = topn.top_products(matrix, columns, 9, 0.2, 1)
    alone = topn._top_products_scipy(matrix, columns, 9, 0.2)
    assert np.allclose(quick.toarray(), alone.toarray(), atol=1e-5)


def test_threads_do_not_change_the_pairs() -> None:
    matrix, days = random_vectors(7, 400), random_days(7, 400, 0.2)
    one = nearest_pairs(matrix, days, 20, 0.1, 14.0, jobs=1)
    four = nearest_pairs(matrix, days, 20, 0.1, 14.0, jobs=4)
    assert as_dict(one) == as_dict(four)


def test_every_pair_comes_once_and_in_order() -> None:
    found = nearest_pairs(random_vectors(3, 80), random_days(3, 80, 0.1), 10, 0.1, 14.0)
    keys = found.left * 80 + found.right
    assert (found.left < found.right).all()
    assert (np.diff(keys) > 0).all()


def test_small_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix, days = random_vectors(11, 300), random_days(11, 300, 0.1)
    wide = nearest_pairs(matrix, days, 5, 0.1, 6.0)
    monkeypatch.setattr(searching, "_BLOCK", 3)
    monkeypatch.setattr(searching, "_UNDATED_BLOCK", 7)
    assert as_dict(nearest_pairs(matrix, days, 5, 0.1, 6.0)) == as_dict(wide)


def test_minutes_across_midnight_are_within_half_a_day() -> None:
    matrix = sparse.csr_array(np.ones((2, 1), dtype=np.float32))
    assert len(nearest_pairs(matrix, np.array([9.99, 10.01]), 5, 0.1, 0.5)) == 1


def test_no_articles_give_no_pairs() -> None:
    assert len(nearest_pairs(sparse.csr_array((0, 5)), np.zeros(0), 10, 0.1, 14.0)) == 0


@pytest.mark.parametrize("dated", [True, False])
def test_a_crowd_keeps_its_strongest_pairs(monkeypatch: pytest.MonkeyPatch, dated: bool) -> None:
    matrix = random_vectors(3, 300)
    days = random_days(3, 300, 0.0 if dated else 1.0)
    everything = as_dict(nearest_pairs(matrix, days, 40, 0.1, 14.0))
    monkeypatch.setattr(searching, "_FREE_PAIRS", 500)
    monkeypatch.setattr(searching, "_EACH_PAIRS", 1)
    affordable = as_dict(nearest_pairs(matrix, days, 40, 0.1, 14.0))
    assert 250 < len(affordable) <= 500 < len(everything)
    weakest = min(affordable.values())
    assert {pair for pair, value in everything.items() if value > weakest} <= affordable.keys()


@pytest.mark.parametrize("window", [0.0, 14.0])
def test_progress_counts_up_to_all_articles(window: float) -> None:
    told: list[tuple[int, int]] = []
    nearest_pairs(
        random_vectors(3, 80),
        random_days(3, 80, 0.1),
        10,
        0.1,
        window,
        tell=lambda *step: told.append(step),
    )
    assert told[-1] == (80, 80)
    assert told == sorted(told)


def test_one_product_finds_what_sparse_dot_topn_does_to_the_bit() -> None:
    pytest.importorskip("sparse_dot_topn")
    matrix = random_vectors(5, 200)
    columns = sparse.csr_array(matrix.T.tocsr())
    all_kept = topn.top_products(matrix, columns, 200, 0.2, 1)
    chosen = topn.top_products(matrix, columns, 199, 0.2, 1)
    assert 0 < all_kept.nnz < 199 * 200
    assert np.array_equal(all_kept.toarray(), chosen.toarray())
