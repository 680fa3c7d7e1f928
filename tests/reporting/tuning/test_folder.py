"""``tune.html``, ``tune.json`` and ``tune.svg``: whole, alike every time, and safe to open."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.evaluation.gold import GoldLabels
from clustering.pipeline import run
from clustering.reporting.tuning.folder import check_folder, write_folder
from clustering.reporting.tuning.terminal import findings_text
from clustering.settings.model import Settings
from clustering.tuning.findings import Findings, sweep_and_choose
from clustering.tuning.values import parse_sweep
from tests.factories import make_reading, make_record

HOSTILE = "<script>alert('harbour')</script> flood"
RECORDS = [
    make_record(f"n{at}", f"{HOSTILE} {word}", at / 10)
    for at, word in enumerate(["storm", "ferry", "harbour", "bridge", "storm"])
] + [make_record("soup", "Ten soups for cold evenings", 1.0)]


@pytest.fixture(scope="module")
def found() -> Findings:
    settings = Settings(jobs=1)
    result = run(make_reading(RECORDS), settings)
    gold = GoldLabels("", [(one.id,) for one in result.articles], list("aabbcc"))
    return sweep_and_choose(
        result, settings, parse_sweep("cohesion=0.01:0.6:20", result.settings), gold
    )


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


def test_json_holds_every_step_and_change(found: Findings, tmp_path: Path) -> None:
    write_folder(found, tmp_path)
    rows = json.loads((tmp_path / "tune.json").read_text(encoding="utf-8"))
    assert len(rows["steps"]) == len(found.sweep.steps) == 21
    assert len(rows["changes"]) == 20
    assert rows["choice"]["values"] == {"cohesion": round(found.chosen.values[0], 6)}
    assert {"bcubed", "pairwise"} <= set(rows["steps"][0]["scores"])


def test_without_matplotlib_the_page_stands_and_an_old_chart_goes(
    found: Findings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(found, tmp_path)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert write_folder(found, tmp_path) == ["tune.html", "tune.json"]
    assert not (tmp_path / "tune.svg").exists()
    assert "<table>" in (tmp_path / "tune.html").read_text(encoding="utf-8")


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tune"
    path.touch()
    with pytest.raises(UsageError, match="is a file"):
        check_folder(path)


def test_the_terminal_shows_chart_table_and_choice(found: Findings) -> None:
    text = findings_text(found)
    assert "c chosen" in text
    assert "BCubed F1" in text
    assert "Choice: cohesion" in text
    chosen = [line for line in text.splitlines() if line.startswith(">")]
    assert len(chosen) == 1
