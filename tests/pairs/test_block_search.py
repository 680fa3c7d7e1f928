"""Blocks of any size have the same pairs, to the bit, as the search of all at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.types import FloatArray
from clustering.engines.spill import SpillEngine
from clustering.pairs import block_search, nearest
from clustering.pairs.nearest import Pairs, nearest_pairs
from tests.pairs.vectors import random_days, random_vectors


def both(
    matrix: sparse.csr_array,
    days: FloatArray,
    neighbours: int,
    window: float,
    rows: int | None,
    threads: int = 1,
) -> tuple[Pairs, Pairs]:
    """Return the pairs of all at once, and those of blocks."""
    given = matrix, days, neighbours, 0.2, window
    engine = SpillEngine(threads=threads, block_rows=rows)
    return nearest_pairs(*given), nearest_pairs(*given, engine=engine)


def assert_same(one: Pairs, other: Pairs) -> None:
    for name in ("left", "right", "similarity"):
        column, found = getattr(one, name), getattr(other, name)
        assert column.dtype == found.dtype
        assert column.tobytes() == found.tobytes()


@pytest.mark.slow("searches a hundred sets of vectors twice")
@given(
    seed=st.integers(0, 1_000),
    articles=st.integers(0, 150),
    copies=st.sampled_from([0.0, 0.3, 0.9]),
    undated=st.sampled_from([0.0, 0.1, 1.0]),
    neighbours=st.integers(1, 9),
    window=st.sampled_from([0.0, 1.0, 3.0, 14.0]),
    rows=st.integers(1, 60),
)
def test_any_vectors_have_the_same_pairs_in_blocks_of_any_size(
    seed: int,
    articles: int,
    copies: float,
    undated: float,
    neighbours: int,
    window: float,
    rows: int,
) -> None:
    rng = np.random.default_rng(seed)
    # Of many copies those count that come first, and an article may not be among its own nearest.
    source = np.where(rng.random(articles) < copies, 0, np.arange(articles))
    matrix = random_vectors(seed, articles)[source] if articles else sparse.csr_array((0, 5))
    days = random_days(seed, articles, undated)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_search, "_SORTED_AT_ONCE", 40)
        assert_same(*both(matrix, days, neighbours, window, rows))


def test_the_compiled_search_has_the_same_pairs_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    monkeypatch.setattr(nearest, "_INDEXED_FROM", 0)
    for undated in (0.1, 0.6):
        days = random_days(4, 300, undated)
        assert_same(*both(random_vectors(4, 300), days, 6, 3.0, 40, threads=2))


def test_a_block_has_a_window_of_articles_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    matrix, days = random_vectors(5, 200), random_days(5, 200, 0.1)
    nearest_pairs(
        matrix, days, 5, 0.2, 3.0, engine=SpillEngine(), tell=lambda *step: told.append(step)
    )
    assert told[-1] == (200, 200)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
