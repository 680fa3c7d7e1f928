"""What people answered stands on the edges of the graph."""

from __future__ import annotations

import numpy as np

from tests.answers.seven import clustered


def test_edges_carry_what_was_said() -> None:
    result = clustered(
        ("otter", "gazette", "same"), ("quay", "tern", "different"), ("mirror", "gazette", "copy")
    )

    def said(a: str, b: str) -> str | None:
        edge = result.graph.between(result.find(a), result.find(b))
        return edge.labelled if edge else None

    assert said("gazette", "otter") == "same"
    assert said("tern", "quay") == "different"
    assert said("gazette", "mirror") == "copy"
    assert said("gazette", "tern") is None
    keys = result.graph.left * len(result.articles) + result.graph.right
    assert (np.diff(keys) > 0).all()
