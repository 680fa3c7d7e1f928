"""``samestory duplicates``: the groups, and the check that CI runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Invoke = Callable[..., Result]


def test_the_list_names_what_to_keep_and_what_is_a_copy(invoke: Invoke, posts: Path) -> None:
    shown = invoke("duplicates", posts)
    assert shown.exit_code == 0, shown.stderr
    assert "bridge.md" in shown.stdout
    assert "copy.md" in shown.stdout
    assert "soup" not in shown.stdout


def test_check_fails_when_there_are_duplicates_and_still_lists_them(
    invoke: Invoke, posts: Path
) -> None:
    shown = invoke("duplicates", posts, "--check")
    assert shown.exit_code == 1
    assert "copy.md" in shown.stdout
    assert shown.stderr == "samestory: 1 duplicate group; the check fails.\n"


def test_check_passes_without_duplicates(invoke: Invoke, posts: Path) -> None:
    (posts / "copy.md").unlink()
    shown = invoke("duplicates", posts, "--check")
    assert (shown.exit_code, shown.stderr) == (0, "")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_every_form_names_the_copy(invoke: Invoke, posts: Path, form: str) -> None:
    shown = invoke("duplicates", posts, "--format", form)
    assert shown.exit_code == 0, shown.stderr
    assert "Lindholm harbour bridge shut" in shown.stdout
    assert "wiredaily" in shown.stdout.lower()


def test_json_can_be_read_back(invoke: Invoke, posts: Path) -> None:
    assert json.loads(invoke("duplicates", posts, "--format", "json").stdout)
