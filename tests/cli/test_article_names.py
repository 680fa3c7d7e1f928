"""A file of many articles is no name for one; posts, records, ids and URLs are."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.cli.article_names import refuse_file_of_many
from clustering.errors import UsageError
from clustering.model import Record
from clustering.result import Result
from tests.factories import make_record


@pytest.fixture(scope="module")
def result() -> Result:
    def row(name: str, title: str, source: str, url: str = "", of: str = "") -> Record:
        urls = (url,) if url else ()
        return make_record(name, title, source=source, urls=urls, related_to=of)

    rows = [
        row("t.csv:2", "Kelp forest grows back", "data/t.csv"),
        row("t.csv:3", "Gulls take over the pier", "data/t.csv"),
        row("one.csv:2", "Crab season opens early", "data/one.csv"),
        row("same.csv:2", "Seals return", "same.csv", "https://a.example/seals"),
        row("same.csv:3", "Seals return", "same.csv", "https://a.example/seals"),
        row("x.md", "Ferry strike ends", "posts/x.md"),
        row("x.md#related[0]", "Dockers walk out", "posts/x.md", of="x.md"),
        row("a/y.md", "Lighthouse sold", "a/y.md"),
        row("b/y.md", "Tram line opens", "b/y.md"),
    ]
    return cluster(rows)


@pytest.mark.parametrize("name", ["data/t.csv", "t.csv", "./data/t.csv", "./t.csv"])
def test_a_table_of_many_is_refused_with_a_record_to_name_instead(
    result: Result, name: str
) -> None:
    with pytest.raises(UsageError) as raised:
        refuse_file_of_many(result, name)
    assert str(raised.value) == (
        f"{name}: 'data/t.csv' holds 2 articles; name one of them by its id, its URL or its "
        "record, such as 't.csv:2'."
    )


@pytest.mark.parametrize(
    "name",
    [
        "t.csv:3",
        "data/one.csv",  # one row
        "same.csv",  # two records of one article
        "posts/x.md",
        "x.md",
        "y.md",  # two files, which finding the article tells
        "v.csv",
        "https://a.example/seals",
    ],
)
def test_anything_else_is_left_to_finding_the_article(result: Result, name: str) -> None:
    refuse_file_of_many(result, name)


def test_the_exact_name_of_a_record_goes_first() -> None:
    result = cluster(
        [
            make_record("t.csv", "Kelp forest grows back", source="t.csv"),
            make_record("t.csv:2", "Gulls take over the pier", source="t.csv"),
        ]
    )
    refuse_file_of_many(result, "t.csv")
    assert result.articles[result.find("t.csv")].title == "Kelp forest grows back"
