"""Tables and feeds in a folder of posts are named, unless they are read or hidden or a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.sources.ignored import find_ignored


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "a/x.md",
        "a/news.rss",
        "a/data/rows.csv",
        "a/package.json",
        "a/.git/x.csv",
        "a/old/stories.csv",
        "a/notes.pdf",
        "t.jsonl",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("title\nx\n")
    (tmp_path / "a/old/run.json").write_text('{"tool": "samestory"}')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_tables_and_feeds_are_named_and_reports_are_not() -> None:
    assert find_ignored(["a"]) == ["a/data/rows.csv", "a/news.rss"]


def test_what_is_a_source_itself_is_not_ignored(here: Path) -> None:
    assert find_ignored(["a", here / "a/data/rows.csv"]) == ["a/news.rss"]
    assert find_ignored(["a/news.rss", "a", "a/data/rows.csv"]) == []
    assert find_ignored(["t.jsonl", "a/x.md", "-"]) == []


@pytest.mark.usefixtures("here")
def test_folders_inside_each_other_name_a_file_once() -> None:
    assert find_ignored(["a", "a/data"]) == ["a/data/rows.csv", "a/news.rss"]


def test_what_cannot_be_opened_is_not_named(here: Path) -> None:
    (here / "a/dead.csv").symlink_to("nowhere")
    (here / "a/folder.csv").mkdir()
    assert find_ignored(["a"]) == ["a/data/rows.csv", "a/news.rss"]
