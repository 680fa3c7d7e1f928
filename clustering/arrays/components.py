"""Connected components: which nodes links join, directly or through others."""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import IntArray

# Nodes and links up to which a loop is quicker than importing scipy.sparse.csgraph, which
# takes 0.1 s: it brings scipy.sparse.linalg and scipy.linalg along.
_FEW = 10_000


def connected(left: IntArray, right: IntArray, nodes: int) -> IntArray:
    """Label nodes by their component, from 0 in order of each one's first node.

    Parameters
    ----------
    left, right
        The ends of each link; shape ``(links,)``.
    nodes
        How many nodes there are.

    Returns
    -------
    IntArray
        Shape ``(nodes,)``.
    """
    if nodes + len(left) <= _FEW:
        return _few_connected(left, right, nodes)
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    ones = np.ones(len(left), dtype=np.int8)
    links = sparse.coo_array((ones, (left, right)), shape=(nodes, nodes))
    return connected_components(links, directed=False)[1].astype(np.int64)


def _few_connected(left: IntArray, right: IntArray, nodes: int) -> IntArray:
    """Do the same in a loop over the links."""
    lower = list(range(nodes))  # each node leads to a lower one of its component, or to itself

    def lowest(node: int) -> int:
        while lower[node] != node:
            lower[node] = node = lower[lower[node]]
        return node

    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        a, b = lowest(a), lowest(b)
        lower[max(a, b)] = min(a, b)
    firsts = [lowest(node) for node in range(nodes)]
    return np.unique(np.array(firsts, dtype=np.int64), return_inverse=True)[1].astype(np.int64)
