"""Writes the tables with their types: Parquet files, a SQLite file, a DuckDB file.

Times are UTC. The tables are those of the CSV files, and one of articles; in the databases a view,
``coverage``, tells which outlets carried a story. Parquet and DuckDB need duckdb, which is
installed by the extra ``tables``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from clustering.articles.dates import timestamp
from clustering.errors import UsageError
from clustering.reporting.tables.typed_tables import (
    Column,
    Table,
    articles_table,
    duplicates_table,
    records_table,
    stories_table,
)

if TYPE_CHECKING:
    from clustering.result import Result

DATABASE_TABLES: Mapping[str, Callable[[Result], Table]] = {
    "stories": stories_table,
    "articles": articles_table,
    "duplicates": duplicates_table,
    "assignments": records_table,
}
COVERAGE = """
CREATE VIEW coverage AS
SELECT s.story, s.thread, s.headline, min(a.outlet) AS outlet,
       count(*) AS articles, min(a.published) AS first_published
FROM stories AS s JOIN articles AS a ON a.story = s.story
WHERE a.core AND s.outlet_count > 1
GROUP BY s.story, s.thread, s.headline, coalesce(a.domain, lower(a.outlet))
"""
"""One row for each outlet of each story that several outlets carried; of its core."""

JOINED_ON = ("story", "article", "duplicate_group")

_SQLITE = {
    "text": "TEXT",
    "flag": "BOOLEAN",
    "count": "INTEGER",
    "figure": "REAL",
    "time": "TIMESTAMP",
}
_DUCKDB = {
    "text": "VARCHAR",
    "flag": "BOOLEAN",
    "count": "BIGINT",
    "figure": "DOUBLE",
    "time": "TIMESTAMP",
}


def write_sqlite(result: Result, path: Path) -> None:
    """Write a SQLite file; its times are text, as ``2025-05-19T10:45:00Z``."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        for name, make in DATABASE_TABLES.items():
            table = make(result)
            columns = ", ".join(f"{one} {_SQLITE[table[one].type]}" for one in table)
            connection.execute(f"CREATE TABLE {name} ({columns})")
            places = ", ".join("?" * len(table))
            rows = zip(*(_for_sqlite(column) for column in table.values()), strict=True)
            connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
            for one in JOINED_ON:
                if one in table:
                    connection.execute(f"CREATE INDEX {name}_{one} ON {name} ({one})")
        connection.execute(COVERAGE)
        connection.commit()


def _for_sqlite(column: Column) -> Iterator[Any]:
    if column.type == "time":
        return (None if one is None else timestamp(one) for one in column.values)
    return iter(column.values)


def write_duckdb(result: Result, path: Path) -> None:
    """Write a DuckDB file."""
    with _connection(path) as connection:
        for name, make in DATABASE_TABLES.items():
            _create(connection, name, make(result))
        connection.execute(COVERAGE)


def write_parquet(name: str, result: Result, path: Path) -> None:
    """Write one of the tables as a Parquet file."""
    with _connection() as connection:
        _create(connection, name, DATABASE_TABLES[name](result))
        target = str(path).replace("'", "''")
        connection.execute(f"COPY {name} TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def write_assignment_parts(result: Result, path: Path) -> None:
    """Write the assignments as a folder of Parquet files, with a folder for each day.

    Rows without a date are in the folder that Hive and Spark keep for those.
    """
    target = str(path).replace("'", "''")
    with _connection() as connection:
        _create(connection, "assignments", DATABASE_TABLES["assignments"](result))
        connection.execute(
            f"COPY (SELECT *, published::DATE AS day FROM assignments) TO '{target}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (day))"
        )


def check_duckdb(format: str) -> None:
    """Refuse a format that needs duckdb where it is not installed, saying how to install it."""
    try:
        import duckdb  # noqa: F401
    except ImportError:
        raise UsageError(
            f"the format {format} needs duckdb, which is not installed; "
            "install it with: pip install 'samestory[tables]'."
        ) from None


@contextmanager
def _connection(path: Path | None = None) -> Iterator[Any]:
    """Open a database, with one thread, so that the rows stay in order."""
    import duckdb

    try:
        with duckdb.connect(str(path or ":memory:"), config={"threads": 1}) as connection:
            yield connection
    except duckdb.IOException as error:
        raise OSError(str(error).partition("\n")[0]) from error


def _create(connection: Any, name: str, table: Table) -> None:  # noqa: ANN401 - duckdb's own
    """Create a table from whole arrays; row by row 200,000 rows would take minutes."""
    arrays = {one: _array(column) for one, column in table.items()}
    columns = ", ".join(f"{one}::{_DUCKDB[column.type]} AS {one}" for one, column in table.items())
    connection.register("arrays", arrays)
    connection.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM arrays")
    connection.unregister("arrays")


def _array(column: Column) -> Any:  # noqa: ANN401 - an array of whatever type the column has
    if column.type == "time":
        moments = [None if one is None else one.replace(tzinfo=None) for one in column.values]
        return np.array(moments, dtype="datetime64[us]")
    if column.type == "figure":
        return np.array([np.nan if one is None else one for one in column.values], np.float64)
    return np.array(column.values, dtype=np.int64 if column.type == "count" else object)
