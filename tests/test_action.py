"""The GitHub action gives the command what its inputs say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml

ACTION = Path(__file__).resolve().parents[1] / ".github" / "actions" / "samestory" / "action.yml"


def run_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step as a runner does, with a command that prints its arguments and fails."""
    command = folder / "samestory"
    command.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 1\n', "utf-8")
    command.chmod(0o700)
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    given = {name: one.get("default", "") for name, one in action["inputs"].items()} | inputs
    step = action["runs"]["steps"][-1]
    assert step["env"] == {name.upper(): f"${{{{ inputs.{name} }}}}" for name in given}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        | {name.upper(): value for name, value in given.items()},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("sources", ["posts drafts", "posts\ndrafts\n", "  posts \n\n drafts"])
def test_sources_may_stand_side_by_side_or_one_below_another(sources: str, tmp_path: Path) -> None:
    done = run_action(tmp_path, sources=sources, options="--quiet\n--min-words\n5\n")
    options = ["--quiet", "--min-words", "5", "--check", "--format", "github"]
    assert done.stdout.split() == ["duplicates", "posts", "drafts", *options]
    assert done.returncode == 1


def test_a_name_is_never_a_command(tmp_path: Path) -> None:
    done = run_action(tmp_path, sources="$(touch x) `touch x`", against='old "posts"; touch x')
    assert 'old "posts"; touch x' in done.stdout.splitlines()
    assert not (tmp_path / "x").exists()


def test_copies_go_into_the_file_that_is_named(tmp_path: Path) -> None:
    done = run_action(tmp_path, sources="posts", format="sarif", output="copies.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    assert (tmp_path / "copies.sarif").read_text("utf-8").split()[-1] == "sarif"
