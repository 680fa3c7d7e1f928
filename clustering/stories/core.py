"""The core of a story: the articles that it is surely about; the others are its fringe.

An article on the fringe is shown, and never expelled: of 325 such articles of one labelled set 255
did belong. But who was first, the headline and the number of outlets are told from the core.
"""

from __future__ import annotations

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray

# Share of the story's median likeness that an article of the core has. Strays are told from the
# others with AUC 0.97 and more in 17 of 20 stories read, and "first" is right in 14 of 17 rather
# than 9.
_MIN_SHARE_OF_MEDIAN = 0.75
_ROUNDING = 1e-6  # of the unit vectors, in float32


def in_core(dots: FloatArray, group_of: IntArray) -> BoolArray:
    """Whether each article is in the core of its group; shape ``(articles,)``.

    It is where its mean likeness to the others of the group is at least 0.75 times the median of
    these means. Both of two articles are in the core, and an article alone.

    Parameters
    ----------
    dots
        Dot product of each article's unit vector with the sum of its group's, its own among them;
        shape ``(articles,)``.
    group_of
        Group of each article, ``0 … groups - 1``; shape ``(articles,)``.
    """
    size = np.bincount(group_of)
    mean = np.maximum(dots - 1.0, 0.0) / np.maximum(size[group_of] - 1, 1)
    order = np.lexsort((mean, group_of))
    start = np.cumsum(size) - size
    low, high = order[start + (size - 1) // 2], order[start + size // 2]
    median = (mean[low] + mean[high]) / 2
    core: BoolArray = mean >= _MIN_SHARE_OF_MEDIAN * median[group_of] - _ROUNDING
    return core
