"""Writing tells its rows as it goes, and writes the same bytes as without anyone listening."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from clustering import reporting
from clustering.reporting.tables import counted as module
from clustering.reporting.tables.counted import TOTALS, counting
from clustering.result import Result


def test_rows_are_told_up_to_the_total(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ROWS_BETWEEN_PROGRESS", 3)
    told: list[tuple[str, int, int | None]] = []
    stream = counting(io.StringIO(), "assignments.csv", result, lambda *of: told.append(of))
    stream.writelines(f"{row}\n" for row in range(10))
    what = "writing assignments.csv"
    assert told == [(what, 0, 8), (what, 3, 8), (what, 6, 8), (what, 8, 8)]


def test_pieces_of_a_row_are_no_rows(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ROWS_BETWEEN_PROGRESS", 1)
    told: list[int] = []
    stream = counting(io.StringIO(), "report.md", result, lambda _, done, __: told.append(done))
    for piece in ("a", ",", "b\n", "c\n"):
        stream.write(piece)
    assert told == [0, 1, 2]


def test_without_a_listener_the_stream_is_the_same_one(result: Result) -> None:
    stream = io.StringIO()
    assert counting(stream, "stories.csv", result, None) is stream


@pytest.mark.parametrize("file", TOTALS)
def test_totals_are_what_is_written(result: Result, tmp_path: Path, file: str) -> None:
    reporting.write(result, tmp_path / "report", ["json", "csv"])
    text = (tmp_path / "report" / file).read_text(encoding="utf-8")
    rows = text.count('{"id": ') if file.endswith("json") else text.count("\n") - 1
    total = TOTALS[file](result)
    assert rows >= total if file.endswith("json") else rows == total


def test_a_report_with_progress_holds_the_same_bytes(result: Result, tmp_path: Path) -> None:
    told: list[str] = []
    reporting.write(result, tmp_path / "a")
    reporting.write(result, tmp_path / "b", progress=lambda what, *_: told.append(what))
    for path in (tmp_path / "a").iterdir():
        if path.name != "run.json":
            assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
            assert f"writing {path.name}" in told
