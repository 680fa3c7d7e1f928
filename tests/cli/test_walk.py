"""Reading and running behind every command: skips, --strict, --quiet, and settings files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Invoke = Callable[..., Result]


@pytest.fixture
def broken(posts: Path) -> Path:
    """Return the posts with thirteen unreadable ones among them."""
    for number in range(13):
        (posts / f"broken{number:02}.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    return posts


def test_the_first_ten_skips_are_listed_with_their_reasons(invoke: Invoke, broken: Path) -> None:
    shown = invoke("report", broken)
    lines = shown.stderr.splitlines()
    assert shown.exit_code == 0
    assert lines[0] == "samestory: skipped 13:"
    assert [line.split("/")[1][:8] for line in lines[1:11]] == [f"broken{n:02}" for n in range(10)]
    assert lines[11] == "  … and 3 more, all in run.json"
    run = json.loads(Path("reports/latest/run.json").read_text(encoding="utf-8"))
    assert len(run["skipped"]) == 13


def test_strict_lists_every_skip_and_exits_3_without_a_report(invoke: Invoke, broken: Path) -> None:
    shown = invoke("report", broken, "--strict")
    assert (shown.exit_code, shown.stdout) == (3, "")
    assert shown.stderr.count("broken") == 13
    assert shown.stderr.splitlines()[-1] == "samestory: 13 skipped, and --strict allows none."
    assert not Path("reports").exists()


def test_strict_is_content_when_nothing_is_skipped(invoke: Invoke, posts: Path) -> None:
    assert invoke("stories", posts, "--strict").exit_code == 0


def test_quiet_leaves_stderr_empty(invoke: Invoke, broken: Path) -> None:
    shown = invoke("stories", broken, "--quiet")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Lindholm" in shown.stdout


def test_a_source_that_is_not_there_is_named(invoke: Invoke, posts: Path) -> None:
    shown = invoke("stories", "nowhere")
    assert shown.exit_code in (2, 3)
    assert shown.stderr.startswith("samestory: ")
    assert "nowhere" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_an_empty_folder_is_exit_code_3(invoke: Invoke, tmp_path: Path) -> None:
    shown = invoke("stories", tmp_path)
    assert shown.exit_code == 3
    assert str(tmp_path) in shown.stderr


def test_settings_come_from_the_file_beside_the_sources_then_from_flags(
    invoke: Invoke, posts: Path
) -> None:
    (posts / "samestory.yaml").write_text("link: 0.99\ncohesion: 0.99\n", encoding="utf-8")

    def stories(*flags: str) -> int:
        shown = invoke("stories", posts, "--format", "jsonl", *flags)
        assert shown.exit_code == 0, shown.stderr
        return len(shown.stdout.splitlines())

    by_default = 2
    assert stories() > by_default
    assert stories("--link", "0.15", "--cohesion", "0.01") == by_default
    Path("other.yaml").write_text("{}", encoding="utf-8")
    assert stories("--config", "other.yaml") == by_default


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("cohesoin: 1", "cohesion"),
        ("cohesion: 7", "cohesion"),
        ("- a", "yaml"),
        ("cohesion: 2024-13-45", "not valid YAML"),
    ],
)
def test_a_wrong_settings_file_is_exit_code_2(
    invoke: Invoke, posts: Path, content: str, told: str
) -> None:
    (posts / "samestory.yaml").write_text(content, encoding="utf-8")
    shown = invoke("stories", posts)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "samestory.yaml" in shown.stderr
    assert told in shown.stderr
    assert shown.stderr.count("\n") == 1
