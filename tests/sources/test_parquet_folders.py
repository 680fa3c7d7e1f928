"""A folder of Parquet files is one table, whatever is broken in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.ignored import find_ignored
from clustering.sources.parquet_folders import ParquetFolderSource, columns_of_folders

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra 'tables')")


def write(path: Path, query: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as Spark writes it: one for each day, and a mark that all is written."""
    folder = tmp_path / "articles"
    for day, titles in (("2024-05-03", "c"), ("2024-05-01", "ab"), ("2024-05-02", "d")):
        rows = " UNION ALL ".join(f"SELECT 'Kelp {one} wins' AS title" for one in titles)
        write(folder / f"day={day}" / "part-00000-x.snappy.parquet", rows)
    (folder / "_SUCCESS").touch()
    return folder


def read(folder: Path) -> Reading:
    return read_sources([folder])


def test_files_are_read_in_order_and_folders_are_columns(folder: Path) -> None:
    reading = read(folder)
    told = [(one.title, one.published and one.published.day) for one in reading.records]
    assert told == [("Kelp a wins", 1), ("Kelp b wins", 1), ("Kelp d wins", 2), ("Kelp c wins", 3)]
    assert [one.name for one in reading.records] == [f"articles:{n}" for n in (1, 2, 3, 4)]
    assert (reading.files, reading.skipped, len(reading.taken)) == (3, [], 1)
    assert find_ignored([folder]) == []


def test_a_broken_file_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "day=2024-05-02" / "part-00000-x.snappy.parquet").write_bytes(b"PAR1")
    write(folder / "day=2024-05-04" / "a.parquet", "SELECT 7 AS figure")
    (folder / "day=2024-05-04" / "b.parquet").symlink_to("gone")
    reading = read(folder)
    assert [one.title for one in reading.records] == ["Kelp a wins", "Kelp b wins", "Kelp c wins"]
    assert [str(one).partition("day=")[2][:12] for one in reading.skipped] == [
        "2024-05-02/p",
        "2024-05-04/a",
        "2024-05-04/b",
    ]


def test_what_is_being_written_is_left_out(folder: Path) -> None:
    write(folder / "_temporary" / "0" / "part-1.parquet", "SELECT 'Half' AS title")
    assert len(read(folder).records) == 4


def test_columns_may_differ_and_those_of_a_file_come_first(folder: Path) -> None:
    write(
        folder / "day=2020-01-01" / "part.parquet",
        "SELECT 'x1' AS id, 'Reef' AS headline, 'https://a.example/r' AS url, "
        "DATE '2024-05-09' AS day",
    )
    record = read(folder).records[0]
    assert (record.name, record.title, record.urls) == ("x1", "Reef", ("https://a.example/r",))
    assert record.published is not None
    assert record.published.year == 2024


def test_names_of_folders_are_read_as_hive_writes_them() -> None:
    name = "lang=en%2FUS/day=__HIVE_DEFAULT_PARTITION__/plain/a=b.parquet"
    assert columns_of_folders(name) == {"lang": "en/US", "day": None}
    assert columns_of_folders("=x/part.parquet") == {}


def test_posts_and_reports_are_no_such_folders(folder: Path, tmp_path: Path) -> None:
    assert ParquetFolderSource.accepts(str(folder))
    (folder / "post.md").write_text("---\ntitle: Kelp\n---\n", encoding="utf-8")
    assert not ParquetFolderSource.accepts(str(folder))
    assert not ParquetFolderSource.accepts(str(tmp_path / "gone"))
    assert find_ignored([folder]) != []


def test_without_duckdb_the_way_out_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"samestory\[tables\]"):
        ParquetFolderSource().read(str(folder), ReadOptions(jobs=1))
