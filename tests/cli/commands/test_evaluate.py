"""``samestory evaluate``: labels from a column or a file, and errors that show the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, besides_taken, refused, succeeded

STORIES = {"bridge.md": "bridge", "crack.md": "bridge", "copy.md": "bridge", "soup.md": "soup"}


@pytest.fixture
def gold(posts: Path) -> Path:
    path = Path("gold.jsonl")
    rows = [{"record": name, "story": story} for name, story in STORIES.items()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [
        {"id": "a", "title": "Lindholm harbour bridge shut after crack found", "story": "x"},
        {"id": "b", "title": "Crack found: Lindholm harbour bridge shut", "story": "x"},
        {"id": "c", "title": "Ten soups for cold evenings", "story": "y"},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_file_of_labels_scores_posts(invoke: Invoke, posts: Path, gold: Path) -> None:
    shown = invoke("evaluate", posts, "--gold", gold)
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")
    assert "4 records, 4 articles, 4 of them labelled (100%)" in shown.stdout
    assert "BCubed         1.000     1.000   1.000   1.000 to 1.000" in shown.stdout
    assert "Worst" not in shown.stdout


def test_a_column_of_labels_scores_a_table(invoke: Invoke, table: Path) -> None:
    shown = succeeded(invoke("evaluate", table, "--gold", "story", "--format", "json"))
    rows = json.loads(shown.stdout)
    assert rows["counts"]["labelled_articles"] == 3
    assert rows["bcubed"]["f1"] == 1.0


def test_settings_are_flags_and_mistakes_are_listed(
    invoke: Invoke, posts: Path, gold: Path
) -> None:
    words = ("evaluate", posts, "--gold", gold, "--link", "0.99")
    shown = succeeded(invoke(*words))
    assert "Worst splits" in shown.stdout
    assert "Crack in pillar shuts Lindholm harbour bridge" in shown.stdout
    assert "Worst splits" not in invoke(*words, "--show", "0").stdout


def test_judged_pairs_are_scored_as_pairs(invoke: Invoke, posts: Path) -> None:
    row = {"a": "bridge.md", "b": "crack.md", "same_story": True}
    Path("pairs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    shown = succeeded(invoke("evaluate", posts, "--gold", "pairs.jsonl", "--format", "json"))
    assert json.loads(shown.stdout)["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("stroy", "there are: id, title, story."),
        ("gone.jsonl", "check the path"),
        ("strangers.jsonl", "records such as 'zebra', and there are records such as 'a'"),
    ],
)
def test_labels_that_cannot_be_used_are_exit_code_2(
    invoke: Invoke, table: Path, monkeypatch: pytest.MonkeyPatch, name: str, way_out: str
) -> None:
    monkeypatch.chdir(table.parent)
    row = {"record": "zebra", "story": "s"}
    Path("strangers.jsonl").write_text(json.dumps(row), encoding="utf-8")
    told = refused(invoke("evaluate", table, "--gold", name))
    assert way_out in told
    assert besides_taken(told).count("\n") == 1


def test_a_source_that_is_not_there_is_exit_code_3(invoke: Invoke, gold: Path) -> None:
    assert invoke("evaluate", "gone", "--gold", gold).exit_code == 3


def test_gold_must_be_named(invoke: Invoke, posts: Path) -> None:
    assert "--gold" in refused(invoke("evaluate", posts))


@pytest.mark.parametrize(("start", "encoding"), [("", "utf-16"), ("sep=;\r\n", "utf-8")])
def test_a_table_that_stories_reads_can_be_scored(
    invoke: Invoke, tmp_path: Path, start: str, encoding: str
) -> None:
    path = tmp_path / "articles.csv"
    rows = "KOP;story\nBridge shut in Lindholm;x\nLindholm bridge is shut;x\nTen soups;y\n"
    path.write_bytes(f"{start}{rows}".encode(encoding))
    columns = ("--columns", "title=KOP")
    assert invoke("stories", path, *columns).exit_code == 0
    shown = invoke("evaluate", path, "--gold", "story", *columns)
    assert (shown.exit_code, besides_taken(shown.stderr)) == (0, "")
    assert "3 of them labelled (100%)" in shown.stdout
