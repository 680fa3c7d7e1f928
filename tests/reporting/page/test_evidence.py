"""What the page holds of edges, words and merges agrees with the slow, obvious way."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from clustering.explain.explanation import WORDS_SHOWN
from clustering.pairs.borrowed_dates import BorrowedDates
from clustering.reporting.page import evidence
from clustering.reporting.page.evidence import (
    ANSWER_FLAGS,
    BORROWED_DATE_FLAG,
    MAX_SHARED_WORDS,
    OTHER_NAMES_FLAG,
    places_in_story,
    shared_words,
    shown_edges,
    story_merges,
)
from clustering.result import Result
from tests.reporting.conftest import data_of


def test_edges_are_those_inside_stories_the_strongest_first(posts: Result) -> None:
    chosen, total = shown_edges(posts, len(posts.stories))
    inside = [
        edge
        for edge in map(posts.graph.edge, range(len(posts.graph)))
        if posts.story_of[edge.left] == posts.story_of[edge.right]
    ]
    assert len(chosen) == total.sum() == len(inside)
    keys = [(posts.story_of[posts.graph.left[at]], -posts.graph.strength[at]) for at in chosen]
    assert keys == sorted(keys)


def test_only_the_stories_asked_for_have_edges(posts: Result) -> None:
    chosen, total = shown_edges(posts, 2)
    assert len(total) == 2
    assert set(posts.story_of[posts.graph.left[chosen]]) <= {0, 1}


def test_with_fewer_edges_the_widest_paths_are_still_there(
    posts: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, _ = shown_edges(posts, len(posts.stories))
    monkeypatch.setattr(evidence, "MAX_PAGE_EDGES", (1,))
    few, total = shown_edges(posts, len(posts.stories))
    assert len(few) < len(everything) == total.sum()

    def weakest(edges: list[int], one: int, other: int) -> float:
        graph: nx.Graph[int] = nx.Graph()
        for edge in map(posts.graph.edge, edges):
            if edge.strength >= posts.settings.link:
                graph.add_edge(edge.left, edge.right, weight=edge.strength)
        tree = nx.maximum_spanning_tree(graph)
        steps = pairwise(nx.shortest_path(tree, one, other))
        return min(float(tree.edges[a, b]["weight"]) for a, b in steps)

    for story in posts.stories[:6]:
        one, other = story.members[0], story.members[-1]
        assert weakest(few.tolist(), one, other) == weakest(everything.tolist(), one, other)


def test_large_stories_give_way_where_all_edges_would_be_too_many(
    posts: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MAX_PAGE_EDGES", (1_000, 10, 5))
    monkeypatch.setattr(evidence, "EDGE_BUDGET", 10**6)
    everything, total = shown_edges(posts, len(posts.stories))
    assert len(everything) == total.sum()
    monkeypatch.setattr(evidence, "EDGE_BUDGET", int(np.minimum(total, 10).sum()))
    some, _ = shown_edges(posts, len(posts.stories))
    assert np.minimum(total, 10).sum() <= len(some) < total.sum()


def test_as_many_words_are_shown_as_explain_prints() -> None:
    assert MAX_SHARED_WORDS == WORDS_SHOWN


def test_shared_words_are_those_of_the_vectors(posts: Result) -> None:
    chosen, _ = shown_edges(posts, len(posts.stories))
    left, right = posts.graph.left[chosen], posts.graph.right[chosen]
    found = shared_words(posts.vectors, left, right)
    start = 0
    for at, count in enumerate(found.shown.tolist()):
        expected = posts.vectors.shared_words(int(left[at]), int(right[at]))
        words = [posts.vectors.words[column] for column in found.word[start : start + count]]
        assert words == [word for word, _ in expected[:MAX_SHARED_WORDS]]
        parts = found.part[start : start + count]
        assert np.allclose(parts, [part for _, part in expected[:MAX_SHARED_WORDS]])
        assert found.total[at] == len(expected)
        start += count
    assert start == len(found.word)


def test_no_edges_share_no_words(posts: Result) -> None:
    none = np.zeros(0, dtype=np.int64)
    assert len(shared_words(posts.vectors, none, none).word) == 0


def test_merges_build_each_story_from_its_articles(posts: Result) -> None:
    merges = story_merges(posts, places_in_story(posts))
    for story, steps in zip(posts.stories, merges, strict=True):
        size = len(story.members)
        assert len(steps) == size - 1
        nodes = {at: {at} for at in range(size)}
        for at, (left, right, height) in enumerate(steps):
            assert height >= posts.cut_at
            nodes[size + at] = nodes.pop(left) | nodes.pop(right)
        assert list(nodes.values()) == [set(range(size))]


def test_ends_of_edges_are_places_in_their_story(result: Result) -> None:
    edges = data_of(result)["edges"]
    at = 0
    for story, count in enumerate(edges["count"]):
        size = len(result.stories[story].members)
        for edge in range(at, at + count):
            assert 0 <= edges["left"][edge] < size
            assert 0 <= edges["right"][edge] < size
        at += count


def test_what_people_said_of_a_pair_is_a_flag(result: Result) -> None:
    plain = data_of(result)["edges"]
    labelled = np.zeros(len(result.graph), dtype=np.int64)
    labelled[:3] = [1, 2, -1]
    edges = data_of(replace(result, graph=replace(result.graph, labelled=labelled)))["edges"]
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
    flags = data_of(replace(result, graph=graph))["edges"]["flags"]
    assert sum(flag & BORROWED_DATE_FLAG > 0 for flag in flags) == 1
    assert not any(flag & BORROWED_DATE_FLAG for flag in data_of(result)["edges"]["flags"])


def test_days_are_rounded_as_explain_rounds_them(result: Result) -> None:
    minutes = np.arange(len(result.graph)) * 72.0  # every second one lies between two tenths
    graph = replace(result.graph, days_apart=minutes / 1440)
    edges = data_of(replace(result, graph=graph))["edges"]
    chosen, _ = shown_edges(result, len(result.stories))
    shown = [f"{tenths / 10:.1f}" for tenths in edges["days"]]
    assert shown == [f"{day:.1f}" for day in graph.days_apart[chosen]]


def test_how_far_a_borrowed_date_counts_is_given_where_it_is_not_in_full(result: Result) -> None:
    size = result.graph.articles
    trust = np.where(np.arange(size) == 0, 0.674, 1.0)
    graph = replace(result.graph, borrowed=BorrowedDates(np.array([1, *range(1, size)]), trust))
    edges = data_of(replace(result, graph=graph))["edges"]
    borrowed = [at for at, flag in enumerate(edges["flags"]) if flag & BORROWED_DATE_FLAG]
    assert edges["trust"] == dict.fromkeys(borrowed, 67)


def test_how_near_in_meaning_is_given_as_explain_rounds_it(result: Result) -> None:
    assert data_of(result)["edges"]["meaning"] == {}
    meaning = np.linspace(0.4, 0.9, len(result.graph))
    meaning[::2] = np.nan  # of one language
    graph = replace(result.graph, meaning=meaning)
    edges = data_of(replace(result, graph=graph))["edges"]
    chosen, _ = shown_edges(result, len(result.stories))
    told = {at: f"{one:.2f}" for at, one in enumerate(meaning[chosen]) if not np.isnan(one)}
    assert {at: f"{hundredths / 100:.2f}" for at, hundredths in edges["meaning"].items()} == told


def test_other_names_are_a_flag_and_are_named_as_written(result: Result) -> None:
    assert data_of(result)["articles"]["names"] == {}
    graph = result.graph
    between = (graph.left == 0) & (graph.right == 1)
    own = replace(result.own, names=sparse.csr_array(result.own.matrix > 0))
    data = data_of(replace(result, own=own, graph=replace(graph, names_differ=between)))
    flags = [flag & OTHER_NAMES_FLAG for flag in data["edges"]["flags"]]
    assert sorted(flags) == [0, 0, 0, OTHER_NAMES_FLAG]
    assert data["articles"]["names"].keys() == {0, 1}
    assert "harbour deal" in data["articles"]["names"][0]
