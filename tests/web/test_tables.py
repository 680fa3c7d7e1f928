"""Rows of the tables have the same columns, and every name stands in one row."""

from __future__ import annotations

import pytest

from clustering.web.tables import read_rows


@pytest.mark.parametrize("name", ["trackers.txt", "wrappers.txt"])
def test_every_row_has_three_cells(name: str) -> None:
    rows = read_rows(name)
    assert len(rows) > 40
    assert {len(row) for row in rows} == {3}
    assert all(row[0] and row[2] for row in rows)
