"""Cuts Parquet files into rows, with duckdb (extra ``tables``), and reads folders of them.

Clusters write a table as a folder of files, with a folder for each day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import ClassVar
from urllib.parse import unquote

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources.base import ReadOptions, Source
from clustering.sources.folders import File, find_files, holds_any, read_run_record, writable
from clustering.sources.headers.suffixes import POST_SUFFIXES
from clustering.sources.tables.columns import Columns
from clustering.sources.tables.rows import BadRow, Extent, RowReader, Rows
from clustering.system.cores import usable_cores
from clustering.system.progress import Progress

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


_SUFFIX = ".parquet"
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
"""What Hive and Spark call the folder of rows whose column is empty."""


class ParquetFolderSource(Source):
    """A folder with Parquet files and no posts, searched with its subfolders.

    A subfolder such as ``day=2024-05-02`` is a column of the rows in it, where the files have none
    of that name.
    """

    takes: ClassVar[str] = "a folder of Parquet files"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the source is a folder with Parquet files, no posts, and no report."""
        folder = Path(name)
        return (
            folder.is_dir()
            and not holds_any(folder, POST_SUFFIXES)
            and holds_any(folder, (_SUFFIX,))
            and read_run_record(folder) is None
        )

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every row with a title or a URL into a record, file by file, in order of name.

        Rows are numbered through all files. A file that cannot be read is skipped from there on.
        """
        folder = Path(name)
        source = writable(folder.as_posix())
        import_duckdb(source)
        files = [file for file in find_files(folder, (_SUFFIX,)) if not _is_marked(file)]
        reader = RowReader(source, writable(folder.name), options)
        cuts = cut_files(files, reader.finder, usable_cores(options.jobs))
        reading = reader.read(cuts, progress)
        return replace(reading, files=len(files))


def cut_files(files: list[File], known: Columns, threads: int) -> Iterator[Rows | BadRow]:
    """Give the rows of all files, numbered from 1, with the columns that folders name."""
    before = 0
    for file in files:
        line = 0
        if file.fault:
            yield BadRow(before + 1, f"{file.name}: {file.fault}")
            continue
        named = columns_of_folders(file.name)
        try:
            for cut in cut_parquet(file.path, known, file.name, threads, is_part=True):
                if isinstance(cut, BadRow):
                    yield BadRow(before + cut.line, f"{file.name}: {cut.reason}")
                    continue
                line = cut.lines[-1]
                yield _with_columns(cut, named, before)
        except UsageError as error:  # it has neither a title nor a URL
            yield BadRow(before + 1, str(error).rstrip("."))
        before += line


def columns_of_folders(name: str) -> dict[str, str | None]:
    """Read the columns that the folders of a path name, as in ``day=2024-05-02/part-0.parquet``."""
    pairs = (part.partition("=") for part in name.split("/")[:-1] if "=" in part)
    return {
        unquote(key): None if value == _NO_VALUE else unquote(value)
        for key, _, value in pairs
        if key
    }


def _with_columns(rows: Rows, named: dict[str, str | None], before: int) -> Rows:
    lines = range(before + rows.lines[0], before + rows.lines[-1] + 1)
    more = {name: value for name, value in named.items() if name not in rows.columns}
    values = [(*row, *more.values()) for row in rows.values] if more else rows.values
    return Rows(lines, (*rows.columns, *more), values)


def _is_marked(file: File) -> bool:
    """Whether a file is one that is being written, which Hive and Spark mark with a ``_``."""
    return any(part.startswith("_") and "=" not in part for part in file.name.split("/"))
