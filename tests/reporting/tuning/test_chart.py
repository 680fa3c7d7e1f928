"""The chart of a sweep: drawn where matplotlib is, the same every time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clustering.reporting.tuning.folder import write_folder
from clustering.tuning.findings import Findings


def test_without_matplotlib_the_page_stands_and_an_old_chart_goes(
    found: Findings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(found, tmp_path)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert write_folder(found, tmp_path) == ["tune.html", "tune.json"]
    assert not (tmp_path / "tune.svg").exists()
    assert "<table>" in (tmp_path / "tune.html").read_text(encoding="utf-8")
