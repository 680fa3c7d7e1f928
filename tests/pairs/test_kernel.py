"""The compiled loops: where they are kept, and what happens without numba."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clustering.pairs import indexed, kernel, nearest
from clustering.pairs.nearest import nearest_pairs
from tests.pairs.vectors import as_dict, random_days, random_vectors


def test_python_itself_gives_what_the_compiled_loops_give() -> None:
    pytest.importorskip("numba")
    compiled = kernel.compiled_match()
    assert compiled is not None
    matrix, days = random_vectors(3, 60), random_days(3, 60, 0.2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "_INDEXED_FROM", 0)
        found = as_dict(nearest_pairs(matrix, days, 5, 0.2, 14.0))
        patch.setattr(kernel, "compiled_match", lambda: kernel.match)
        assert as_dict(nearest_pairs(matrix, days, 5, 0.2, 14.0)) == found


def test_without_numba_many_articles_are_searched_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kernel, "njit", None)
    monkeypatch.setattr(nearest, "_INDEXED_FROM", 0)
    kernel.compiled_match.cache_clear()
    try:
        assert kernel.compiled_match() is None
        matrix, days = random_vectors(3, 60), random_days(3, 60, 0.2)
        assert not indexed.can_index(matrix, 0.1)
        assert len(nearest_pairs(matrix, days, 5, 0.2, 14.0)) > 60
    finally:
        kernel.compiled_match.cache_clear()


@pytest.mark.parametrize("error", [RuntimeError("no locator"), OSError(28), EOFError()])
def test_it_is_compiled_anew_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:

    def njit(_: str, *, nogil: bool, cache: bool) -> Callable[[object], object]:
        if cache:  # no folder to write to, a full disk, a damaged file
            raise error
        return lambda function: function

    monkeypatch.setattr(kernel, "njit", njit)
    kernel.compiled_match.cache_clear()
    try:
        assert kernel.compiled_match() is kernel.match
    finally:
        kernel.compiled_match.cache_clear()
