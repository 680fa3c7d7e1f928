"""Reads Parquet files where clusters keep them, such as ``s3://`` and ``hdfs://``, through Spark.

What Spark reaches is read: credentials, and what it needs for a kind of storage, are its matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote, urlsplit

from clustering.errors import NothingReadable, SamestoryError
from clustering.model import Reading
from clustering.sources.base import ReadOptions, Source, without_login
from clustering.sources.tables.parquet import PARQUET_ROWS_AT_ONCE
from clustering.sources.tables.rows import BadRow, RowReader, Rows
from clustering.system.cores import usable_cores
from clustering.system.files import is_on_cluster
from clustering.system.progress import Progress

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

_AS_IS = ("string", "boolean", "tinyint", "smallint", "int", "bigint", "float", "double")
"""Types of Spark whose values Python gets as they are; so are lists and structures."""


class ClusterFolderSource(Source):
    """A Parquet file, or a folder of them with its subfolders, in the storage of a cluster.

    A subfolder such as ``day=2024-05-02`` is a column of the rows in it.
    """

    takes: ClassVar[str] = "Parquet files in shared storage (s3:, hdfs: and the like, with Spark)"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the source is an address of such a storage."""
        return is_on_cluster(name)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every row with a title or a URL into a record, file by file, in order of name.

        Rows are numbered through all files. A file that cannot be read is skipped.

        Raises
        ------
        UsageError
            Where Spark or Java is missing.
        NothingReadable
            Where Spark finds no Parquet file there.
        """
        from clustering.engines.spark import spark_session

        shown = without_login(name)
        # Of its own: the user's session keeps its settings.
        session = spark_session(usable_cores(options.jobs)).newSession()
        session.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        files = _files_at(session, name, shown)
        reader = RowReader(shown, shown.rstrip("/").rpartition("/")[2], options)
        reading = reader.read(_cut_files(session, name, files), progress)
        return replace(reading, files=len(files))


def _files_at(session: SparkSession, name: str, shown: str) -> list[str]:
    from clustering.engines.spark import told_shortly

    listing = session.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        with told_shortly():
            found = listing.option("pathGlobFilter", "*.parquet").load(name).select("path")
            files = sorted(str(row[0]) for row in found.collect())
    except SamestoryError as error:
        raise NothingReadable(f"{shown}: {error}") from error
    if not files:
        raise NothingReadable(f"{shown}: no Parquet file (.parquet) is there; check the address.")
    return files


def _cut_files(session: SparkSession, name: str, files: list[str]) -> Iterator[Rows | BadRow]:
    """Give the rows of all files, numbered from 1."""
    before = 0
    root = unquote(urlsplit(name).path).rstrip("/")
    for file in files:
        line = before
        try:
            for batch in _read_file(session, name, file).to_batches(PARQUET_ROWS_AT_ONCE):
                if not batch.num_rows:
                    continue
                values = list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
                rows = range(line + 1, line + len(values) + 1)
                line += len(values)
                yield Rows(rows, tuple(batch.schema.names), values)
        except SamestoryError as error:
            inner = urlsplit(file).path.removeprefix(root).lstrip("/")
            yield BadRow(before + 1, f"{inner or file}: cannot be read ({error})")
        before = line


def _read_file(session: SparkSession, name: str, file: str) -> pa.Table:
    """Read one file in the order of its rows, with the columns that folders name."""
    from pyspark.sql import functions

    from clustering.engines.spark import told_shortly

    reader: Any = session.read
    if urlsplit(file).path.rstrip("/") != unquote(urlsplit(name).path).rstrip("/"):  # in a folder
        reader = reader.option("basePath", name)
    with told_shortly():
        frame = reader.parquet(file)
        columns = [
            functions.col(f"`{column.replace('`', '``')}`")
            if kind in _AS_IS or kind.startswith(("array<", "struct<"))
            else functions.col(f"`{column.replace('`', '``')}`").cast("string").alias(column)
            for column, kind in frame.dtypes
        ]
        rows = frame.select(*columns, functions.col("_metadata.row_index").alias("_row_index"))
        return rows.orderBy("_row_index").drop("_row_index").toArrow()
