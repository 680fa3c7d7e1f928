"""Posts and their related entries become records; what is broken is skipped and named."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.article import Reading, Record, Skip
from clustering.sources import posts
from clustering.sources.base import Limits, ReadOptions
from clustering.sources.folders import find_files
from clustering.sources.posts import PostSource
from clustering.sources.related import RelatedLists

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
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


def read(path: Path, jobs: int = 1, limits: Limits | None = None) -> Reading:
    return PostSource().read(path, ReadOptions(jobs, limits or Limits()))


@pytest.fixture
def read_by_yaml_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch reading entry by entry off."""
    monkeypatch.setattr(RelatedLists, "cut", lambda *_: None)


@pytest.fixture
def always_parallel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posts, "PARALLEL_FROM", 0)


def test_every_field_of_a_post_and_its_related_entry(tmp_path: Path) -> None:
    file = tmp_path / "2024" / "dredging.md"
    file.parent.mkdir()
    file.write_text(POST)
    assert read(tmp_path) == Reading(
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
                heat=-1.0,
                kind="article",
                draft=True,
            ),
            Record(
                name="2024/dredging.md#related[0]",
                source=file.as_posix(),
                title="East basin closed",
                urls=("https://tideline.example/closed",),
                outlet_name="Tideline",
                outlet_domain="tideline.example",
                quality=0.0,
                kind="article",
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


EXPECTED_SKIPS = [
    ("alias-bomb.md", "more YAML aliases than the limit of 100", 15),
    ("bad-yaml.md", "not valid YAML: did not find expected key", 3),
    ("control-character.md", "control character 0x07", 2),
    ("empty.md", "empty file", None),
    ("merge-bomb.md", "merges give a mapping more than 10000 keys", 6),
    ("no-closing-line.md", "front matter has no closing line ('---')", 1),
    ("no-front-matter.md", "no front matter (first line is not '---')", None),
    ("no-title-no-url.md", "neither a title nor a URL", None),
    ("not-a-mapping.md", "a list, not lines of 'key: value'", None),
    ("not-utf8.md", "not UTF-8 (byte 0xe9); save it as UTF-8", 2),
    (
        "python-tag.md",
        "could not determine a constructor for the tag "
        "'tag:yaml.org,2002:python/object/apply:os.getcwd'",
        4,
    ),
    ("related-is-mixed.md#related[1]", "text, not lines of 'key: value'", None),
    ("related-is-mixed.md#related[2]", "title is a mapping, not text", None),
    ("related-is-mixed.md#related[3]", "empty, not lines of 'key: value'", None),
    ("related-is-mixed.md#related[5]", "neither a title nor a URL", None),
    ("related-is-text.md#related", "text, not a list", None),
    ("title-is-a-list.md", "title is a list, not text", None),
]

EXPECTED_TITLES = {
    "date-impossible.md": "Lighthouse lamp swapped for diodes",
    "date-only.md": "Ferry timetable returns to summer hours",
    "date-rfc822.md": "Kelp farm wins a second licence",
    "date-with-zone.md": "Harbour master retires after forty years",
    "duplicate-keys.md": "Second headline, the one that counts",
    "related-is-mixed.md": "Dredging starts in the east basin",
    "related-is-mixed.md#related[0]": "East basin closed to yachts for a month",
    "related-is-mixed.md#related[4]": "2024",
    "related-is-text.md": "Fog signal tested at noon",
}


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.usefixtures("always_parallel")
def test_broken_posts_are_skipped_with_place_and_reason_and_the_rest_is_read(jobs: int) -> None:
    reading = read(BROKEN, jobs)
    assert reading.skipped == [
        Skip(f"{BROKEN.as_posix()}/{place}", reason, line) for place, reason, line in EXPECTED_SKIPS
    ]
    assert {record.name: record.title for record in reading.records} == EXPECTED_TITLES
    assert reading.files == len(list(BROKEN.glob("*.md")))


@pytest.mark.usefixtures("read_by_yaml_alone")
def test_broken_posts_are_the_same_to_yaml_alone() -> None:
    reading = read(BROKEN)
    assert [(Path(skip.path).name, skip.reason, skip.line) for skip in reading.skipped] == (
        EXPECTED_SKIPS
    )
    assert {record.name: record.title for record in reading.records} == EXPECTED_TITLES


def test_an_unreadable_date_is_no_date() -> None:
    dates = {record.name: record.published for record in read(BROKEN).records}
    assert dates["date-impossible.md"] is None
    assert dates["date-only.md"] == datetime(2024, 5, 2, tzinfo=UTC)
    assert dates["date-with-zone.md"] == dates["date-rfc822.md"]
    assert dates["date-rfc822.md"] == dates["related-is-mixed.md#related[4]"]


def test_a_skip_says_place_line_and_reason_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: x\n")
    place = (tmp_path / "x.md").as_posix()
    assert [str(skip) for skip in read(tmp_path).skipped] == [
        f"{place}:1: front matter has no closing line ('---')"
    ]


def test_a_file_over_the_limit_is_skipped_unopened(tmp_path: Path) -> None:
    (tmp_path / "big.md").write_text(POST)
    (tmp_path / "small.md").write_text("---\ntitle: x\n---\n")
    reading = read(tmp_path, limits=Limits(file_bytes=500))
    assert [record.name for record in reading.records] == ["small.md"]
    assert reading.skipped[0].reason == "larger than the limit of 500 bytes"


def test_a_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(f'---\ntitle: x\nexcerpt: "{"word " * 1_000_000}"\n---\n')
    assert len(read(tmp_path).records[0].excerpt) == 4_999_999


def test_pipes_folders_and_dead_links_are_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to("nowhere")
    (tmp_path / "x.md").write_text(POST)
    reading = read(tmp_path)
    assert len(reading.records) == 2
    assert [(Path(skip.path).name, skip.reason) for skip in reading.skipped] == [
        ("folder.md", "a folder, not a file"),
        ("gone.md", "a link to a file that is not there"),
        ("pipe.md", "a device or a pipe, not a file"),
    ]


def test_a_file_that_cannot_be_opened_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text(POST)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(tmp_path).skipped[0].reason == "cannot be read (Permission denied)"


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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("webUrl: [a]", "webUrl is a list, not text"),
        ("excerpt: {a: b}", "excerpt is a mapping, not text"),
        ("provider: [a]", "provider is a list, not text"),
    ],
)
def test_a_field_of_the_wrong_type_is_named(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "x.md").write_text(f"---\ntitle: x\n{line}\n---\n")
    assert read(tmp_path).skipped[0].reason == reason


def test_only_what_says_no_is_a_draft(tmp_path: Path) -> None:
    for value in ("false", "no", "'false'", "true", "2024-05-02"):
        (tmp_path / f"{value}.md").write_text(f"---\ntitle: x\npublished: {value}\n---\n")
    drafts = [record.name for record in read(tmp_path).records if record.draft]
    assert drafts == ["'false'.md", "false.md", "no.md"]


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
    reading = PostSource().read(BROKEN, ReadOptions(jobs=1), lambda *step: seen.append(step))
    assert seen == [("reading posts", done, reading.files) for done in range(1, reading.files + 1)]


def test_all_real_posts_are_read_without_a_skip(shared_data: Path) -> None:
    azure, powerapps = (read(shared_data / "posts" / name) for name in ("azure", "powerapps"))
    assert (azure.files, powerapps.files) == (4_958, 674)
    assert azure.skipped == powerapps.skipped == []
    records = azure.records + powerapps.records
    assert sum(not record.is_own for record in records) == 161_223
    assert all(record.title and record.urls for record in records)
    assert all(record.published and record.outlet_domain for record in records)


def test_real_posts_say_the_same_to_yaml_alone(
    shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = find_files(shared_data / "posts", (".md",))[::25]  # of all: 12 s
    monkeypatch.setattr(posts, "find_files", lambda *_: some)
    expected = read(shared_data / "posts", jobs=1)
    monkeypatch.setattr(RelatedLists, "cut", lambda *_: None)
    assert read(shared_data / "posts", jobs=1) == expected
