"""Spanning forests of a graph: the links on which all of its cheapest paths run."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray


def minimum_spanning_forest(
    left: IntArray, right: IntArray, cost: FloatArray, nodes: int
) -> sparse.csr_array:
    """Return the cheapest links that connect all that is connected.

    ``left`` and ``right`` are the ends of each link, and its ``cost`` is not 0, which would be no
    link; shape ``(links,)``. What is returned has the cost of each link that is kept, in the row of
    its left and the column of its right end; shape ``(nodes, nodes)``.
    """
    from scipy.sparse.csgraph import minimum_spanning_tree  # 0.1 s, which few runs need

    # scipy 1.12 to 1.17.0 refuses positions of 64 bits here; 1.17.1 takes both.
    ends = (left.astype(np.int32), right.astype(np.int32))
    links = sparse.csr_array((cost, ends), shape=(nodes, nodes))
    return sparse.csr_array(minimum_spanning_tree(links))
