"""Paths that settings files name."""

from __future__ import annotations

from pathlib import Path

from clustering.settings.model import choose_settings
from clustering.settings.paths import path_beside


def test_a_path_in_a_settings_file_starts_at_its_folder(tmp_path: Path) -> None:
    (tmp_path / "samestory.yaml").write_text("model: models/tiny\nvectors: v.npz\n", "utf-8")
    chosen = choose_settings(beside=tmp_path).settings
    assert Path(chosen.model) == tmp_path / "models" / "tiny"
    assert chosen.vectors and Path(chosen.vectors) == tmp_path / "v.npz"
    assert path_beside("e5", tmp_path / "samestory.yaml") == "e5"
    assert path_beside(3, tmp_path) == 3
