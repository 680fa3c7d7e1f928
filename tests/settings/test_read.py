"""The text of a settings file: values as YAML has them, and errors that name the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.settings.model import choose_settings
from clustering.settings.read import parse_config, path_beside


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("# nothing yet\n", {}),
        ("cohesion: 0.15\nrelated: merge # always\n", {"cohesion": 0.15, "related": "merge"}),
        ("prior: no\ncohesion:\n", {"prior": False, "cohesion": None}),
        ("link: &here 0.2\ncohesion: *here\n", {"link": 0.2, "cohesion": 0.2}),
    ],
)
def test_values_are_those_of_yaml(text: str, values: dict[str, object]) -> None:
    assert parse_config(text, "samestory.yaml") == values


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("link: 0.1\n\nx: 2021-13-45\n", "s.yaml:3: x: '2021-13-45' is not a valid value."),
        ("link: !!timestamp x\n", "s.yaml:1: link: 'x' is not a valid value."),
        ("link: !!bool x\n", "s.yaml:1: link: 'x' is not a valid value."),
        ("link: !!float ''\n", "s.yaml:1: link: '' is not a valid value."),
        ("\njobs: !!int ''\n", "s.yaml:2: jobs: '' is not a valid value."),
        (f"jobs: {'9' * 5_000}\n", "s.yaml:1: jobs: '9999"),
        ("link: " + "[" * 900 + "]" * 900, "s.yaml:1: nested deeper than the limit"),
        ("link: 0.1\nwindow: 7\nlink: 0.2\n", "s.yaml:3: link is there twice, first in line 1"),
        ("link: 0.1\nwindow: [\n", "s.yaml:3: not valid YAML: it ends within a value."),
        ("link: *gone\n", "s.yaml:1: not valid YAML from '*gone' on."),
        ("link: 0.1\nwindow: \x07\n", "s.yaml:2: control character 0x07."),
        ("link: 0.1\n? [a, b]\n: 2\n", "s.yaml:2: expected a line such as"),
        (
            "link: !!python/name:os.system\n",
            "s.yaml:1: not valid YAML from '!!python/name:os.system' on.",
        ),
        ("link: 0.1\n---\nlink: 0.2\n", "s.yaml:2: not valid YAML from '---' on."),
        ("link: " + "[" * 200_000, "s.yaml:1: nested deeper than the limit of 100 levels."),
        ("- link\n", "s.yaml: expected lines such as"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_config(text, "s.yaml")
    assert problem in str(told.value)
    assert "\n" not in str(told.value)


def test_a_path_in_a_settings_file_starts_at_its_folder(tmp_path: Path) -> None:
    (tmp_path / "samestory.yaml").write_text("model: models/tiny\nvectors: v.npz\n", "utf-8")
    chosen = choose_settings(beside=tmp_path).settings
    assert Path(chosen.model) == tmp_path / "models" / "tiny"
    assert chosen.vectors and Path(chosen.vectors) == tmp_path / "v.npz"
    assert path_beside("e5", tmp_path / "samestory.yaml") == "e5"
    assert path_beside(3, tmp_path) == 3
