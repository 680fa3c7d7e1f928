"""What the page holds of edges, words and merges agrees with the slow, obvious way."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from clustering import cluster, read
from clustering.explain.explanation import WORDS_SHOWN
from clustering.reporting.page import evidence
from clustering.reporting.page.evidence import (
    MAX_SHARED_WORDS,
    places_in_story,
    shared_words,
    shown_edges,
    story_merges,
)
from clustering.result import Result

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "posts"


@pytest.fixture(scope="module")
def real() -> Result:
    return cluster(read(FIXTURES))


def test_edges_are_those_inside_stories_the_strongest_first(real: Result) -> None:
    chosen, total = shown_edges(real, len(real.stories))
    inside = [
        edge
        for edge in map(real.graph.edge, range(len(real.graph)))
        if real.story_of[edge.left] == real.story_of[edge.right]
    ]
    assert len(chosen) == total.sum() == len(inside)
    keys = [(real.story_of[real.graph.left[at]], -real.graph.strength[at]) for at in chosen]
    assert keys == sorted(keys)


def test_only_the_stories_asked_for_have_edges(real: Result) -> None:
    chosen, total = shown_edges(real, 2)
    assert len(total) == 2
    assert set(real.story_of[real.graph.left[chosen]]) <= {0, 1}


def test_with_fewer_edges_the_widest_paths_are_still_there(
    real: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything, _ = shown_edges(real, len(real.stories))
    monkeypatch.setattr(evidence, "MAX_PAGE_EDGES", (1,))
    few, total = shown_edges(real, len(real.stories))
    assert len(few) < len(everything) == total.sum()

    def weakest(edges: list[int], one: int, other: int) -> float:
        graph: nx.Graph[int] = nx.Graph()
        for edge in map(real.graph.edge, edges):
            if edge.strength >= real.settings.link:
                graph.add_edge(edge.left, edge.right, weight=edge.strength)
        tree = nx.maximum_spanning_tree(graph)
        steps = pairwise(nx.shortest_path(tree, one, other))
        return min(float(tree.edges[a, b]["weight"]) for a, b in steps)

    for story in real.stories[:6]:
        one, other = story.members[0], story.members[-1]
        assert weakest(few.tolist(), one, other) == weakest(everything.tolist(), one, other)


def test_large_stories_give_way_where_all_edges_would_be_too_many(
    real: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MAX_PAGE_EDGES", (1_000, 10, 5))
    monkeypatch.setattr(evidence, "EDGE_BUDGET", 10**6)
    everything, total = shown_edges(real, len(real.stories))
    assert len(everything) == total.sum()
    monkeypatch.setattr(evidence, "EDGE_BUDGET", int(np.minimum(total, 10).sum()))
    some, _ = shown_edges(real, len(real.stories))
    assert np.minimum(total, 10).sum() <= len(some) < total.sum()


def test_as_many_words_are_shown_as_explain_prints() -> None:
    assert MAX_SHARED_WORDS == WORDS_SHOWN


def test_shared_words_are_those_of_the_vectors(real: Result) -> None:
    chosen, _ = shown_edges(real, len(real.stories))
    left, right = real.graph.left[chosen], real.graph.right[chosen]
    found = shared_words(real.vectors, left, right)
    start = 0
    for at, count in enumerate(found.shown.tolist()):
        expected = real.vectors.shared_words(int(left[at]), int(right[at]))
        words = [real.vectors.words[column] for column in found.word[start : start + count]]
        assert words == [word for word, _ in expected[:MAX_SHARED_WORDS]]
        parts = found.part[start : start + count]
        assert np.allclose(parts, [part for _, part in expected[:MAX_SHARED_WORDS]])
        assert found.total[at] == len(expected)
        start += count
    assert start == len(found.word)


def test_no_edges_share_no_words(real: Result) -> None:
    none = np.zeros(0, dtype=np.int64)
    assert len(shared_words(real.vectors, none, none).word) == 0


def test_merges_build_each_story_from_its_articles(real: Result) -> None:
    merges = story_merges(real, places_in_story(real))
    for story, steps in zip(real.stories, merges, strict=True):
        size = len(story.members)
        assert len(steps) == size - 1
        nodes = {at: {at} for at in range(size)}
        for at, (left, right, height) in enumerate(steps):
            assert height >= real.cut_at
            nodes[size + at] = nodes.pop(left) | nodes.pop(right)
        assert list(nodes.values()) == [set(range(size))]
