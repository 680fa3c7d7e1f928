"""Writes what people said on the edges of the graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

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
    keys = graph.left * size + graph.right
    answered_keys = constraints.left * size + constraints.right
    is_new = ~np.isin(answered_keys, keys)
    new_left, new_right = constraints.left[is_new], constraints.right[is_new]
    similarity = np.minimum(vectors.similarities(new_left, new_right), 1.0)
    days, decay = days_and_decay(corpus.days, graph.borrowed, new_left, new_right, window)
    keys = np.concatenate([keys, answered_keys[is_new]])
    order = np.argsort(keys, kind="stable")
    left, right = keys[order] // size, keys[order] % size
    labelled = np.zeros(len(order), dtype=np.int64)
    labelled[np.searchsorted(keys[order], answered_keys)] = constraints.answers

    def both(old: npt.NDArray[Any], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([old, new])[order]

    return replace(
        graph,
        left=left,
        right=right,
        similarity=both(graph.similarity, similarity),
        strength=both(graph.strength, similarity * decay),
        related=both(graph.related, np.zeros(len(days), dtype=np.bool_)),
        same_text=same_text[left] == same_text[right],
        days_apart=both(graph.days_apart, days),
        discount=both(graph.discount, np.ones(len(days))),
        names_differ=both(graph.names_differ, np.zeros(len(days), dtype=np.bool_)),
        labelled=labelled,
        meaning=None if graph.meaning is None else both(graph.meaning, np.full(len(days), np.nan)),
    )
