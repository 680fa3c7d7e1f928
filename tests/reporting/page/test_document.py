"""The embedded columns fit together, say what was left out, and stay within their limits."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from clustering.reporting.page import document
from clustering.result import Result
from tests.reporting.conftest import Piece, build, data_of


def test_columns_are_as_long_as_what_they_describe(result: Result) -> None:
    data = data_of(result)
    articles, stories, edges = data["articles"], data["stories"], data["edges"]
    for name in ("title", "excerpt", "url", "outlet", "time", "topics", "group", "kept"):
        assert len(articles[name]) == 7, name
    lists = [column for column in stories.values() if isinstance(column, list)]
    assert {len(column) for column in lists} == {3}
    assert sum(stories["size"]) == 7
    assert len(edges["strength"]) == sum(edges["count"])
    assert len(edges["word"]) == sum(edges["shown"])
    assert len(data["merges"]) == 3


def test_the_scripts_are_checked_against_the_data_they_get(result: Result) -> None:
    data = data_of(result)
    declared = (files("clustering.reporting") / "assets" / "page_data.d.ts").read_text("utf-8")

    def names(interface: str) -> set[str]:
        found = re.search(rf"^interface {interface} {{\n(.*?)^}}", declared, re.M | re.S)
        assert found is not None, interface
        return set(re.findall(r"^  (\w+)\??:", found[1], re.M))

    given = {
        "PageData": data,
        "Meta": data["meta"],
        "Bars": data["bars"],
        "Outlets": data["outlets"],
        "Articles": data["articles"],
        "StoryColumns": data["stories"],
        "EdgeColumns": data["edges"],
        "Group": data["groups"][0],
    }
    assert {name: names(name) for name in given} == {
        name: set(values) for name, values in given.items()
    }
    assert names("GroupRecord") >= set(data["groups"][0]["records"][1])


def test_a_large_corpus_keeps_whole_stories_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document, "MAX_PAGE_ARTICLES", 4)
    stories = [[Piece(f"{number} a"), Piece(f"{number} b")] for number in range(5)]
    data = data_of(build(stories))
    assert data["stories"]["size"] == [2, 2]
    assert data["meta"]["left_out"]["stories"] == 3


def test_nothing_in_gives_an_empty_page() -> None:
    data = data_of(build([]))
    assert data["articles"]["title"] == []
