"""Compiled loops: where they are kept, and what happens without numba."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clustering.arrays import compiled


def double(value: int) -> int:
    return 2 * value


def test_a_function_is_compiled_for_the_types_named() -> None:
    pytest.importorskip("numba")
    loop = compiled.compiled(double, "int64(int64)")
    assert loop is not None
    assert loop is not double
    assert loop(21) == 42


def test_without_numba_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "njit", None)
    assert compiled.compiled(double, "int64(int64)") is None


def test_what_numba_cannot_compile_is_not_compiled() -> None:
    pytest.importorskip("numba")
    assert compiled.compiled(double, "unicode_type(int64)") is None


@pytest.mark.parametrize("error", [RuntimeError("no locator"), OSError(28), EOFError()])
def test_it_is_compiled_anew_where_nothing_can_be_kept(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:

    def njit(_: str, *, nogil: bool, cache: bool) -> Callable[[object], object]:
        if cache:  # no folder to write to, a full disk, a damaged file
            raise error
        return lambda function: function

    monkeypatch.setattr(compiled, "njit", njit)
    assert compiled.compiled(double, "int64(int64)") is double
