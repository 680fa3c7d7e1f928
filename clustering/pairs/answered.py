"""Near pairs as people judged them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from clustering.pairs.nearest import Pairs

if TYPE_CHECKING:
    pass
from clustering.answers.constraints import Constraints


def heed(pairs: Pairs, constraints: Constraints, articles: int) -> Pairs:
    """Judge near pairs as people did: those that differ are none, the same are alike to 1."""
    keys = pairs.left * articles + pairs.right
    said_keys = constraints.left * articles + constraints.right
    kept = ~np.isin(keys, said_keys)
    same = constraints.said > 0
    left = np.concatenate([pairs.left[kept], constraints.left[same]])
    right = np.concatenate([pairs.right[kept], constraints.right[same]])
    similarity = np.concatenate([pairs.similarity[kept], np.ones(int(same.sum()))])
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order], similarity[order])
