"""Applies what people answered to the candidate pairs."""

from __future__ import annotations

import numpy as np

from clustering.answers.constraints import Constraints
from clustering.pairs.nearest import Pairs


def apply_answers_to_pairs(pairs: Pairs, constraints: Constraints, articles: int) -> Pairs:
    """Drop the pairs that people said are different; the same get similarity 1."""
    left, right, similarity = pairs.some(slice(None))
    keys = left * articles + right
    answered_keys = constraints.left * articles + constraints.right
    kept = ~np.isin(keys, answered_keys)
    same = constraints.answers > 0
    left = np.concatenate([left[kept], constraints.left[same]])
    right = np.concatenate([right[kept], constraints.right[same]])
    similarity = np.concatenate([similarity[kept], np.ones(int(same.sum()))])
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order], similarity[order])
