"""Several sources become one reading; sources that cannot be read end the run in one sentence."""

from __future__ import annotations

import gc
import io
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clustering.articles.merge import merge
from clustering.errors import NothingReadable, UsageError
from clustering.model import Skip
from clustering.sources import read_sources

POST = """---
title: "{title}"
webUrl: "https://courier.example/{title}"
related:
  - title: "Related to {title}"
---
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders of posts and a table, in the working folder."""
    for name in ("a/x.md", "a/y.md", "b/x.md", "b/2024/z.md", "b/.drafts/w.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(POST.format(title=name))
    (tmp_path / "t.jsonl").write_text('{"id": 1, "title": "Kelp"}\n{"title": "Gulls"}\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*sources: str | Path) -> list[str]:
    return [record.name for record in read_sources(sources).records]


def test_sources_are_joined_in_the_order_given(here: Path) -> None:
    assert names("t.jsonl", "a/y.md") == ["1", "t.jsonl:2", "y.md", "y.md#related[0]"]
    assert names("a/y.md", here / "t.jsonl") == ["y.md", "y.md#related[0]", "1", "t.jsonl:2"]


def test_files_are_counted(here: Path) -> None:
    assert read_sources(["a", "t.jsonl"]).files == 3


@pytest.mark.usefixtures("here")
def test_names_that_two_sources_share_are_preceded_by_the_source() -> None:
    assert names("a", "b", "t.jsonl") == [
        "a/x.md",
        "a/x.md#related[0]",
        "a/y.md",
        "a/y.md#related[0]",
        "b/2024/z.md",
        "b/2024/z.md#related[0]",
        "b/x.md",
        "b/x.md#related[0]",
        "1",
        "t.jsonl:2",
    ]


@pytest.mark.usefixtures("here")
def test_related_entries_follow_the_name_of_their_post() -> None:
    records = {record.name: record for record in read_sources(["a", "b"]).records}
    assert {records[record.related_to].title for record in records.values() if record.related_to}
    assert records["b/x.md#related[0]"].related_to == "b/x.md"


def test_rows_that_share_an_id_with_another_table_are_told_apart(here: Path) -> None:
    (here / "a" / "t.jsonl").write_text('{"id": 1, "title": "Other"}\n{"title": "Crabs"}\n')
    assert names("t.jsonl", "a/t.jsonl") == [
        "t.jsonl#1",
        "t.jsonl:2",
        "a/t.jsonl#1",
        "a/t.jsonl:2",
    ]


def test_names_are_unique_even_where_an_id_looks_like_a_place(here: Path) -> None:
    (here / "t.jsonl").write_text('{"title": "Kelp"}\n{"id": "t.jsonl:1", "title": "Gulls"}\n')
    assert names("t.jsonl") == ["t.jsonl:1", "t.jsonl:1 (2)"]


@pytest.mark.usefixtures("here")
def test_what_is_named_twice_is_read_once() -> None:
    assert names("b", "./b/../b", "b/x.md", "b/2024", "t.jsonl", "./t.jsonl") == names(
        "b", "t.jsonl"
    )


@pytest.mark.usefixtures("here")
def test_a_hidden_folder_is_read_when_it_is_named() -> None:
    assert "w.md" in names("b", "b/.drafts")


def nothing(*sources: str | Path) -> str:
    with pytest.raises(NothingReadable) as raised:
        read_sources(sources)
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize("path", ["/x/y", "a/x.md/deeper", "typo.jsonl"])
@pytest.mark.usefixtures("here")
def test_a_missing_path_is_named(path: str) -> None:
    assert nothing("a", path) == f"{path}: no such file or folder; check the path."


def test_a_path_that_may_not_be_looked_at_is_named(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert nothing(here / "a").endswith("not readable (Permission denied); check the path.")


def test_an_unknown_kind_of_file_names_the_kinds_that_are_read(here: Path) -> None:
    (here / "x.docx").write_text("text")
    with pytest.raises(UsageError, match=r"x\.docx: .*a folder of posts .*\.md.* table .*\.jsonl"):
        read_sources(["a", "x.docx"])


def test_a_store_is_no_source_and_the_message_says_what_shows_it(here: Path) -> None:
    with closing(sqlite3.connect(here / "news.db")) as store:
        store.execute("CREATE TABLE articles (id)")
    with pytest.raises(
        UsageError, match=r"news\.db: an SQLite file is no source\. .*`samestory news`"
    ):
        read_sources(["news.db"])


def test_no_source_is_a_wrong_usage() -> None:
    with pytest.raises(UsageError, match="No source is named"):
        read_sources([])


def test_a_folder_without_posts_says_so(here: Path) -> None:
    (here / "c").mkdir()
    assert nothing("c") == "c: holds no posts (.md, .markdown, .txt, .html, .org, .adoc, .rst)."


def test_a_folder_of_tables_says_how_to_read_one(here: Path) -> None:
    (here / "c").mkdir()
    (here / "c" / "rows.jsonl").write_text("{}")
    message = (
        "c: holds no posts (.md, .markdown, .txt, .html, .org, .adoc, .rst); "
        "to read a table name the file: c/rows.jsonl."
    )
    assert nothing("c") == message


def test_an_empty_table_says_so(here: Path) -> None:
    (here / "empty.jsonl").write_text("\n")
    assert nothing("empty.jsonl") == "empty.jsonl: the table has no rows."


def test_a_folder_of_broken_posts_gives_count_and_first_reasons(here: Path) -> None:
    (here / "c").mkdir()
    for name in "abcde":
        (here / "c" / f"{name}.md").write_text("")
    assert nothing("c") == (
        "Nothing could be read, 5 skipped: c/a.md: empty file; c/b.md: empty file; "
        "c/c.md: empty file; and 2 more."
    )


def test_one_source_with_nothing_in_it_does_not_stop_the_others(here: Path) -> None:
    (here / "c").mkdir()
    (here / "broken.md").write_text("")
    (here / "dead.md").symlink_to("nowhere")
    reading = read_sources(["c", "broken.md", "dead.md", "t.jsonl"])
    assert len(reading.records) == 2
    assert reading.skipped == [
        Skip("c", "holds no posts (.md, .markdown, .txt, .html, .org, .adoc, .rst)"),
        Skip("broken.md", "empty file"),
        Skip("dead.md", "a link to a file that is not there"),
    ]


def test_tables_and_feeds_in_a_folder_of_posts_are_no_skips(here: Path) -> None:
    for name in ("a/data/rows.csv", "a/news.rss"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("title\nx\n")
    reading = read_sources(["a"])
    assert len(reading.records) == 4
    assert reading.skipped == []


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def replace(text: str) -> None:
        stream = io.TextIOWrapper(io.BytesIO(text.encode()))
        monkeypatch.setattr(sys, "stdin", stream)

    return replace


@pytest.mark.usefixtures("here")
def test_standard_input_is_a_table_of_json_lines(type_in: Callable[[str], None]) -> None:
    type_in('{"id": "k", "title": "Kelp"}\n{"title": "Gulls"}\nnot JSON\n')
    reading = read_sources(["-", "t.jsonl"])
    assert [record.name for record in reading.records] == ["k", "-:2", "1", "t.jsonl:2"]
    assert [record.source for record in reading.records] == ["-", "-", "t.jsonl", "t.jsonl"]
    assert str(reading.skipped[0]).startswith("-:3: not valid JSON")


def test_standard_input_without_rows_says_so(type_in: Callable[[str], None]) -> None:
    type_in("\n")
    assert nothing("-") == "-: nothing came in on standard input."


def test_a_closed_standard_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert nothing("-") == "-: nothing came in on standard input."


def test_sources_of_every_kind_are_merged_by_identity(
    here: Path, type_in: Callable[[str], None]
) -> None:
    url = "https://courier.example/otter"
    type_in(f'{{"title": "Otter", "url": "{url}?utm_source=x"}}\n')
    (here / "o.csv").write_text(f"Headline;Link\nOtter;{url}/\n")
    (here / "o.rss").write_text(
        f"<rss version='2.0'><channel><title>Courier</title>"
        f"<item><title>Otter</title><link>{url}/amp</link></item></channel></rss>"
    )
    reading = read_sources(["a", "-", "o.csv", "o.rss"])
    corpus = merge(reading.records)
    [otter] = [article for article in corpus.articles if article.title == "Otter"]
    assert len(otter.records) == 3
    assert otter.outlet.name == "Courier"


def test_a_feed_without_entries_says_so(here: Path) -> None:
    (here / "f.rss").write_text("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert nothing("f.rss") == "f.rss: the feed has no entries."


def test_the_collector_is_on_again_after_an_error(here: Path) -> None:
    (here / "bad.csv").write_text("a,b\n")
    with pytest.raises(UsageError):
        read_sources(["bad.csv"])
    assert gc.isenabled()


@pytest.mark.usefixtures("here")
def test_progress_reaches_every_reader() -> None:
    seen: list[tuple[str, int, int | None]] = []
    read_sources(["a", "t.jsonl"], progress=lambda *told: seen.append(told))
    assert seen == [
        ("reading posts", 0, None),
        ("reading posts", 1, 2),
        ("reading posts", 2, 2),
        ("reading t.jsonl", 0, None),
    ]
