"""A result as a graph of networkx: the content of ``graph.graphml``, of all stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clustering.answers.constraints import ANSWER_NAMES
from clustering.reporting.graphml import EDGE_ATTRIBUTES

if TYPE_CHECKING:
    import networkx

    from clustering.result import Result


def to_networkx(result: Result) -> networkx.Graph[str]:
    """Return the articles and the links inside stories.

    Nodes are ids of articles, with title, outlet, domain, published, url and story. Edges have
    the evidence: similarity, strength, related, same_text, days_apart, borrowed_date, what
    people answered as labelled, and meaning between languages. What is unknown is left out.
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for story in result.stories:
        for article in story.articles:
            known = {
                "title": article.title,
                "outlet": article.outlet.name,
                "domain": article.outlet.domain,
                "published": article.published,
                "url": article.url,
                "story": story.id,
            }
            graph.add_node(article.id, **{name: value for name, value in known.items() if value})
    edges = result.graph
    ids = [article.id for article in result.articles]
    inside = np.flatnonzero(result.story_of[edges.left] == result.story_of[edges.right])
    columns = {
        name: getattr(edges, name)[inside].tolist()
        for name in EDGE_ATTRIBUTES
        if getattr(edges, name) is not None
    }
    if "labelled" in columns:
        columns["labelled"] = [ANSWER_NAMES.get(number) for number in columns["labelled"]]
    ends = zip(edges.left[inside].tolist(), edges.right[inside].tolist(), strict=True)
    for (left, right), *values in zip(ends, *columns.values(), strict=True):
        if ids[left] in graph:
            graph.add_edge(
                ids[left],
                ids[right],
                **{
                    name: value
                    for name, value in zip(columns, values, strict=True)
                    if value is not None and value == value  # days apart may be nan
                },
            )
    return graph
