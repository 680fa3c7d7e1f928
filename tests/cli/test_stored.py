"""Reports from a store: they begin with what is new, and stories keep their ids."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.cli.conftest import Invoke, refused, write_post


def test_the_report_begins_with_what_is_new_and_keeps_ids(tmp_path: Path, invoke: Invoke) -> None:
    folder, path, out = tmp_path / "own", tmp_path / "news.db", tmp_path / "report"
    folder.mkdir()
    write_post(folder, "crack.md")
    assert invoke("report", folder, "--store", path, "--out", out).exit_code == 0
    (before,) = json.loads((out / "stories.json").read_text())["stories"]
    write_post(folder, "bridge.md")  # a day earlier
    write_post(folder, "soup.md")
    assert invoke("report", folder, "--store", path, "--out", out).exit_code == 0
    after = {s["headline"]: s for s in json.loads((out / "stories.json").read_text())["stories"]}
    assert before["id"] in {story["id"] for story in after.values()}
    assert "## What is new" in (out / "report.md").read_text()
    assert 'id="news"' in (out / "index.html").read_text()


def test_a_report_without_a_store_says_nothing_of_news(tmp_path: Path, invoke: Invoke) -> None:
    folder, out = tmp_path / "own", tmp_path / "report"
    folder.mkdir()
    write_post(folder, "crack.md")
    assert invoke("report", folder, "--out", out).exit_code == 0
    assert "What is new" not in (out / "report.md").read_text()
    assert 'id="news"' not in (out / "index.html").read_text()


def test_assignments_have_a_row_for_each_record_that_was_read(
    tmp_path: Path, invoke: Invoke
) -> None:
    folder, path, out = tmp_path / "own", tmp_path / "news.db", tmp_path / "report"
    folder.mkdir()
    crack, soup = write_post(folder, "crack.md"), folder / "soup.md"
    invoke("report", folder, "--store", path, "--out", out)
    crack.unlink()
    write_post(folder, "soup.md")
    invoke("report", folder, "--store", path, "--out", out)
    rows = list(csv.DictReader((out / "assignments.csv").read_text().splitlines()))
    assert [Path(row["source"]).name for row in rows] == [soup.name]
    assert len(json.loads((out / "stories.json").read_text())["stories"]) == 2


def test_renewing_needs_a_store(tmp_path: Path, invoke: Invoke) -> None:
    assert "--store" in refused(invoke("report", tmp_path, "--renew"))
