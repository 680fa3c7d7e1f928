"""Random unit vectors and days for searches of neighbours, and pairs as a dictionary."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray
from clustering.pairs.nearest import Pairs

Found = dict[tuple[int, int], float]


def random_vectors(seed: int, articles: int, words: int = 30) -> sparse.csr_array:
    rng = np.random.default_rng(seed)
    dense = rng.random((articles, words)) * (rng.random((articles, words)) < 0.3)
    dense[:, 0] += 0.01
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    return sparse.csr_array(dense.astype(np.float32))


def random_days(seed: int, articles: int, undated: float) -> FloatArray:
    rng = np.random.default_rng(seed + 1)
    days = rng.uniform(0, 60, articles)
    days[rng.random(articles) < undated] = np.nan
    return days


def as_dict(result: Pairs) -> Found:
    ends = zip(result.left.tolist(), result.right.tolist(), strict=True)
    return dict(zip(ends, result.similarity.tolist(), strict=True))
