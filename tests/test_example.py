"""The committed example is the report of the invented posts, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering import reporting
from clustering.pipeline import run
from clustering.settings.model import choose_settings
from clustering.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "reports" / "example"
HOW = "run: samestory report fixtures --out reports/example"


def test_the_example_report_is_fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run(read_sources([Path("fixtures")]), choose_settings().settings)
    reporting.write(result, tmp_path / "report")
    written = {path.name: path.read_bytes() for path in (tmp_path / "report").iterdir()}
    committed = {path.name: path.read_bytes() for path in EXAMPLE.iterdir()}
    assert written.keys() == committed.keys(), HOW
    for name in written.keys() - {"run.json"}:  # run.json holds timings
        assert written[name] == committed[name], f"{name} has changed; {HOW}"
