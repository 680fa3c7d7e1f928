"""A result as a graph of networkx."""

from __future__ import annotations

from clustering import cluster
from clustering.reporting.networks import to_networkx
from tests.factories import make_record

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
