"""Posts and their related entries become records, whatever the jobs and the order of the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.model import Reading, Record
from clustering.sources.base import ReadOptions
from clustering.sources.folders import find_files
from clustering.sources.posts import reader as posts
from clustering.sources.posts.reader import PostSource
from clustering.sources.posts.related import RelatedLists
from clustering.text.parsing import yaml_values

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
BROKEN = FIXTURES / "broken"

POST = """---
title: "Dredging starts in the east basin"
excerpt: "The first barge
  left at dawn."
publishedDateTime: 2024-05-02T06:10:00Z
originalUrl: "https://courier.example/dredging?from=feed"
webUrl: "https://courier.example/dredging"
ampWebUrl: "https://courier.example/dredging/amp"
cdnAmpWebUrl: "https://courier.example/dredging"
type: article
quality: 53
heat: -1
published: false
provider:
  name: Saltmarsh Courier
  domain: courier.example
topics:
  - Harbour
  - Dredging
related:
  - title: "East basin closed"
    webUrl: "https://tideline.example/closed"
    type: article
    provider:
      name: Tideline
      domain: tideline.example
    quality: 0
secured: "x=="
---

The body of the post.
"""


def read(path: Path, jobs: int = 1) -> Reading:
    return PostSource().read(str(path), ReadOptions(jobs))


@pytest.fixture
def always_parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posts, "MIN_BYTES_FOR_COPIES", 0)


def test_every_field_of_a_post_and_its_related_entry(tmp_path: Path) -> None:
    file = tmp_path / "2024" / "dredging.md"
    file.parent.mkdir()
    file.write_text(POST)
    found = read(tmp_path)
    assert [(used.field, used.names) for used in found.taken[0].fields][:2] == [
        ("title", ("title",)),
        ("excerpt", ("excerpt",)),
    ]
    assert replace(found, taken=()) == Reading(
        [
            Record(
                name="2024/dredging.md",
                source=file.as_posix(),
                title="Dredging starts in the east basin",
                excerpt="The first barge left at dawn.",
                urls=(
                    "https://courier.example/dredging",
                    "https://courier.example/dredging?from=feed",
                    "https://courier.example/dredging/amp",
                ),
                outlet_name="Saltmarsh Courier",
                outlet_domain="courier.example",
                published=datetime(2024, 5, 2, 6, 10, tzinfo=UTC),
                topics=("Harbour", "Dredging"),
                quality=53.0,
            ),
            Record(
                name="2024/dredging.md#related[0]",
                source=file.as_posix(),
                title="East basin closed",
                urls=("https://tideline.example/closed",),
                outlet_name="Tideline",
                outlet_domain="tideline.example",
                quality=0.0,
                related_to="2024/dredging.md",
            ),
        ],
        [],
        files=1,
    )


def test_a_single_post_is_named_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "dredging.md"
    file.write_text(POST)
    assert [record.name for record in read(file).records] == [
        "dredging.md",
        "dredging.md#related[0]",
    ]


def test_names_do_not_depend_on_where_the_folder_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "dredging.md").write_text(POST)
    monkeypatch.chdir(tmp_path)
    far, near = read(tmp_path / "posts").records, read(Path("posts")).records
    assert [record.name for record in far] == [record.name for record in near]
    assert near[0].source == "posts/dredging.md"


def test_a_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(f'---\ntitle: x\nexcerpt: "{"word " * 1_000_000}"\n---\n')
    assert len(read(tmp_path).records[0].excerpt) == 4_999_999


@pytest.mark.parametrize(
    ("written", "name", "domain"),
    [
        ("Tideline", "Tideline", ""),
        ("{name: 3, domain: tideline.example}", "3", "tideline.example"),
        ("{name: Reef%2c Inc.}", "Reef, Inc.", ""),
        ("{}", "", ""),
        ("", "", ""),
    ],
)
def test_provider_forms(tmp_path: Path, written: str, name: str, domain: str) -> None:
    (tmp_path / "x.md").write_text(f"---\ntitle: x\nprovider: {written}\n---\n")
    record = read(tmp_path).records[0]
    assert (record.outlet_name, record.outlet_domain) == (name, domain)


def test_published_may_say_yes_or_no_and_no_is_a_draft(tmp_path: Path) -> None:
    for value in ("false", "no", "'on'", "true", "2024-05-02"):
        (tmp_path / f"{value}.md").write_text(f"---\ntitle: x\npublished: {value}\n---\n")
        (tmp_path / f"dated-{value}.md").write_text(
            f"---\ntitle: x\npublished: {value}\ndate: 2024-05-02\n---\n"
        )
    reading = read(tmp_path)
    dated = [record.name for record in reading.records if record.published]
    assert sorted(dated) == [
        "2024-05-02.md",
        "dated-'on'.md",
        "dated-2024-05-02.md",
        "dated-true.md",
    ]
    assert reading.taken[0].left_out == (("draft", 4),)
    assert reading.unread_dates == []


ORDINARY = """---
layout: post
Title: Dredging starts in the east basin
description: The first barge left at dawn.
date: 2024-05-02 08:10:00 +0200
link: https://courier.example/dredging
source: Saltmarsh Courier
tags: [harbour]
---
"""


def test_ordinary_front_matter_is_understood(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(ORDINARY)
    assert read(tmp_path).records == [
        Record(
            name="x.md",
            source=(tmp_path / "x.md").as_posix(),
            title="Dredging starts in the east basin",
            excerpt="The first barge left at dawn.",
            urls=("https://courier.example/dredging",),
            outlet_name="Saltmarsh Courier",
            published=datetime(2024, 5, 2, 6, 10, tzinfo=UTC),
            topics=("harbour",),
        )
    ]


@pytest.mark.usefixtures("always_parallel")
def test_jobs_do_not_change_the_result() -> None:
    assert read(FIXTURES, jobs=1) == read(FIXTURES, jobs=3)


def test_the_order_in_which_the_disk_gives_files_does_not_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = read(FIXTURES)
    real = os.scandir

    class Backwards:
        def __init__(self, path: Path) -> None:
            self._entries = sorted(real(path), key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self._entries)

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    assert read(FIXTURES) == expected


def test_progress_counts_the_files() -> None:
    seen: list[tuple[str, int, int | None]] = []
    reading = PostSource().read(str(BROKEN), ReadOptions(jobs=1), lambda *step: seen.append(step))
    assert seen == [("reading posts", done, reading.files) for done in range(1, reading.files + 1)]


@pytest.mark.slow("reads 5,632 real posts")
def test_all_real_posts_are_read_without_a_skip(shared_data: Path) -> None:
    azure, powerapps = (read(shared_data / "posts" / name) for name in ("azure", "powerapps"))
    assert (azure.files, powerapps.files) == (4_958, 674)
    assert azure.skipped == powerapps.skipped == []
    records = [*azure.records, *powerapps.records]
    assert sum(not record.is_own for record in records) == 161_223
    assert all(record.title and record.urls for record in records)
    assert all(record.published and record.outlet_domain for record in records)


@pytest.mark.slow("parses 225 real posts with PyYAML alone")
def test_real_posts_say_the_same_to_yaml_alone(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = find_files(shared_data / "posts", (".md",))[::25]  # of all: 12 s
    monkeypatch.setattr(posts, "find_files", lambda *_: some)
    expected = read(shared_data / "posts", jobs=1)
    monkeypatch.setattr(RelatedLists, "cut", lambda *_: None)
    monkeypatch.setattr(yaml_values, "read_plain_yaml", lambda *_: None)
    assert read(shared_data / "posts", jobs=1) == expected
