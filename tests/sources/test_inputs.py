"""All files that bear on what is read are known, or it is said that they are not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from clustering.sources.inputs import find_inputs

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
