"""Parquet files are read whatever the types of their columns; a folder of them is one table."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.inputs import find_ignored
from clustering.sources.tables.parquet import ParquetFolderSource, columns_of_folders
from clustering.sources.tables.reader import TableSource

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra 'tables')")


def write(path: Path, query: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def read(path: Path, *, keep_columns: bool = False) -> Reading:
    return TableSource().read(str(path), ReadOptions(jobs=1, keep_columns=keep_columns))


def read_folder(path: Path) -> Reading:
    return read_sources([path])


def test_every_usual_type_of_column(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.parquet",
        """
        SELECT 7 AS id, 'Kelp  farm' AS headline, 'https://a.example/x' AS link,
               {'name': 'Courier', 'domain': 'courier.example'} AS provider,
               ['https://b.example/y'] AS related, ['Sea'] AS topics, 41.5::DECIMAL(5,1) AS quality,
               TIMESTAMP '2024-05-02 06:10:00' AS published, uuid() AS u, 'x'::BLOB AS b
        """,
    )
    reading = read(path)
    record = reading.records[0]
    assert (record.name, record.title, record.quality) == ("7", "Kelp farm", 41.5)
    assert (record.outlet_name, record.outlet_domain) == ("Courier", "courier.example")
    assert (record.related_urls, record.topics) == (("https://b.example/y",), ("Sea",))
    assert record.published == datetime(2024, 5, 2, 6, 10, tzinfo=UTC)
    assert (reading.skipped, record.extra) == ([], ())


@pytest.mark.parametrize(
    "when",
    [
        "TIMESTAMPTZ '2024-05-02 02:00:00+02:00'",
        "TIMESTAMP_NS '2024-05-02 00:00:00'",
        "DATE '2024-05-02'",
        "1714608000",
        "1714608000000::BIGINT",
        "'Thu, 02 May 2024 00:00:00 GMT'",
    ],
)
def test_dates_of_every_type(tmp_path: Path, when: str) -> None:
    path = write(tmp_path / "t.parquet", f"SELECT 'x' AS title, {when} AS date")
    assert read(path).records[0].published == datetime(2024, 5, 2, tzinfo=UTC)


def test_rows_are_in_order_and_named_by_their_number(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.parquet",
        "SELECT CASE WHEN i = 2 THEN NULL ELSE 'T' || i END AS title FROM range(30000) t(i)",
    )
    reading = read(path)
    assert [record.name for record in reading.records[:3]] == [f"t.parquet:{n}" for n in (1, 2, 4)]
    assert reading.records[-1].title == "T29999"
    assert str(reading.skipped[0]) == f"{path}:3: neither a title nor a URL"


def test_wildcards_and_quotes_in_a_path_mean_themselves(tmp_path: Path) -> None:
    write(tmp_path / "plain.parquet", "SELECT 'wrong' AS title")
    odd = tmp_path / "it's [p]lain*.parquet"
    write(tmp_path / "x.parquet", "SELECT 'right' AS title").rename(odd)
    assert [record.title for record in read(odd).records] == ["right"]


def test_other_columns_are_kept_when_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", "SELECT 'x' AS title, 3 AS n, ['a', 'b'] AS l, true AS f")
    reading = read(path, keep_columns=True)
    assert (reading.extra_columns, reading.records[0].extra) == (
        ("n", "l", "f"),
        ("3", '["a", "b"]', "true"),
    )


def test_a_file_that_is_no_parquet_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_text("title\nKelp\n")
    reading = read(path)
    assert reading.records == []
    assert "cannot be read from here on" in reading.skipped[0].reason
    assert "\n" not in reading.skipped[0].reason


def test_without_a_title_or_url_column_the_columns_are_named(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", "SELECT 1 AS a, 2 AS story")
    with pytest.raises(UsageError, match=r"\(there are: a, story\)"):
        read(path)


def test_without_duckdb_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "t.parquet", "SELECT 'x' AS title")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"pip install 'samestory\[tables\]'"):
        read(path)


def test_progress_tells_the_rows_in_all(tmp_path: Path) -> None:
    path = write(tmp_path / "t.parquet", "SELECT 'Kelp ' || range AS title FROM range(25_000)")
    seen: list[tuple[str, int, int | None]] = []
    TableSource().read(str(path), ReadOptions(jobs=1), lambda *told: seen.append(told))
    assert seen == [
        ("reading t.parquet", 10_000, 25_000),
        ("reading t.parquet", 20_000, 25_000),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as Spark writes it: one for each day, and a mark that all is written."""
    folder = tmp_path / "articles"
    for day, titles in (("2024-05-03", "c"), ("2024-05-01", "ab"), ("2024-05-02", "d")):
        rows = " UNION ALL ".join(f"SELECT 'Kelp {one} wins' AS title" for one in titles)
        write(folder / f"day={day}" / "part-00000-x.snappy.parquet", rows)
    (folder / "_SUCCESS").touch()
    return folder


def test_files_are_read_in_order_and_folders_are_columns(folder: Path) -> None:
    reading = read_folder(folder)
    told = [(one.title, one.published and one.published.day) for one in reading.records]
    assert told == [("Kelp a wins", 1), ("Kelp b wins", 1), ("Kelp d wins", 2), ("Kelp c wins", 3)]
    assert [one.name for one in reading.records] == [f"articles:{n}" for n in (1, 2, 3, 4)]
    assert (reading.files, reading.skipped, len(reading.taken)) == (3, [], 1)
    assert find_ignored([folder]) == []


def test_a_broken_file_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "day=2024-05-02" / "part-00000-x.snappy.parquet").write_bytes(b"PAR1")
    write(folder / "day=2024-05-04" / "a.parquet", "SELECT 7 AS figure")
    (folder / "day=2024-05-04" / "b.parquet").symlink_to("gone")
    reading = read_folder(folder)
    assert [one.title for one in reading.records] == ["Kelp a wins", "Kelp b wins", "Kelp c wins"]
    assert [str(one).partition("day=")[2][:12] for one in reading.skipped] == [
        "2024-05-02/p",
        "2024-05-04/a",
        "2024-05-04/b",
    ]


def test_what_is_being_written_is_left_out(folder: Path) -> None:
    write(folder / "_temporary" / "0" / "part-1.parquet", "SELECT 'Half' AS title")
    assert len(read_folder(folder).records) == 4


def test_columns_may_differ_and_those_of_a_file_come_first(folder: Path) -> None:
    write(
        folder / "day=2020-01-01" / "part.parquet",
        "SELECT 'x1' AS id, 'Reef' AS headline, 'https://a.example/r' AS url, "
        "DATE '2024-05-09' AS day",
    )
    record = read_folder(folder).records[0]
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


def test_without_duckdb_the_way_out_is_named_for_a_folder_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"samestory\[tables\]"):
        ParquetFolderSource().read(str(folder), ReadOptions(jobs=1))
