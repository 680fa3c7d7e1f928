"""Parquet files are read whatever the types of their columns."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources.base import ReadOptions
from clustering.sources.tables import TableSource

duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra 'tables')")


def write(path: Path, query: str) -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def read(path: Path, *, keep_columns: bool = False) -> Reading:
    return TableSource().read(str(path), ReadOptions(jobs=1, keep_columns=keep_columns))


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
