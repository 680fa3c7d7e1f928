"""The arrays that are passed from one part to another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
PairEnds = npt.NDArray[np.int32] | npt.NDArray[np.int64]
"""Positions of one article of each pair, in whichever width."""
WordArray = npt.NDArray[np.int32]
"""Numbers of words, of which there are ten times as many as articles."""
