"""The tables with types hold what the CSV files hold, in the same order."""

# ruff: noqa: ANN401 - cells of any type
from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import pytest

from clustering import Result, cluster, read
from clustering.articles.dates import timestamp
from clustering.reporting.tables.csv_tables import (
    write_assignments,
    write_duplicates_table,
    write_stories_table,
)
from clustering.reporting.tables.typed_tables import (
    Table,
    articles_table,
    columns_of_stories,
    duplicates_table,
    records_table,
    stories_table,
)
from tests.factories import text_written
from tests.reporting.conftest import Piece, build

FORMULA = re.compile("^'(?=[=+@-])")
FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


@pytest.fixture(scope="module")
def result() -> Result:
    return cluster(read(FIXTURES / "posts", FIXTURES / "headlines.jsonl"))


def as_cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("yes" if value else "no") if name == "keep" else str(value).lower()
    return timestamp(value) if isinstance(value, datetime) else str(value)


@pytest.mark.parametrize(
    ("table", "write"),
    [
        (records_table, write_assignments),
        (duplicates_table, write_duplicates_table),
        (stories_table, write_stories_table),
    ],
)
def test_a_typed_table_holds_what_the_csv_file_holds(
    result: Result, table: Callable[[Result], Table], write: Callable[[Result, TextIO], None]
) -> None:
    rows = list(csv.DictReader(io.StringIO(text_written(write, result))))
    columns = table(result)
    assert rows
    assert list(columns) == list(rows[0])
    for name, column in columns.items():
        typed = [as_cell(name, value) for value in column.values]
        written = [FORMULA.sub("", row[name]) for row in rows]
        if name == "keep":  # a record that is no copy is kept; the file says nothing of it
            written = [cell or "yes" for cell in written]
        assert typed == written, name


def test_articles_are_one_row_each(result: Result) -> None:
    table = articles_table(result)
    assert table["article"].values == [article.id for article in result.articles]
    assert sum(table["records"].values) == len(result.reading.records)
    dropped = [
        a for a, keep in zip(table["article"].values, table["keep"].values, strict=True) if not keep
    ]
    copies = {a.id for group in result.duplicate_groups for a in group.articles[1:]}
    assert set(dropped) == copies


def test_an_outlet_without_a_name_is_nothing_not_a_text() -> None:
    pieces = [Piece("Sea wall gone", "", ""), Piece("Wall gone", "Courier", hours=1)]
    columns = columns_of_stories(made := build([pieces]), made.stories)
    assert (columns["first_outlet"], columns["outlets"]) == ([""], ["Courier"])
    assert columns["outlet_count"] == [2]


def test_a_result_without_articles_has_tables_without_rows() -> None:
    empty = cluster([])
    for table in (records_table, duplicates_table, stories_table, articles_table):
        assert {len(column.values) for column in table(empty).values()} == {0}
