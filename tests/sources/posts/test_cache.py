"""A second run takes unchanged posts from the cache, and never anything wrong from it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgpack import packb

from clustering.model import Reading
from clustering.sources.base import MAX_FILE_BYTES, ReadOptions
from clustering.sources.folders import File
from clustering.sources.posts import cache, post_files
from clustering.sources.posts import reader as posts
from clustering.sources.posts.post_files import Lists
from clustering.sources.posts.reader import PostSource
from clustering.sources.tables.columns import ColumnMapping

POST = """---
title: "Post {name}"
webUrl: "https://courier.example/{name}"
publishedDateTime: 2024-05-02T06:10:00.5Z
topics: [Harbour, Kelp]
quality: 5
provider: {{name: Courier, domain: courier.example}}
related:
  - title: "Café by the weir"
    webUrl: "https://tideline.example/weir"
  - excerpt: "neither"
  - title: "Own to {name}"
---
"""
BROKEN = {"bad.md": "---\ntitle: [\n---\n", "list.md": "---\ntitle: x\nrelated: text\n---\n"}

LONG_AGO = 1_600_000_000


@pytest.fixture(autouse=True)
def always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MIN_BYTES_TO_CACHE", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make posts that changed long ago, as posts mostly did."""
    folder = tmp_path / "posts"
    texts = {f"{name}.md": POST.format(name=name) for name in ("a", "b", "sub/c")} | BROKEN
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name, text)
    return folder


def write(path: Path, text: str, at: int = LONG_AGO) -> None:
    path.write_text(text)
    os.utime(path, (at, at))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that are parsed from now on."""
    names: list[str] = []
    real = post_files.read_post

    def read_post(file: File, lists: Lists, mapping: ColumnMapping) -> object:
        names.append(file.name)
        return real(file, lists, mapping)

    monkeypatch.setattr(posts, "read_post", read_post)
    return names


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def read(folder: Path, home: Path | None) -> Reading:
    return PostSource().read(str(folder), ReadOptions(1, cache=home))


def stored(home: Path) -> Path:
    [path] = home.iterdir()
    return path


def test_a_second_run_says_the_same_and_parses_only_broken_posts(
    folder: Path, home: Path, parsed: list[str]
) -> None:
    plain = read(folder, None)
    first = read(folder, home)
    parsed.clear()
    assert read(folder, home) == first == plain
    assert parsed == ["bad.md"]
    assert len(first.records) == 10


def test_without_a_cache_nothing_is_written(folder: Path, home: Path) -> None:
    read(folder, None)
    assert not home.exists()


def test_changed_new_and_deleted_posts_are_noticed(
    folder: Path, home: Path, parsed: list[str]
) -> None:
    read(folder, home)
    write(folder / "a.md", POST.format(name="A"))  # same size
    os.utime(folder / "a.md", (LONG_AGO, LONG_AGO + 1))
    write(folder / "b.md", POST.format(name="longer"))  # same time
    write(folder / "d.md", POST.format(name="d"))
    (folder / "sub" / "c.md").unlink()
    parsed.clear()
    assert read(folder, home) == read(folder, None)
    assert parsed[:4] == ["a.md", "b.md", "bad.md", "d.md"]
    parsed.clear()
    read(folder, home)
    assert parsed == ["bad.md"]


def test_a_site_that_is_configured_later_counts_for_posts_that_are_known(
    folder: Path, home: Path, parsed: list[str]
) -> None:
    write(folder / "d.md", "---\ntitle: D\npermalink: /d.html\n---\n")
    read(folder, home)
    write(folder.parent / "_config.yml", "title: Gazette\nurl: https://gazette.test\n")
    parsed.clear()
    found = read(folder, home)
    assert found == read(folder, None)
    assert parsed[:1] == ["bad.md"]
    named = [one.urls for one in found.records if one.outlet_name == "Gazette"]
    assert ("https://gazette.test/d.html",) in named


def test_a_post_that_has_just_changed_is_not_remembered_yet(
    folder: Path, home: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = LONG_AGO + 60
    write(folder / "a.md", POST.format(name="A"), changed)
    for seconds, again in ((1, ["a.md", "bad.md"]), (3, ["bad.md"])):
        now = (changed + seconds) * 1_000_000_000
        monkeypatch.setattr(time, "time_ns", lambda now=now: now)
        read(folder, home)
        parsed.clear()
        read(folder, home)
        assert parsed == again


def test_another_limit_is_another_reading(
    folder: Path, home: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, home)
    parsed.clear()
    for module in (cache, post_files):
        monkeypatch.setattr(module, "MAX_FILE_BYTES", 10)
    assert read(folder, home).records == []
    assert len(parsed) == 5


def test_another_version_of_the_reader_starts_anew(
    folder: Path, home: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder, home)
    parsed.clear()
    monkeypatch.setattr(cache, "_reader_version", lambda: "another")
    read(folder, home)
    assert len(parsed) == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda held: held[:-10],
        lambda held: held.replace(b"Post a", b"Post x"),
        lambda held: b"",
        lambda held: b"\x80\x04something else\n\x00",
    ],
    ids=["cut off", "changed", "empty", "foreign"],
)
def test_a_cache_that_cannot_be_trusted_is_not_read(
    folder: Path, home: Path, parsed: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    expected = read(folder, home)
    stored(home).write_bytes(spoil(stored(home).read_bytes()))
    parsed.clear()
    assert read(folder, home) == expected
    assert len(parsed) == 5


@pytest.mark.parametrize(
    "held",
    [
        {},
        [],
        {"said": [], "posts": {"a.md": [0, 0, 7, []]}},
        {"said": [[1]], "posts": {}},
        {"said": [["x", 1]], "used": [[]], "posts": {"a.md": [0, 0, 0, [], 0, ""]}},
    ],
)
def test_a_cache_of_another_shape_is_not_read(folder: Path, home: Path, held: object) -> None:
    expected = read(folder, home)
    status = (folder / "a.md").stat()
    if isinstance(held, dict) and "used" in held:
        held["posts"]["a.md"][:2] = [status.st_size, status.st_mtime_ns]
    body = packb(held)
    store = cache.PostCache(stored(home), [], (MAX_FILE_BYTES, ()))
    stored(home).write_bytes(store._header(body) + b"\n" + body)
    assert read(folder, home) == expected


def test_only_the_user_can_read_and_write_the_cache(folder: Path, home: Path) -> None:
    read(folder, home)
    assert (home.stat().st_mode & 0o777, stored(home).stat().st_mode & 0o777) == (0o700, 0o600)


def test_the_cache_is_never_among_the_sources(folder: Path) -> None:
    read(folder, folder / "cache")
    read(folder, folder)
    assert not (folder / "cache").exists()
    assert not list(folder.glob("*.posts"))


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(folder: Path, home: Path) -> None:
    home.write_text("a file")
    assert len(read(folder, home).records) == 10


def test_a_little_to_read_is_not_worth_a_cache(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MIN_BYTES_TO_CACHE", 1_000_000)
    read(folder, home)
    assert not home.exists()


def test_the_real_posts_come_out_of_the_cache_as_they_went_in(
    shared_data: Path, home: Path
) -> None:
    folder = shared_data / "posts" / "powerapps"
    first, second = read(folder, home), read(folder, home)
    assert stored(home).stat().st_size < 20_000_000
    assert second == first
