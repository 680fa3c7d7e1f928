"""Which files a report holds, and that they are the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering import reporting
from clustering.errors import UsageError
from clustering.result import Result

ALL_FILES = {
    "index.html",
    "report.md",
    "stories.json",
    "stories.csv",
    "duplicates.csv",
    "assignments.csv",
    "graph.graphml",
    "run.json",
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_report_holds_the_agreed_files(result: Result, tmp_path: Path) -> None:
    written = reporting.write(result, tmp_path / "deep" / "report")
    assert {path.name for path in written} == ALL_FILES
    assert set(contents(tmp_path / "deep" / "report")) == ALL_FILES
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["report"]


def test_only_the_formats_asked_for_are_written_and_always_the_run_record(
    result: Result, tmp_path: Path
) -> None:
    reporting.write(result, tmp_path / "report")
    reporting.write(result, tmp_path / "report", ["json"])
    assert set(contents(tmp_path / "report")) == {"stories.json", "run.json"}


def test_two_reports_differ_in_the_run_record_only(result: Result, tmp_path: Path) -> None:
    for name in ("one", "two"):
        reporting.write(result, tmp_path / name)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    del one["run.json"], two["run.json"]
    assert one == two


def test_a_report_whose_table_of_records_a_copy_writes_is_the_same(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def tell(what: str, done: int, total: int | None) -> None:
        steps.append(what)

    reporting.write(result, tmp_path / "one", progress=tell)
    assert "writing assignments.csv" in steps
    steps.clear()
    monkeypatch.setattr(reporting, "_WORTH_A_COPY", range(1_000))
    monkeypatch.setattr(reporting, "usable_cores", lambda jobs: 2)
    reporting.write(result, tmp_path / "two", progress=tell)
    assert "writing assignments.csv" not in steps  # a progress bar is the first process's alone
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    del one["run.json"], two["run.json"]
    assert one == two


def test_the_files_keep_line_feeds_and_hold_no_time_of_writing(
    result: Result, tmp_path: Path
) -> None:
    reporting.write(result, tmp_path / "report")
    for name, content in contents(tmp_path / "report").items():
        assert b"\r" not in content, name
        assert content.endswith(b"\n"), name


def test_an_unknown_format_is_refused_before_anything_is_written(
    result: Result, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no format 'pdf'; choose from html, md, json"):
        reporting.write(result, tmp_path / "report", ["html", "pdf"])
    assert list(tmp_path.iterdir()) == []
