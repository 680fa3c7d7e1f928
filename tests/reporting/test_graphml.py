"""``graph.graphml`` opens in networkx and holds the stories' own evidence only."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from clustering import cluster
from clustering.reporting import graphml, notes
from clustering.reporting.graphml import left_out, to_networkx, write_graph
from clustering.result import Result
from tests.factories import make_record, text_written
from tests.reporting.conftest import build


def opened(result: Result) -> Any:  # noqa: ANN401 - networkx has no type for what it reads
    return nx.read_graphml(io.BytesIO(text_written(write_graph, result).encode("utf-8")))


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
    evidence |= {"borrowed_date": False}
    assert graph.edges["a0", "a1"] == evidence | {"days_apart": 1.5}
    assert graph.edges["a1", "a2"] == evidence  # days unknown: left out


def test_hostile_text_stays_inside_its_element(hostile: Result) -> None:
    graph = opened(hostile)
    assert len(graph) == 10
    assert graph.nodes["a0"]["title"] == "</script><script>alert(1)</script>"
    assert "\x1b" not in graph.nodes["a4"]["title"]
    assert "title" not in graph.nodes["a9"]


def test_a_graph_without_stories_opens() -> None:
    assert len(opened(build([]))) == 0


@pytest.mark.parametrize(
    ("limit", "most", "articles", "edges"),
    [
        ("MAX_GRAPH_ARTICLES", 6, 6, 4),
        ("MAX_GRAPH_ARTICLES", 5, 4, 3),
        ("MAX_GRAPH_ARTICLES", 3, 0, 0),
        ("MAX_GRAPH_EDGES", 4, 6, 4),
        ("MAX_GRAPH_EDGES", 3, 4, 3),
    ],
)
def test_a_large_graph_ends_after_the_stories_that_fit(
    result: Result,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
    articles: int,
    edges: int,
) -> None:
    monkeypatch.setattr(graphml, limit, most)
    graph = opened(result)
    assert (len(graph), graph.size()) == (articles, edges)
    written = {6: 2, 4: 1, 0: 0}[articles]
    if written == 2:
        assert (left_out(result), notes(result)) == ("", [])
        return
    assert left_out(result).startswith(
        f"graph.graphml holds the first {written} of 2 stories of two or more articles ("
    )
    assert "for all of them use stories.json or assignments.csv" in left_out(result)
    assert notes(result) == [left_out(result)]
    assert notes(result, ["html"]) == []
    assert f"<desc>{left_out(result)}</desc>" in text_written(write_graph, result)


STORM = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", None),
]


def test_nodes_are_articles_and_edges_their_evidence_without_what_is_unknown() -> None:
    result = cluster([*STORM, make_record("otter", "A lentil soup")], borrow_dates=False)
    graph = to_networkx(result)
    left, right, alone = (result.articles[result.find(n)].id for n in ("gazette", "tern", "otter"))
    assert graph.nodes[left]["title"] == STORM[0].title
    assert graph.nodes[left]["story"] == graph.nodes[right]["story"]
    assert "published" not in graph.nodes[right]
    evidence = graph.edges[left, right]
    assert 0 < evidence["strength"] <= evidence["similarity"] <= 1
    assert "days_apart" not in evidence
    assert graph.degree[alone] == 0
