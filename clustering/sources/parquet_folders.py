"""Reads a folder of Parquet files as one table, as clusters write them: a folder for each day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources.base import ReadOptions, Source
from clustering.sources.columns import Columns
from clustering.sources.folders import File, find_files, holds_any, read_run_record, writable
from clustering.sources.headers.suffixes import POST_SUFFIXES
from clustering.sources.parquet import cut_parquet, import_duckdb
from clustering.sources.rows import BadRow, RowReader, Rows
from clustering.system.cores import usable_cores
from clustering.system.progress import Progress

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
