"""``graph.graphml`` opens in networkx and holds the stories' own evidence only."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import networkx as nx

from clustering.pipeline import Result
from clustering.reporting.graphml import write_graph


def opened(result: Result) -> Any:  # noqa: ANN401 - networkx has no type for what it reads
    stream = io.StringIO()
    write_graph(result, stream)
    return nx.read_graphml(io.BytesIO(stream.getvalue().encode("utf-8")))


def test_it_holds_articles_in_company_and_edges_inside_stories(result: Result) -> None:
    graph = opened(result)
    assert sorted(graph.nodes) == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert sorted(graph.edges) == [("a0", "a1"), ("a1", "a2"), ("a2", "a3"), ("a4", "a5")]


def test_nodes_and_edges_carry_their_evidence(result: Result) -> None:
    graph = opened(result)
    assert graph.nodes["a1"] == {
        "title": "Harbour deal signed at last",
        "outlet": "Coast News",
        "domain": "coast.example",
        "published": "2023-08-31T17:00:00Z",
        "url": "https://coast.example/a1",
        "story": "s-a0",
    }
    evidence = {"similarity": 0.3333, "strength": 0.6667, "related": False, "same_text": True}
    assert graph.edges["a0", "a1"] == evidence | {"days_apart": 1.5}
    assert graph.edges["a1", "a2"] == evidence  # days unknown: left out


def test_hostile_text_stays_inside_its_element(hostile: Result) -> None:
    graph = opened(hostile)
    assert len(graph) == 10
    assert graph.nodes["a0"]["title"] == "</script><script>alert(1)</script>"
    assert "\x1b" not in graph.nodes["a4"]["title"]
    assert "title" not in graph.nodes["a9"]


def test_a_graph_without_stories_opens(make_result: Callable[..., Result]) -> None:
    assert len(opened(make_result([]))) == 0
