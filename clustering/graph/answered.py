"""Writes what people said on the edges of the graph."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from clustering.answers.constraints import Constraints
from clustering.arrays.types import IntArray
from clustering.graph.edges import Graph
from clustering.model import Corpus
from clustering.pairs.borrowed_dates import days_and_decay
from clustering.vectors.base import Vectors


def apply_answers_to_edges(
    graph: Graph,
    constraints: Constraints,
    corpus: Corpus,
    vectors: Vectors,
    same_text: IntArray,
    window: float,
) -> Graph:
    """Write what people said on the edges; a pair that has no edge yet gets one.

    The strength stays as measured; the merge tree follows the answer instead.
    """
    size = len(corpus)
    answered_keys = constraints.left * size + constraints.right
    is_new = ~np.isin(answered_keys, graph.left * size + graph.right)
    left, right = constraints.left[is_new], constraints.right[is_new]
    similarity = np.minimum(vectors.similarities(left, right), 1.0)
    days, decay = days_and_decay(corpus.days, graph.borrowed, left, right, window)
    graph = graph.with_edges(
        left=left,
        right=right,
        similarity=similarity,
        strength=similarity * decay,
        same_text=same_text[left] == same_text[right],
        days_apart=days,
        discount=np.ones(len(days)),
        meaning=np.full(len(days), np.nan),
    )
    labelled = np.zeros(len(graph), dtype=np.int64)
    labelled[np.searchsorted(graph.left * size + graph.right, answered_keys)] = constraints.answers
    return replace(graph, labelled=labelled)
