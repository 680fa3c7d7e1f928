"""Connected components of a graph, without importing scipy's graph module for small ones."""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import IntArray

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
