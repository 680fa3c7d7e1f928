"""Reads tables into records: CSV, TSV, JSON lines, spreadsheets and Parquet."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from clustering.model import Reading, Skip
from clustering.sources.base import DEFAULT_OPTIONS, MAX_FILE_BYTES, ReadOptions, Source
from clustering.sources.folders import look_at, writable
from clustering.sources.tables.columns import Columns
from clustering.sources.tables.delimited import cut_delimited
from clustering.sources.tables.jsonlines import cut_json_lines
from clustering.sources.tables.parquet import cut_parquet
from clustering.sources.tables.rows import BadRow, Extent, RowReader, Rows
from clustering.sources.tables.spreadsheets import SPREADSHEET_SUFFIXES, cut_spreadsheet
from clustering.sources.unpacked import unpacked, with_packing, without_packing
from clustering.system.cores import usable_cores
from clustering.system.progress import Progress

PLAIN_SUFFIXES = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson")
TABLE_SUFFIXES = (*with_packing(PLAIN_SUFFIXES), *SPREADSHEET_SUFFIXES, ".parquet")


class TableSource(Source):
    """A table with one article a row, in any of the usual formats."""

    takes: ClassVar[str] = (
        "a table (.csv, .tsv, .jsonl, .ndjson, also with .gz, .bz2, .xz, .zst; .xlsx; .parquet)"
    )

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name has the suffix of a table."""
        return Path(name).name.lower().endswith(TABLE_SUFFIXES)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every row with a title or a URL into a record.

        A record is named by the ``id`` of its row where no other row has it, and by
        ``file:line`` otherwise (``file:row`` in Parquet). A ``story`` column is never looked
        at; ``keep_columns`` passes it on like any other.

        Raises
        ------
        UsageError
            When there is no column for a title or for a URL, or none that is mapped.
        """
        path = Path(name)
        source = writable(path.as_posix())
        file = look_at(path, writable(path.name))
        if file.fault:
            return Reading([], [Skip(source, file.fault)], 1)
        reader = RowReader(source, file.name, options)
        extent = Extent()
        rows = cut_table(path, reader.finder, options, extent, reader.tally.encodings)
        return reader.read(rows, progress, extent)


def cut_table(
    path: Path,
    known: Columns,
    options: ReadOptions = DEFAULT_OPTIONS,
    extent: Extent | None = None,
    encodings: Counter[str] | None = None,
) -> Iterator[Rows | BadRow]:
    """Give the rows of a file in any of the formats, or why one cannot be cut out.

    Parameters
    ----------
    known
        What knows the columns; asked before the first row, but for JSON lines, which have no
        header.
    extent
        Told how far the reading has come.
    encodings
        Counts the rows in encodings that had to be recognized.

    Raises
    ------
    UsageError
        When a column is missing, as ``known`` says.
    """
    name, source = path.name.lower(), writable(path.as_posix())
    if name.endswith(".parquet"):
        yield from cut_parquet(path, known, source, usable_cores(options.jobs), extent)
        return
    if name.endswith(SPREADSHEET_SUFFIXES):
        yield from cut_spreadsheet(path, known, source)
        return
    try:
        file = path.open("rb")
        if extent:
            extent.follow(file.tell, os.fstat(file.fileno()).st_size)
    except OSError as error:
        yield BadRow(1, f"cannot be read ({error.strerror or error})")
        return
    with file:
        stream = unpacked(file, source)
        if without_packing(name).endswith((".jsonl", ".ndjson")):
            yield from cut_json_lines(stream, MAX_FILE_BYTES, encodings)
        else:
            tabs_first = not without_packing(name).endswith(".csv")
            yield from cut_delimited(
                stream, known, source, MAX_FILE_BYTES, tabs_first=tabs_first, encodings=encodings
            )
