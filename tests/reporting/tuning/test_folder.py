"""``tune.html``, ``tune.json`` and ``tune.svg``: whole, alike every time, and safe to open."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.reporting.page.embed import house_style
from clustering.reporting.tuning.folder import check_folder, write_folder
from clustering.tuning.findings import Findings


def test_the_files_are_alike_every_time(found: Findings, tmp_path: Path) -> None:
    assert write_folder(found, tmp_path / "one") == ["tune.html", "tune.json", "tune.svg"]
    write_folder(found, tmp_path / "two")
    for name in ("tune.html", "tune.json", "tune.svg"):
        first, again = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert first == again


def test_the_page_needs_nothing_else_and_runs_nothing(found: Findings, tmp_path: Path) -> None:
    write_folder(found, tmp_path)
    page = (tmp_path / "tune.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&#39;harbour&#39;" in page  # escaped; the tag itself goes when titles are cleaned
    assert "<svg" in page
    addresses = set(re.findall(r'(?:src|href)="([^"#]+)"', page))
    assert not addresses
    assert found.choice.reason.split(";")[0] in page.replace("&#39;", "'")


def test_the_page_is_of_the_house_of_the_report(found: Findings, tmp_path: Path) -> None:
    write_folder(found, tmp_path)
    page = (tmp_path / "tune.html").read_text(encoding="utf-8")
    assert house_style("tune.css") in page
    assert "default-src 'none'" in page
    parts = set(re.findall(r'href="#(\w+)"', page))
    assert {"main", "values", "steps"} <= parts
    assert all(f'id="{part}"' in page for part in parts)
    [row] = re.findall(r'<tr class="chosen">.*?</tr>', page)
    assert '<td class="by">chosen' in row


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tune"
    path.touch()
    with pytest.raises(UsageError, match="is a file"):
        check_folder(path)


def test_json_holds_every_step_and_change(found: Findings, tmp_path: Path) -> None:
    write_folder(found, tmp_path)
    rows = json.loads((tmp_path / "tune.json").read_text(encoding="utf-8"))
    assert len(rows["steps"]) == len(found.sweep.steps) == 20
    assert len(rows["changes"]) == 19
    assert rows["choice"]["values"] == {"detail": round(found.chosen.values[0], 6)}
    assert {"bcubed", "pairwise"} <= set(rows["steps"][0]["scores"])
