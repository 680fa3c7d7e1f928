"""The embedded columns fit together, say what was left out, and stay within their limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from clustering.model import Outlet
from clustering.pairs.borrowed_dates import BorrowedDates
from clustering.reporting.page import document
from clustering.reporting.page.document import (
    ANSWER_FLAGS,
    BORROWED_DATE_FLAG,
    OTHER_NAMES_FLAG,
    page_data,
)
from clustering.reporting.page.evidence import shown_edges
from clustering.reporting.rows import printable
from clustering.result import Result
from clustering.series import Series
from clustering.stories.describe import First
from clustering.web.links import is_web

MakeResult = Callable[..., Result]
MakePiece = Callable[..., object]


def test_columns_are_as_long_as_what_they_describe(result: Result) -> None:
    data = page_data(result)
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
    data = page_data(result)
    declared = (files("clustering.reporting") / "assets" / "types.d.ts").read_text("utf-8")

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


def test_ends_of_edges_are_places_in_their_story(result: Result) -> None:
    edges = page_data(result)["edges"]
    at = 0
    for story, count in enumerate(edges["count"]):
        size = len(result.stories[story].members)
        for edge in range(at, at + count):
            assert 0 <= edges["left"][edge] < size
            assert 0 <= edges["right"][edge] < size
        at += count


def test_groups_name_what_to_keep_and_why(result: Result) -> None:
    group: dict[str, Any] = page_data(result)["groups"][0]
    assert group["reason"] == "published first"
    assert [record["keep"] for record in group["records"]] == [1, 0]
    assert group["records"][1]["outlet"] == "Wire Copy"


def test_what_people_said_of_a_pair_is_a_flag(result: Result) -> None:
    plain = page_data(result)["edges"]
    labelled = np.zeros(len(result.graph), dtype=np.int64)
    labelled[:3] = [1, 2, -1]
    edges = page_data(replace(result, graph=replace(result.graph, labelled=labelled)))["edges"]
    added = [b - a for a, b in zip(plain["flags"], edges["flags"], strict=True)]
    assert sorted(one for one in added if one) == sorted(
        ANSWER_FLAGS[said]
        for at, said in enumerate((1, 2, -1))
        if result.story_of[result.graph.left[at]] == result.story_of[result.graph.right[at]]
    )


def test_a_borrowed_date_is_a_flag(result: Result) -> None:
    size = result.graph.articles
    borrowed = BorrowedDates(np.array([1, *range(1, size)]), np.ones(size))
    graph = replace(result.graph, borrowed=borrowed)
    flags = page_data(replace(result, graph=graph))["edges"]["flags"]
    assert sum(flag & BORROWED_DATE_FLAG > 0 for flag in flags) == 1
    assert not any(flag & BORROWED_DATE_FLAG for flag in page_data(result)["edges"]["flags"])


def test_days_are_rounded_as_explain_rounds_them(result: Result) -> None:
    minutes = np.arange(len(result.graph)) * 72.0  # every second one lies between two tenths
    graph = replace(result.graph, days_apart=minutes / 1440)
    edges = page_data(replace(result, graph=graph))["edges"]
    chosen, _ = shown_edges(result, len(result.stories))
    shown = [f"{tenths / 10:.1f}" for tenths in edges["days"]]
    assert shown == [f"{day:.1f}" for day in graph.days_apart[chosen]]


def test_how_far_a_borrowed_date_counts_is_given_where_it_is_not_in_full(result: Result) -> None:
    size = result.graph.articles
    trust = np.where(np.arange(size) == 0, 0.674, 1.0)
    graph = replace(result.graph, borrowed=BorrowedDates(np.array([1, *range(1, size)]), trust))
    edges = page_data(replace(result, graph=graph))["edges"]
    borrowed = [at for at, flag in enumerate(edges["flags"]) if flag & BORROWED_DATE_FLAG]
    assert edges["trust"] == dict.fromkeys(borrowed, 67)


def test_other_names_are_a_flag_and_are_named_as_written(result: Result) -> None:
    assert page_data(result)["articles"]["names"] == {}
    graph = result.graph
    between = (graph.left == 0) & (graph.right == 1)
    own = replace(result.own, names=sparse.csr_array(result.own.matrix > 0))
    data = page_data(replace(result, own=own, graph=replace(graph, names_differ=between)))
    flags = [flag & OTHER_NAMES_FLAG for flag in data["edges"]["flags"]]
    assert sorted(flags) == [0, 0, 0, OTHER_NAMES_FLAG]
    assert data["articles"]["names"].keys() == {0, 1}
    assert "harbour deal" in data["articles"]["names"][0]


def test_who_was_first_and_the_fringe_are_told_as_in_the_other_files(leaning: Result) -> None:
    data = page_data(leaning)
    assert data["articles"]["fringe"] == [2]
    named = [[data["outlets"]["name"][at] for at in own] for own in data["stories"]["outlets"]]
    assert named == [["The Daily", "Coast News"], ["Arts"]]
    assert data["stories"]["first_words"] == ["First: The Daily, 12:00", ""]
    assert [data["outlets"]["name"][at] for at in data["stories"]["first"]] == ["The Daily", "Arts"]
    story, alone = leaning.stories
    tie = replace(story, first=First(story.outlets, story.first_published, True))
    told = page_data(replace(leaning, stories=[tie, alone]))["stories"]
    assert told["first"][0] == -1
    assert told["first_words"][0] == "That day: The Daily and Coast News"


def test_a_nearest_story_that_is_not_shown_is_named(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = page_data(result)["stories"]
    nearest = [result.nearest_to(story) for story in result.stories]
    ids = [story.id for story in result.stories]
    assert stories["nearest"] == [ids.index(one.id) if one else -1 for one in nearest]
    assert stories["nearest_titles"] == {}
    assert (stories["inside"], stories["outside"]) == ([67, 67, 100], [17, 17, 17])
    monkeypatch.setattr(document, "MAX_PAGE_ARTICLES", 4)
    stories = page_data(result)["stories"]
    assert stories["nearest"] == [-1]
    assert stories["nearest_titles"] == {0: "Storm nears"}


def test_a_large_corpus_keeps_whole_stories_and_says_what_is_missing(
    make_result: MakeResult, piece: MakePiece, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "MAX_PAGE_ARTICLES", 4)
    stories = [[piece(f"{number} a"), piece(f"{number} b")] for number in range(5)]
    data = page_data(make_result(stories))
    assert data["stories"]["size"] == [2, 2]
    assert data["meta"]["left_out"]["stories"] == 3
    assert data["meta"]["left_out"]["articles"] == 6
    assert data["meta"]["counts"]["stories"] == 5


def test_sources_and_skips_are_listed(result: Result) -> None:
    meta = page_data(result)["meta"]
    assert meta["skipped"] == [["posts/broken.md:3", "no front matter"]]
    assert meta["sources"] == [("table.csv", 1, 8)]


def test_only_addresses_that_may_be_linked_are_links(hostile: Result) -> None:
    articles = page_data(hostile)["articles"]
    given = [printable(article.url) for article in hostile.articles]
    assert any(articles["url"])
    assert all(is_web(url) for url in articles["url"] if url)
    shown = [articles["address"].get(at, url) for at, url in enumerate(articles["url"])]
    assert shown == given


def test_nothing_in_gives_an_empty_page(make_result: MakeResult) -> None:
    data = page_data(make_result([]))
    assert data["meta"]["span"] is None
    assert data["articles"]["title"] == []


def test_series_stand_apart_with_their_articles(result: Result) -> None:
    one = Series(
        id="r1",
        outlet=Outlet("Coast News", "coast.example"),
        frame="Storm …",
        members=(4, 5),
        first_published=result.articles[4].published,
        last_published=result.articles[5].published,
    )
    data = page_data(replace(result, series=[one]))
    assert data["stories"]["series"] == [-1, 0, -1]
    (series,) = data["series"]
    assert series["frame"] == "Storm …"
    assert [data["articles"]["title"][at] for at in series["articles"]] == [
        "Storm nears",
        "Storm here",
    ]
