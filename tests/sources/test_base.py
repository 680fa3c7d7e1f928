"""Whatever a file makes a library raise is a skip with its name, and never ends a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Skip
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions, skipping, why_unread
from clustering.sources.feeds import reader as feeds
from clustering.sources.feeds.dialects import Feed, parse_feed
from clustering.sources.fields import Fields, Post, read_fields
from clustering.sources.folders import File
from clustering.sources.posts import reader as posts
from clustering.sources.tables import reader as tables
from clustering.sources.tables.rows import BadRow, RowReader, Rows

STORM = "<rss version='2.0'><channel><item><title>{}</title></item></channel></rss>"


def test_whatever_a_block_raises_is_a_skip() -> None:
    skipped: list[Skip] = []
    with skipping("a.xml", skipped):
        raise KeyError("no\nsuch")
    assert list(map(str, skipped)) == ["a.xml: cannot be read (KeyError: 'no\\nsuch')"]


def test_an_error_of_the_system_is_told_in_its_words() -> None:
    assert why_unread(PermissionError(13, "Permission denied")) == (
        "cannot be read (Permission denied)"
    )


@pytest.mark.parametrize("error", [UsageError("wrong"), MemoryError()])
def test_what_is_no_fault_of_the_file_is_raised(error: Exception) -> None:
    with pytest.raises(type(error)), skipping("a.xml", []):
        raise error


def test_a_source_whose_reader_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Storm hits coast"}\n')
    (tmp_path / "b.rss").write_text(STORM.format("Rain"))
    monkeypatch.setattr(tables.TableSource, "read", _fail)
    reading = read_sources([tmp_path / "a.jsonl", tmp_path / "b.rss"])
    assert [record.title for record in reading.records] == ["Rain"]
    assert [skip.reason for skip in reading.skipped] == ["cannot be read (LookupError: odd)"]


def test_a_feed_that_fails_does_not_stop_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.rss", "b.rss"):
        (tmp_path / name).write_text(STORM.format(name))
    outlines = "<outline xmlUrl='a.rss'/><outline xmlUrl='b.rss'/>"
    (tmp_path / "all.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    parse = parse_feed

    def parse_or_fail(data: bytes) -> Feed:
        return _fail() if b"a.rss" in data else parse(data)

    monkeypatch.setattr(feeds, "parse_feed", parse_or_fail)
    reading = read_sources([tmp_path / "all.opml"])
    assert [record.title for record in reading.records] == ["b.rss"]
    assert [Path(skip.path).name for skip in reading.skipped] == ["a.rss"]


def test_a_post_that_fails_does_not_stop_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(f"---\ntitle: Storm {name}\n---\n")
    monkeypatch.setattr(posts, "read_post", _fail_on_a)
    reading = read_sources([tmp_path])
    assert [record.title for record in reading.records] == ["b.md"]
    assert [Path(skip.path).name for skip in reading.skipped] == ["a.md"]


def test_rows_before_the_one_that_fails_are_kept() -> None:
    def cut() -> Iterator[Rows | BadRow]:
        yield Rows((2, 3), ("title",), (("Storm",), ("Rain",)))
        _fail()

    reading = RowReader("a.csv", "a.csv", ReadOptions()).read(cut())
    assert [record.title for record in reading.records] == ["Storm", "Rain"]
    assert list(map(str, reading.skipped)) == [
        "a.csv:4: from here on cannot be read (LookupError: odd)"
    ]


@pytest.mark.parametrize(
    "address", ["http://[::1", "file:///a%00b", "//[x", "file://[", "a&#9;b", "%00"]
)
def test_an_odd_address_in_a_list_of_feeds_is_named(tmp_path: Path, address: str) -> None:
    (tmp_path / "a.rss").write_text(STORM.format("Rain"))
    outlines = f"<outline xmlUrl='{address}'/><outline xmlUrl='a.rss'/>"
    (tmp_path / "all.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    reading = read_sources([tmp_path / "all.opml"])
    assert [record.title for record in reading.records] == ["Rain"]
    assert len(reading.skipped) == 1


@pytest.mark.parametrize("text", ["&#xd800;", "&#x110000;", "&#55555555555555555555;"])
@pytest.mark.parametrize("declared", ["utf-8", "punycode", "undefined", "g arbage", ""])
def test_broken_characters_and_encodings_cost_no_feed(
    tmp_path: Path, text: str, declared: str
) -> None:
    head = f"<?xml version='1.0' encoding='{declared}'?>"
    (tmp_path / "a.xml").write_text(head + STORM.format(f"Storm {text} hits"))
    reading = read_sources([tmp_path / "a.xml"])
    assert [record.title.split()[0] for record in reading.records] == ["Storm"]


def _fail_on_a(file: File, *_: object) -> Post:
    if file.name == "a.md":
        _fail()
    own = read_fields({"title": file.name})
    assert isinstance(own, Fields)
    return Post(own, [])


def _fail(*_: object) -> Feed:
    raise LookupError("odd")
