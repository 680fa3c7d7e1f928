"""``samestory.yaml`` is changed where it must be and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.settings.model import choose_settings
from clustering.settings.write import config_path, plan_change

BEFORE = """\
# How we group the harbour news.
window: 7      # a week; a fortnight glued market reports

# measured in May
cohesion: 0.15 # was 0.2
related: "ignore"
"""


def test_only_the_value_changes(tmp_path: Path) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    change = plan_change(path, {"cohesion": 0.0825})
    assert change.after == BEFORE.replace("cohesion: 0.15 #", "cohesion: 0.0825 #")
    assert "-cohesion: 0.15" in change.difference()
    assert "+cohesion: 0.0825" in change.difference()
    assert path.read_text(encoding="utf-8") == BEFORE
    change.write()
    assert choose_settings(beside=tmp_path).settings.cohesion == 0.0825


def test_a_new_key_goes_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    assert plan_change(path, {"link": 0.1}).after == BEFORE + "link: 0.1\n"


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    change = plan_change(tmp_path / "samestory.yaml", {"cohesion": 0.1, "related": "merge"})
    assert change.after == "cohesion: 0.1\nrelated: merge\n"
    change.write()
    origins = choose_settings(beside=tmp_path).origins
    assert origins["cohesion"] == str(tmp_path / "samestory.yaml")


def test_a_file_of_comments_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text("# nothing yet", encoding="utf-8")
    assert plan_change(path, {"link": 0.1}).after == "# nothing yet\nlink: 0.1\n"


def test_nothing_is_written_when_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text(BEFORE, encoding="utf-8")
    change = plan_change(path, {"cohesion": 0.15})
    assert not change.is_needed
    assert change.after == BEFORE


@pytest.mark.parametrize(
    ("text", "values", "problem"),
    [
        ("a: [", {"link": 0.1}, "not valid YAML"),
        ("- one", {"link": 0.1}, "expected lines such as"),
        ("", {"link": 7}, "link = 7"),
        ("window: 7\nx: 2021-13-45\n", {"link": 0.1}, "samestory.yaml:2: x: '2021-13-45' is not"),
        ("link: 0.1\nlink: 0.2\n", {"link": 0.1}, "samestory.yaml:2: link is there twice"),
    ],
)
def test_what_cannot_be_written_is_a_usage_error(
    tmp_path: Path, text: str, values: dict[str, object], problem: str
) -> None:
    path = tmp_path / "samestory.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=problem):
        plan_change(path, values)


def test_the_file_is_where_settings_are_read_from(tmp_path: Path) -> None:
    table = tmp_path / "articles.csv"
    table.touch()
    assert config_path(tmp_path) == config_path(table) == tmp_path / "samestory.yaml"
    assert config_path(table, Path("other.yaml")) == Path("other.yaml")
