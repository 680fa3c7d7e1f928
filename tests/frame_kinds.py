"""The kinds of data that hold rows, made of dicts and turned back; tests run over each."""

# ruff: noqa: ANN401 - frames of any library
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

Rows = Sequence[Mapping[str, Any]]


def _library(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed")


def _pandas(rows: Rows) -> Any:
    return _library("pandas").DataFrame(list(rows))


def _polars(rows: Rows) -> Any:
    return _library("polars").DataFrame(list(rows))


def _polars_lazy(rows: Rows) -> Any:
    return _polars(rows).lazy()


def _pyarrow(rows: Rows) -> Any:
    return _library("pyarrow").Table.from_pylist(list(rows))


MAKERS: Mapping[str, Callable[[Rows], Any]] = {
    "dicts": list,
    "pandas": _pandas,
    "polars": _polars,
    "polars lazy": _polars_lazy,
    "pyarrow": _pyarrow,
}


def as_dicts(data: Any) -> list[dict[str, Any]]:
    """Return the rows of any kind of data, with ``None`` for what is missing."""
    if isinstance(data, list):
        return data
    if hasattr(data, "collect"):
        data = data.collect()
    if hasattr(data, "to_pylist"):
        return list(data.to_pylist())
    if hasattr(data, "to_dicts"):
        return list(data.to_dicts())
    missing = data.isna().to_numpy()
    return [
        {name: None if gone else value for (name, value), gone in zip(row.items(), at, strict=True)}
        for row, at in zip(data.to_dict("records"), missing, strict=True)
    ]
