"""Posts that are broken are skipped and named with the reason; the rest is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.model import Reading, Skip
from clustering.sources.base import ReadOptions
from clustering.sources.posts import post_files
from clustering.sources.posts import reader as posts
from clustering.sources.posts.reader import PostSource
from clustering.sources.posts.related import RelatedLists
from clustering.text.parsing import yaml_values

BROKEN = Path(__file__).resolve().parents[2] / "fixtures" / "broken"
POST = "---\ntitle: x\nrelated:\n  - title: y\n    webUrl: https://tideline.example/y\n---\n"


def read(path: Path, jobs: int = 1) -> Reading:
    return PostSource().read(str(path), ReadOptions(jobs))


EXPECTED_SKIPS = [
    ("alias-bomb.md", "YAML aliases stand for more than 100,000 values", 8),
    ("bad-yaml.md", "not valid YAML from 'ends too early\"' on", 3),
    ("control-character.md", "control character 0x07", 2),
    ("empty.md", "empty file", None),
    ("merge-bomb.md", "YAML aliases stand for more than 100,000 values", 7),
    ("no-closing-line.md", "front matter has no closing line ('---')", 1),
    ("no-front-matter.md", "no front matter (first line is not '---')", None),
    ("no-title-no-url.md", "neither a title nor a URL", None),
    ("not-a-mapping.md", "a list, not lines of 'key: value'", None),
    ("not-utf8.md", "not UTF-8 (byte 0xff); save it as UTF-8", 2),
    (
        "python-tag.md",
        "a YAML tag that is not read here: !!python/object/apply:os.getcwd",
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
def test_broken_posts_are_skipped_with_place_and_reason_and_the_rest_is_read(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "MIN_BYTES_FOR_COPIES", 0)
    reading = read(BROKEN, jobs)
    assert reading.skipped == [
        Skip(f"{BROKEN.as_posix()}/{place}", reason, line) for place, reason, line in EXPECTED_SKIPS
    ]
    assert {record.name: record.title for record in reading.records} == EXPECTED_TITLES
    assert reading.files == len(list(BROKEN.glob("*.md")))


def test_broken_posts_are_the_same_to_yaml_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RelatedLists, "cut", lambda *_: None)  # reading entry by entry is off
    monkeypatch.setattr(yaml_values, "read_plain_yaml", lambda *_: None)
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


def test_a_file_over_the_limit_is_skipped_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "big.md").write_text(POST)
    (tmp_path / "small.md").write_text("---\ntitle: x\n---\n")
    monkeypatch.setattr(post_files, "MAX_FILE_BYTES", 50)
    reading = read(tmp_path)
    assert [record.name for record in reading.records] == ["small.md"]
    assert reading.skipped[0].reason == "larger than the limit of 50 bytes"


def test_a_file_that_cannot_be_opened_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text(POST)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(tmp_path).skipped[0].reason == "cannot be read (Permission denied)"
