"""The tables with types as Parquet, SQLite and DuckDB: alike, joinable, the same bytes again."""

# ruff: noqa: ANN401 - databases of two kinds

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from clustering import UsageError, reporting
from clustering.reporting.tables.databases import DATABASE_TABLES as TABLES
from clustering.result import Result

ROOT = Path(__file__).resolve().parents[3]
duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")


@pytest.fixture(scope="module")
def report(posts: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "report's folder"
    written = reporting.write(posts, out, ["parquet", "sqlite", "duckdb"])
    assert {path.name for path in written} == {path.name for path in out.iterdir()}
    return out


@pytest.fixture(params=["report.sqlite", "report.duckdb"])
def database(report: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    opens = sqlite3.connect if request.param.endswith("sqlite") else duckdb.connect
    with closing(opens(str(report / request.param))) as connection:
        yield connection


def plain(value: object) -> object:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_and_parquet_hold_the_typed_tables(posts: Result, report: Path, name: str) -> None:
    table = TABLES[name](posts)
    rows = [tuple(map(plain, row)) for row in zip(*(c.values for c in table.values()), strict=True)]
    parquet = str(report / f"{name}.parquet").replace("'", "''")
    with duckdb.connect(str(report / "report.duckdb")) as connection:
        for source in (name, f"'{parquet}'"):
            found = connection.execute(f"SELECT * FROM {source}")
            assert [column[0] for column in found.description] == list(table)
            assert found.fetchall() == rows
            types = {
                row[0]: row[1] for row in connection.execute(f"DESCRIBE FROM {source}").fetchall()
            }
            expected = {"flag": "BOOLEAN", "time": "TIMESTAMP", "count": "BIGINT"}
            for column, (kind, _) in table.items():
                assert types[column] == expected.get(kind, types[column])


def test_sqlite_holds_the_same_with_times_as_text(posts: Result, report: Path) -> None:
    with closing(sqlite3.connect(report / "report.sqlite")) as connection:
        for name, make in TABLES.items():
            table = make(posts)
            rows = connection.execute(f"SELECT * FROM {name}").fetchall()
            assert len(rows) == len(table["story"].values)
            for place, (column, (kind, values)) in enumerate(table.items()):
                found = [row[place] for row in rows]
                if kind == "time":
                    assert [bool(one) for one in found] == [one is not None for one in values]
                    assert all(re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", one) for one in found if one)
                else:
                    assert found == list(values), column
        (days,) = connection.execute(
            "SELECT max(julianday(last_published) - julianday(first_published)) FROM stories"
        ).fetchone()
        assert days > 0


def test_the_view_tells_which_outlets_carried_a_story(posts: Result, database: Any) -> None:
    carried: dict[str, list[int]] = {}
    for story, articles in database.execute("SELECT story, articles FROM coverage").fetchall():
        carried.setdefault(story, []).append(articles)
    assert {story: sorted(articles) for story, articles in carried.items()} == {
        story.id: sorted(outlet.articles for outlet in story.outlets) for story in posts.coverage
    }


def test_the_first_queries_of_the_guide_run(database: Any) -> None:
    guide = (ROOT / "reports" / "guides" / "report.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    (block,) = [one for one in blocks if "FROM coverage" in one]
    queries = [one.strip() for one in block.split(";") if one.strip()]
    assert len(queries) == 3
    for query in queries:
        assert database.execute(query).fetchall(), query


@pytest.mark.parametrize("format", ["parquet", "sqlite"])
def test_the_same_result_is_the_same_bytes(posts: Result, tmp_path: Path, format: str) -> None:
    one, other = (reporting.write(posts, tmp_path / name, [format]) for name in ("a", "b"))
    for left, right in zip(one[:-1], other[:-1], strict=True):
        assert left.read_bytes() == right.read_bytes()


def test_an_earlier_report_is_replaced_and_nothing_else(posts: Result, tmp_path: Path) -> None:
    out = tmp_path / "report"
    reporting.write(posts, out, ["parquet", "sqlite"])
    reporting.write(posts, out, ["sqlite"])
    assert {path.name for path in out.iterdir()} == {"report.sqlite", "run.json"}


def test_without_duckdb_its_formats_are_refused_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    reporting.check(tmp_path / "out", ["sqlite"])
    with pytest.raises(UsageError, match=r"the format parquet needs duckdb.*samestory\[tables\]"):
        reporting.check(tmp_path / "out", ["parquet"])
    with pytest.raises(UsageError, match="xls"):
        reporting.check(tmp_path / "out", ["xls"])


def test_parts_hold_the_assignments_in_a_folder_for_each_day(posts: Result, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in (*outs, *outs):  # an earlier report is replaced
        reporting.write(posts, out, ["parts"])
    one, two = (
        {path.relative_to(out): path.read_bytes() for path in out.rglob("*.parquet")}
        for out in outs
    )
    assert one == two
    days = {path.parts[1] for path in one}
    assert {"day=2025-03-05", "day=2025-03-06"} < days
    with duckdb.connect() as connection:
        parts = f"read_parquet('{outs[0]}/assignments/*/*.parquet')"
        found = connection.execute(f"SELECT record, story, day::VARCHAR, published FROM {parts}")
        told = {record: rest for record, *rest in found.fetchall()}
    table = TABLES["assignments"](posts)
    rows = zip(table["record"].values, table["story"].values, strict=True)
    assert {record: story for record, (story, *_) in told.items()} == dict(rows)
    assert all(day is None or str(when).startswith(day) for _, day, when in told.values())
