"""A settings file may say what flags say of one run: columns, formats, labels, the folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clustering.errors import UsageError
from clustering.settings.beside import Beside, take_beside
from clustering.settings.model import choose_settings
from clustering.settings.outlet_groups import OutletGroup


def test_each_value_is_taken_and_paths_start_at_the_file() -> None:
    values: dict[str, Any] = {
        "columns": {"title": "KOP", "url": ["LINK", "AMP"]},
        "formats": ["html", "csv"],
        "labels": "labels.yaml",
        "out": "../reports",
        "title": "Morning",
        "groups": {"own": ["ours.example"]},
        "time_zone": "Asia/Tokyo",
        "outlet": "The Daily",
        "detail": 0.5,
    }
    taken, faults = take_beside(values, Path("site/samestory.yaml"))
    assert taken == Beside(
        "title=KOP,url=LINK,url=AMP",
        "html,csv",
        Path("site/labels.yaml"),
        Path("site/../reports"),
        "Morning",
        (OutletGroup("", "own", ("ours.example",)),),
        "Asia/Tokyo",
        "The Daily",
    )
    assert (values, faults) == ({"detail": 0.5}, [])


@pytest.mark.parametrize(
    "value",
    [
        {"columns": [1]},
        {"columns": {"title": {}}},
        {"formats": 3},
        {"out": []},
        {"title": 3},
        {"groups": []},
        {"time_zone": 2},
        {"outlet": ["The Daily"]},
    ],
)
def test_what_they_cannot_be_is_said(value: dict[str, Any]) -> None:
    [name] = value
    _, [fault] = take_beside(dict(value), Path("s.yaml"))
    assert fault.startswith(f"s.yaml: {name} = ")


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "samestory.yml").write_text("windwo: 3\ncohesion: 7\nformats: 3\ndetail: x\n")
    with pytest.raises(UsageError) as raised:
        choose_settings({"window": -1}, beside=tmp_path)
    told = str(raised.value)
    for part in ("'windwo'; did you mean 'window'?", "cohesion = 7", "formats = 3", "detail = "):
        assert part in told
    assert "flag: window = -1" in told
