"""Components and spanning forests of a graph; scipy's graph module is loaded for large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clustering.arrays.types import FloatArray, IntArray

if TYPE_CHECKING:
    from scipy import sparse

# Most nodes and links for a Python loop. Importing scipy.sparse.csgraph takes 0.1 s, because it
# imports scipy.sparse.linalg and scipy.linalg; a loop over as many takes 0.03 s.
_MAX_LOOP_SIZE = 100_000


def connected_components(left: IntArray, right: IntArray, nodes: int) -> IntArray:
    """Return each node's component, numbered from 0 in order of their first node; ``(nodes,)``.

    ``left`` and ``right`` are the ends of each link; shape ``(links,)``.
    """
    if nodes + len(left) <= _MAX_LOOP_SIZE:
        return _components_by_loop(left, right, nodes)
    from scipy import sparse
    from scipy.sparse import csgraph

    ones = np.ones(len(left), dtype=np.int8)
    links = sparse.coo_array((ones, (left, right)), shape=(nodes, nodes))
    return csgraph.connected_components(links, directed=False)[1].astype(np.int64)


def _components_by_loop(left: IntArray, right: IntArray, nodes: int) -> IntArray:
    """Do the same by union-find in a loop over the links."""
    lower = list(range(nodes))  # a lower node of the same component, or the node itself

    def lowest(node: int) -> int:
        while lower[node] != node:
            lower[node] = node = lower[lower[node]]
        return node

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        a, b = lowest(a), lowest(b)
        lower[max(a, b)] = min(a, b)
    firsts = [lowest(node) for node in range(nodes)]
    return np.unique(np.array(firsts, dtype=np.int64), return_inverse=True)[1].astype(np.int64)


def minimum_spanning_forest(
    left: IntArray, right: IntArray, cost: FloatArray, nodes: int
) -> sparse.csr_array:
    """Return the cheapest links that connect all that is connected.

    ``left`` and ``right`` are the ends of each link, and its ``cost`` is not 0, which would be no
    link; shape ``(links,)``. What is returned has the cost of each link that is kept, in the row of
    its left and the column of its right end; shape ``(nodes, nodes)``.
    """
    from scipy import sparse
    from scipy.sparse.csgraph import minimum_spanning_tree

    # scipy 1.12 to 1.17.0 refuses positions of 64 bits here; 1.17.1 takes both.
    ends = (left.astype(np.int32), right.astype(np.int32))
    links = sparse.csr_array((cost, ends), shape=(nodes, nodes))
    return sparse.csr_array(minimum_spanning_tree(links))
