"""Cuts Parquet files into rows, with duckdb, which is installed by the extra ``tables``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from clustering.errors import UsageError
from clustering.sources.columns import Columns
from clustering.sources.rows import BadRow, Extent, Rows

PARQUET_ROWS_AT_ONCE = 10_000

_GLOB = re.compile(r"([*?\[])")

# Types whose values Python gets as text, numbers, lists and mappings without any help.
_AS_IS = re.compile(
    r"(?:VARCHAR|BOOLEAN|U?(?:TINY|SMALL|BIG)?INT(?:EGER)?|FLOAT|DOUBLE|STRUCT\(.*\))(?:\[\])*",
    re.S,
)


def cut_parquet(
    path: Path,
    known: Columns,
    source: str,
    threads: int,
    extent: Extent | None = None,
    *,
    is_part: bool = False,
) -> Iterator[Rows | BadRow]:
    """Give each row, numbered from 1; nothing outside the file is read.

    Parameters
    ----------
    extent
        Told how many rows there are.
    is_part
        Whether the file is one of many, whose folders are read as columns by the caller.

    Raises
    ------
    UsageError
        When duckdb is not installed, and when a column is missing, as ``known`` says.
    """
    duckdb = import_duckdb(source)
    line = 0
    try:
        with duckdb.connect(config=_config(threads)) as connection:
            how = ", hive_partitioning=false" if is_part else ""
            table = f"read_parquet({_quoted(path)}, binary_as_string=true{how})"
            described = connection.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
            columns = tuple(str(name) for name, *_ in described)
            known.check(source, columns)
            wanted = ", ".join(_select(name, kind) for name, kind, *_ in described)
            if extent:
                rows_in_all = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
                extent.follow(lambda: line, rows_in_all[0][0])
            cursor = connection.execute(f"SELECT {wanted} FROM {table}")
            while rows := cursor.fetchmany(PARQUET_ROWS_AT_ONCE):
                line += len(rows)
                yield Rows(range(line - len(rows) + 1, line + 1), columns, rows)
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        yield BadRow(line + 1, f"cannot be read from here on ({reason})")


def import_duckdb(source: str) -> ModuleType:
    """Import duckdb.

    Raises
    ------
    UsageError
        When it is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise UsageError(
            f"{source}: Parquet is read by duckdb, which is not installed; "
            "install it with: pip install 'samestory[tables]'."
        ) from None
    return duckdb


def _config(threads: int) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "threads": threads,
        "preserve_insertion_order": True,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }


def _select(name: str, kind: str) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if kind == "TIMESTAMP WITH TIME ZONE":  # Python would want another package for those
        return f"make_timestamp(epoch_us({column}))::VARCHAR"
    return column if _AS_IS.fullmatch(kind) else f"{column}::VARCHAR"


def _quoted(path: Path) -> str:
    """Write a path as SQL text, with wildcards in it meaning themselves."""
    return "'" + _GLOB.sub(r"[\1]", path.absolute().as_posix()).replace("'", "''") + "'"
