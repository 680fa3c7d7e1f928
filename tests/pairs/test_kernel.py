"""The compiled search: it gives what Python gives, and what happens without numba."""

from __future__ import annotations

import pytest

from clustering.arrays import compiled
from clustering.pairs import indexed, kernel, nearest
from clustering.pairs.nearest import nearest_pairs
from tests.pairs.vectors import as_dict, random_days, random_vectors


def test_python_itself_gives_what_the_compiled_loops_give() -> None:
    pytest.importorskip("numba")
    assert kernel.compiled_match() is not None
    matrix, days = random_vectors(3, 60), random_days(3, 60, 0.2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "_INDEXED_FROM", 0)
        found = as_dict(nearest_pairs(matrix, days, 5, 0.2, 14.0))
        patch.setattr(kernel, "compiled_match", lambda: kernel.match)
        assert as_dict(nearest_pairs(matrix, days, 5, 0.2, 14.0)) == found


def test_without_numba_many_articles_are_searched_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compiled, "njit", None)
    monkeypatch.setattr(nearest, "_INDEXED_FROM", 0)
    kernel.compiled_match.cache_clear()
    try:
        assert kernel.compiled_match() is None
        matrix, days = random_vectors(3, 60), random_days(3, 60, 0.2)
        assert not indexed.can_index(matrix, 0.1)
        assert len(nearest_pairs(matrix, days, 5, 0.2, 14.0)) > 60
    finally:
        kernel.compiled_match.cache_clear()
