"""Cells of frames and dicts as the values that rows of tables hold."""

# ruff: noqa: ANN401 - cells of any type
from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pytest

from clustering.sources.tables.cells import BadBytes, read_cell, read_cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (datetime(2025, 3, 14, 9, tzinfo=UTC), "2025-03-14T09:00:00+00:00"),
        (date(2025, 3, 14), "2025-03-14"),
        (np.datetime64("2025-03-14T09:00"), "2025-03-14T09:00"),
        (np.datetime64("NaT", "s"), None),
        ("Möwe".encode(), "Möwe"),
        (bytearray(b"kelp"), "kelp"),
        (np.str_("kelp"), "kelp"),
        (np.int64(5), 5),
        (np.float64(0.5), 0.5),
        (np.array(["a", "b"]), ["a", "b"]),
        (("a", None), ["a", None]),
        ({"name": np.str_("Tern")}, {"name": "Tern"}),
        (Decimal("1.5"), "1.5"),
        (PurePosixPath("a/b"), "a/b"),
    ],
)
def test_a_cell_becomes_plain(cell: Any, value: Any) -> None:
    (read,) = read_cells([cell])
    assert (read, type(read)) == (value, type(value))


def test_plain_columns_are_passed_on_as_they_are() -> None:
    column = ["a", None, 1, 0.5, True]
    assert read_cells(column) is column


def test_what_pandas_writes_for_nothing_is_nothing() -> None:
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    assert read_cells([pd.NA, pd.NaT, pd.Timestamp("2025-03-14")]) == [
        None,
        None,
        "2025-03-14T00:00:00",
    ]
    assert read_cell(pd.Series(["a"])) == ["a"]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadBytes, match="not UTF-8"):
        read_cells([b"\xff"])
