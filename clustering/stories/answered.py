"""Puts into the core of a story what people said belongs to it."""

from __future__ import annotations

import numpy as np

from clustering.answers.constraints import Constraints
from clustering.arrays.types import BoolArray


def core_with_answers(is_core: BoolArray, constraints: Constraints) -> BoolArray:
    """Put each article into the core that answers of "same" join to one of the core.

    Parameters
    ----------
    is_core
        Whether each article is in the core of its story; shape ``(articles,)``.
    """
    joined = constraints.components(constraints.answers > 0, len(is_core))
    return is_core | np.isin(joined, joined[is_core])
