"""The ``settings`` command: what each setting is, and where its value comes from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clustering.settings.model import COMMON, Settings, choose_settings
from tests.cli.conftest import Invoke, refused


def test_twelve_settings_are_shown_and_the_others_named(invoke: Invoke) -> None:
    shown = invoke("settings", "fixtures").stdout
    lines = shown.splitlines()
    assert [line.split(" = ")[0] for line in lines if " = " in line] == list(COMMON)
    assert len(COMMON) == 12
    assert len(lines) <= 60
    _, named = " ".join(shown.split()).split("samestory settings --all): ")
    others = [name for name in Settings.model_fields if name not in COMMON]
    assert named.split(".")[0].split(", ") == others


def test_every_setting_is_told_with_its_value_and_range(invoke: Invoke) -> None:
    shown = " ".join(invoke("settings", "fixtures", "--all").stdout.split())
    for name, setting in Settings.model_fields.items():
        assert f"{name} = " in shown
        assert str(setting.description) in shown
    assert "detail = 0.7 How finely" in shown
    assert "Takes a whole number from 0 to 1,024." in shown


def test_a_value_of_the_settings_file_is_told_with_the_file(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "samestory.yaml").write_text("window: 7\nurl_weight: 0\n")
    assert "url_weight = 0.0   from " in invoke("settings", tmp_path).stdout  # which few people set
    shown = invoke("settings", tmp_path, "--all").stdout
    assert f"window = 7.0   from {tmp_path / 'samestory.yaml'}; the default is 14.0\n" in shown
    assert "link = 0.12\n" in shown


def test_as_json_each_setting_is_an_object(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "samestory.yaml").write_text("cohesion: 0.3\n")
    rows = {
        row["setting"]: row for row in json.loads(invoke("settings", tmp_path, "-f", "json").stdout)
    }
    assert sorted(rows) == sorted(Settings.model_fields)
    assert list(rows)[:12] == list(COMMON)
    assert (rows["cohesion"]["value"], rows["cohesion"]["default"]) == (0.3, None)
    assert rows["cohesion"]["from"].endswith("samestory.yaml")
    assert rows["link"]["from"] == "default"


@pytest.mark.parametrize("said", ["window: 7\n", "cohesion: 0.3\nprior: false\n"])
def test_as_yaml_it_is_a_settings_file_that_says_the_same(
    said: str, tmp_path: Path, invoke: Invoke
) -> None:
    (tmp_path / "samestory.yaml").write_text(said)
    written = tmp_path / "written.yaml"
    written.write_text(invoke("settings", tmp_path, "-f", "yaml").stdout)
    expected = choose_settings(beside=tmp_path).settings
    assert choose_settings(config=written).settings == expected


def test_a_wrong_settings_file_is_told(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "samestory.yaml").write_text("windw: 7\n")
    assert "did you mean 'window'?" in refused(invoke("settings", tmp_path))
