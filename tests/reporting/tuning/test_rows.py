"""``tune.json``: every step of a sweep and every change between two."""

from __future__ import annotations

import json
from pathlib import Path

from clustering.reporting.tuning.folder import write_folder
from clustering.tuning.findings import Findings


def test_json_holds_every_step_and_change(found: Findings, tmp_path: Path) -> None:
    write_folder(found, tmp_path)
    rows = json.loads((tmp_path / "tune.json").read_text(encoding="utf-8"))
    assert len(rows["steps"]) == len(found.sweep.steps) == 20
    assert len(rows["changes"]) == 19
    assert rows["choice"]["values"] == {"detail": round(found.chosen.values[0], 6)}
    assert {"bcubed", "pairwise"} <= set(rows["steps"][0]["scores"])
