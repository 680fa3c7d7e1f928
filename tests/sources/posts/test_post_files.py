"""Posts of the usual site generators are read as their authors mean them."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.model import Reading, Record
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.posts.reader import PostSource

TITLE = "Dredging starts in the east basin"
TEXT = "The first barge left at dawn."
DAY = datetime(2024, 5, 2, tzinfo=UTC)
HOUR = datetime(2024, 5, 2, 6, 10, tzinfo=UTC)

GENERATORS = Path(__file__).with_name("generators")
"""One post by each generator, in a folder of its name."""

OF_A_DAY = """ablog asciidoc docusaurus eleventy hugo-a-bundle-named-by-its-day hugo-a-local-date
    jekyll mkdocs quarto"""
"""Those whose post says no hour."""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def read(folder: Path, files: dict[str, str], **how: object) -> Reading:
    return read_sources([write(folder, files)], ReadOptions(**how))  # type: ignore[arg-type]


def only(reading: Reading) -> Record:
    [record] = reading.records
    assert not reading.skipped
    return record


@pytest.mark.parametrize("generator", sorted(one.name for one in GENERATORS.iterdir()))
def test_a_post_of_each_generator_gives_title_text_and_day(generator: str) -> None:
    record = only(read_sources([GENERATORS / generator]))
    published = DAY if generator in OF_A_DAY.split() else HOUR
    assert (record.title, record.excerpt, record.published) == (TITLE, TEXT, published)


@pytest.mark.parametrize(
    ("name", "header", "reason"),
    [
        ("a.md", "draft: true", "draft"),
        ("a.md", "status: draft", "draft"),
        ("a.md", "published: false", "draft"),
        ("_drafts/a.md", "layout: post", "draft"),
        ("_index.md", "layout: list", "section page"),
        ("index.qmd", "listing: {contents: posts}", "section page"),
    ],
)
def test_what_is_not_published_is_left_out_and_counted(
    tmp_path: Path, name: str, header: str, reason: str
) -> None:
    files = {name: f"---\ntitle: Kelp\n{header}\n---\n", "b.md": "---\ntitle: Rain\n---\n"}
    reading = read(tmp_path, files)
    assert only(reading).title == "Rain"
    assert reading.taken[0].left_out == ((reason, 1),)


def test_a_flag_beside_a_time_of_publication_is_no_draft(tmp_path: Path) -> None:
    header = "title: Kelp\npublished: false\npublishedDateTime: 2024-05-02T06:10:00Z"
    assert only(read(tmp_path, {"a.md": f"---\n{header}\n---\n"})).published == HOUR


@pytest.mark.parametrize(
    ("header", "urls", "outlet"),
    [
        ("link: https://tide.example/a", ("https://tide.example/a",), ""),
        (
            "permalink: https://me.example/x\nexternal_url: https://tide.example/a\nsource: Tide",
            ("https://tide.example/a",),
            "Tide",
        ),
        ("source: https://tide.example/a", ("https://tide.example/a",), ""),
        ("permalink: /2024/kelp/", (), ""),
        ("params:\n  link: https://tide.example/a", ("https://tide.example/a",), ""),
        ("author: Ann\nsite: Tide", (), "Tide"),
    ],
)
def test_a_post_about_another_sites_article_has_that_sites_address(
    tmp_path: Path, header: str, urls: tuple[str, ...], outlet: str
) -> None:
    record = only(read(tmp_path, {"a.md": f"---\ntitle: Kelp\n{header}\n---\n"}))
    assert (record.urls, record.outlet_name) == (urls, outlet)


def test_a_post_without_a_title_has_that_of_its_heading_or_its_name(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ndate: 2024-05-02\n---\n# Kelp wins\n",
        "2024-05-02-rain-again.md": "---\nlayout: post\n---\n",
    }
    titles = {record.title for record in read(tmp_path, files).records}
    assert titles == {"Kelp wins", "Rain again"}


def test_front_matter_with_names_of_its_own_is_mapped(tmp_path: Path) -> None:
    files = {"a.md": "---\ntitle: x\nkop: Kelp wins\n---\n", "b.md": "---\ntitle: Rain\n---\n"}
    reading = read(tmp_path, files, columns=(("title", "kop"),))
    assert [record.title for record in reading.records] == ["Kelp wins", "Rain"]
    missing = read(tmp_path, files, columns=(("title", "schlag"),))
    assert missing.taken[0].notes == ("no post has 'schlag' to take the title from",)


def test_what_was_taken_is_noted_with_the_keys_that_give_it(tmp_path: Path) -> None:
    files = {
        "2024-05-02-a.md": "---\ntitle: Kelp\nauthor: Ann\n---\nText.\n",
        "b.md": "---\ntitle: Rain\ndate: 2024-05-02\n---\n",
    }
    [taken] = read(tmp_path, files).taken
    assert [(one.field, one.names, one.records) for one in taken.fields] == [
        ("title", ("title",), 2),
        ("excerpt", ("first paragraph",), 1),
        ("published", ("date", "file name"), 2),
    ]
    assert taken.not_used == ("author",)


@pytest.mark.parametrize(
    "data",
    [
        b"---  \r\ntitle: Caf\xc3\xa9\r\n---\t\r\nbody: x\r\n",
        codecs.BOM_UTF8 + b"---\ntitle: Caf\xc3\xa9\n---\n",
        "---\ntitle: Café\n---\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "---\ntitle: Café\n---\n".encode("utf-16-be"),
    ],
)
def test_line_ends_and_marks_of_encodings_make_no_difference(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert only(read_sources([tmp_path])).title == "Café"


def test_the_line_of_a_byte_behind_a_mark_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(codecs.BOM_UTF8 + b"---\ntitle: x\nCaf\xe9\n---\n")
    (skip,) = PostSource().read(str(tmp_path), ReadOptions()).skipped
    assert (skip.reason, skip.line) == ("not UTF-8 (byte 0xe9); save it as UTF-8", 3)


def test_a_file_in_windows_1252_is_read_and_noted(tmp_path: Path) -> None:
    content = "---\ntitle: Le café du port rouvre après l’inondation\n---\n"
    (tmp_path / "a.md").write_bytes(content.encode("cp1252"))
    reading = read_sources([tmp_path])
    assert only(reading).title == "Le café du port rouvre après l’inondation"
    assert reading.taken[0].notes == ("1 file is read as Windows-1252",)
