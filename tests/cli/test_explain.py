"""``samestory explain``: naming the two articles, and finding out where they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Invoke = Callable[..., Result]


@pytest.mark.parametrize(
    "names",
    [
        ("posts/bridge.md", "posts/crack.md"),
        (
            "https://www.tidepost.com/lindholm-harbour-bridge-shut-after-divers-find-crack",
            "posts/crack.md",
        ),
    ],
)
def test_articles_go_by_path_or_url(invoke: Invoke, posts: Path, names: tuple[str, str]) -> None:
    shown = invoke("explain", *names, posts)
    assert shown.exit_code == 0, shown.stderr
    assert "Lindholm harbour bridge shut" in shown.stdout
    assert "Crack in pillar" in shown.stdout
    assert shown.stderr == ""


def test_json_can_be_read_back(invoke: Invoke, posts: Path) -> None:
    shown = invoke("explain", "posts/bridge.md", "posts/soup.md", posts, "--format", "json")
    assert shown.exit_code == 0, shown.stderr
    assert isinstance(json.loads(shown.stdout), dict)


def test_a_name_that_nothing_goes_by_is_exit_code_2(invoke: Invoke, posts: Path) -> None:
    shown = invoke("explain", "posts/bridge.md", "posts/gone.md", posts)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "gone.md" in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_source_and_report_together_are_refused(invoke: Invoke, posts: Path) -> None:
    shown = invoke("explain", "a", "b", posts, "--report", "reports/latest")
    assert shown.exit_code == 2
    assert "not both" in shown.stderr


def test_a_table_is_no_name_of_an_article(invoke: Invoke, posts: Path) -> None:
    Path("t.csv").write_text("title\nKelp\nGulls\n", encoding="utf-8")
    shown = invoke("explain", "t.csv", "posts/soup.md", "t.csv", posts)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "t.csv: 't.csv' holds 2 articles; name one of them" in shown.stderr
    shown = invoke("explain", "t.csv:3", "posts/soup.md", "t.csv", posts)
    assert shown.exit_code == 0, shown.stderr
    assert "Gulls" in shown.stdout
