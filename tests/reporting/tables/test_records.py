"""Rows of input records: one by one and by the column."""

from __future__ import annotations

from clustering.reporting.tables.records import assignment_columns, record_rows, standing_positions
from clustering.reporting.terminal import DUPLICATE_STREAMS
from clustering.result import Result
from tests.factories import text_written
from tests.reporting.conftest import Piece, build


def test_mentions_in_related_lists_are_counted_not_listed() -> None:
    known_by_lists_only = Piece("Copy", copy_of="a0", records=0, mentions=3)
    made = build([[Piece("Kept", mentions=4), known_by_lists_only, Piece("Alone")]])
    (group,) = made.duplicate_groups
    rows = record_rows(made, standing_positions(made, group), group)
    assert [(row["record"], row["keep"]) for row in rows] == [
        ("table.csv:2", "yes"),
        ("table.csv:7", "no"),
    ]
    for format in ("md", "table"):
        text = text_written(DUPLICATE_STREAMS[format], made, None)
        assert "and 6 mentions in related lists" in text


def test_columns_hold_what_the_rows_of_single_records_hold(result: Result) -> None:
    group_of = {at: group for group in result.duplicate_groups for at in group.records}
    for positions, columns in assignment_columns(result):
        rows = [row for at in positions for row in record_rows(result, [at], group_of.get(at))]
        assert rows == [
            dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
        ]
