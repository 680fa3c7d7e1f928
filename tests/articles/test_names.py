"""What an article may be called, by whoever names it: people on the command line, labels, gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.articles.merge import merge
from clustering.articles.names import ArticleNames
from clustering.errors import UsageError
from clustering.model import Record
from tests.factories import make_reading, make_record


def row(name: str, title: str, source: str, url: str = "", of: str = "") -> Record:
    return make_record(name, title, source=source, urls=(url,) if url else (), related_to=of)


RECORDS = [
    row("t.csv:2", "Kelp forest grows back", "data/t.csv"),
    row("t.csv:3", "Gulls take over the pier", "data/t.csv"),
    row("one.csv:2", "Crab season opens early", "data/one.csv"),
    row("same.csv:2", "Seals return", "same.csv", "https://a.example/seals"),
    row("same.csv:3", "Seals return", "same.csv", "https://a.example/seals"),
    row("x.md", "Ferry strike ends", "posts/x.md"),
    row("x.md#related[0]", "Dockers walk out", "posts/x.md", of="x.md"),
    row("a/y.md", "Lighthouse sold", "posts/a/y.md"),
    row("b/y.md", "Tram line opens", "posts/b/y.md"),
    row("sub/z.md", "Bells ring again", "sub/z.md", "https://b.example/news/41"),
]
READING = make_reading(RECORDS)
CORPUS = merge(READING.records)
NAMES = ArticleNames(READING, CORPUS)


def title(at: int) -> str:
    return CORPUS.articles[at].title


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("t.csv:3", "Gulls take over the pier"),
        ("one.csv:2", "Crab season opens early"),
        ("data/one.csv", "Crab season opens early"),  # a table of one row
        ("same.csv", "Seals return"),  # two records, one article
        ("https://www.a.example/seals/?utm_source=x", "Seals return"),
        ("a.example/seals", "Seals return"),
        ("x.md", "Ferry strike ends"),
        ("posts/x.md", "Ferry strike ends"),
        ("./posts//x.md", "Ferry strike ends"),
        ("posts/a/../x.md", "Ferry strike ends"),
        ("x.md#related[0]", "Dockers walk out"),
        ("a/y.md", "Lighthouse sold"),
        ("./a/y.md", "Lighthouse sold"),
        ("./sub/z.md", "Bells ring again"),
        ("z.md", "Bells ring again"),
        ("news/41", "Bells ring again"),
    ],
)
def test_an_article_goes_by_many_names_and_is_found_by_each_for_everyone(
    name: str, found: str
) -> None:
    assert title(NAMES.find(name)) == found
    assert NAMES.look_up(name) == NAMES.find(name)


def test_an_article_goes_by_its_id() -> None:
    assert [NAMES.find(article.id) for article in CORPUS.articles] == list(range(len(CORPUS)))


def test_a_path_may_be_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ArticleNames(READING, CORPUS)
    assert title(names.find(str(tmp_path / "posts" / "x.md"))) == "Ferry strike ends"
    assert names.look_up(str(tmp_path / "x.md")) == -1


@pytest.mark.parametrize("name", ["data/t.csv", "t.csv", "./data/t.csv", "./t.csv"])
def test_a_table_of_many_is_refused_with_a_record_to_name_instead(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        NAMES.find(name)
    assert str(raised.value) == (
        f"{name}: 'data/t.csv' holds 2 articles; name one of them by its id, its URL or its "
        "record, such as 't.csv:2'."
    )
    assert NAMES.look_up(name) == -1


def test_a_name_of_several_files_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^y\.md: 2 articles go by that name; give the whole"):
        NAMES.find("y.md")
    assert NAMES.look_up("y.md") == -1


@pytest.mark.parametrize(
    "name", ["v.csv", "md", "gone.md", "posts", "https://a.example/", "", "41"]
)
def test_what_nothing_goes_by_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no article has this id, URL, path or record name"):
        NAMES.find(name)
    assert NAMES.look_up(name) == -1


def test_the_nearest_name_is_offered() -> None:
    with pytest.raises(UsageError, match=r"Did you mean 'posts/x\.md'"):
        NAMES.find("post/x.md")


def test_the_exact_name_of_a_record_goes_first() -> None:
    records = [
        make_record("t.csv", "Kelp forest grows back", source="t.csv"),
        make_record("t.csv:2", "Gulls take over the pier", source="t.csv"),
    ]
    reading = make_reading(records)
    corpus = merge(records)
    found = ArticleNames(reading, corpus).find("t.csv")
    assert corpus.articles[found].title == "Kelp forest grows back"


def test_of_all_the_names_of_one_record_only_exact_ones_count() -> None:
    assert title(NAMES.look_up("data/x.md:1", "x.md")) == "Ferry strike ends"
    assert NAMES.look_up("z.md", "gone") == -1
