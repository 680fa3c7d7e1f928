"""Files that bear on what is read are known; those in a folder that are not read are named."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from clustering.sources.inputs import find_ignored, find_inputs

OPML = b'<opml version="2.0"><body><outline text="x" xmlUrl="x.rss"/></body></opml>'


def names(*sources: object) -> list[str] | None:
    found = find_inputs(list(map(str, sources)))
    return None if found is None else [file.name for file in found]


def test_a_folder_holds_posts_and_what_is_ignored_beside_them(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.html", "t.csv", "f.rss", "picture.png", ".hidden.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "gone.md").symlink_to("nowhere")
    assert names(tmp_path) == [tmp_path.name, "a/c.html", "b.md", "f.rss", "gone.md", "t.csv"]


def test_a_file_is_itself_also_when_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("title\nx\n")
    assert names(tmp_path / "t.csv", tmp_path / "none.csv") == ["t.csv", "none.csv"]


@pytest.mark.parametrize("source", ["-", "https://news.example/rss", "feed://news.example/rss"])
def test_what_is_no_file_is_not_known(tmp_path: Path, source: str) -> None:
    assert names(tmp_path, source) is None


def test_lists_of_feeds_name_files_that_are_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_bytes(OPML)
    (tmp_path / "b.xml").write_bytes(OPML)
    (tmp_path / "c.opml.gz").write_bytes(gzip.compress(OPML))
    (tmp_path / "d.rss.gz").write_bytes(b"\x1f\x8bbroken")
    (tmp_path / "e.rss").write_text("<rss/>")
    assert [names(tmp_path / name) for name in ("a.opml", "b.xml", "c.opml.gz", "d.rss.gz")] == [
        None
    ] * 4
    assert names(tmp_path / "e.rss") == ["e.rss"]


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
