"""Where answers turn from "different" to "same" as the height at which pairs join rises.

A pair asked about joins at some height of the merge tree. The share of "same" grows with that
height along an S-curve; the cohesion to choose is where joining begins to be right more often
than it costs. It does not matter which heights were asked about most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from clustering.article import FloatArray

# A merge raises BCubed F1 from about half of F1 upwards (0.8 on the labelled sets); choosing
# at 0.4 lost 0.005 F1 to the best with 50 answers.
TURNING_SHARE = 0.4
# How far the place may lie from the default before the answers say so (a factor of e), and how
# steep the curve is: two halves of the labelled sets have slopes from 1.2 to 2.7.
_SPREAD, _SLOPE, _SLOPE_SPREAD = 1.0, 2.0, 0.4
_LOWEST = 0.001


@dataclass(frozen=True, slots=True)
class Crossing:
    """The curve fitted to some answers.

    Attributes
    ----------
    cohesion
        Height at which ``TURNING_SHARE`` of the answers are "same".
    low, high
        Its 95 % interval.
    slope
        Of the curve, in the logarithm of the height.
    answers
        How many it was fitted to.
    """

    cohesion: float
    low: float
    high: float
    slope: float
    answers: int

    def share(self, height: FloatArray) -> FloatArray:
        """Share of "same" answers to expect at these heights."""
        z = self.slope * np.log(np.maximum(height, _LOWEST) / self.cohesion)
        share: FloatArray = 1 / (1 + np.exp(-(z + _logit(TURNING_SHARE))))
        return share


def find_crossing(height: FloatArray, same: npt.NDArray[np.bool_], default: float) -> Crossing:
    """Fit the curve to answers; few of them move it little from the default.

    Parameters
    ----------
    height
        At which the two articles of each answer join; those that never do (``-1``) are left
        out. Shape ``(answers,)``.
    default
        Cohesion to expect without answers: a normal prior on its logarithm.

    Notes
    -----
    Maximum a posteriori of a two-parameter logistic curve; the interval comes from the
    curvature there (Laplace's approximation).
    """
    joins = height >= 0
    x = np.log(np.maximum(height[joins], _LOWEST) / max(default, _LOWEST))
    y = same[joins].astype(np.float64)

    def loss(place: FloatArray) -> float:
        z = _SLOPE * np.exp(place[1]) * (x - place[0]) + _logit(TURNING_SHARE)
        fit = float((np.logaddexp(0, z) - y * z).sum())
        prior = (place[0] / _SPREAD) ** 2 / 2 + (place[1] / _SLOPE_SPREAD) ** 2 / 2
        return fit + float(prior)

    found = minimize(loss, np.zeros(2), method="BFGS")
    middle, bend = found.x.tolist()
    error = 1.96 * float(np.sqrt(max(_curvature_inverse(loss, found.x), 1e-12)))
    centre = max(default, _LOWEST)
    return Crossing(
        cohesion=float(np.clip(centre * np.exp(middle), _LOWEST, 1.0)),
        low=float(np.clip(centre * np.exp(middle - error), _LOWEST, 1.0)),
        high=float(np.clip(centre * np.exp(middle + error), _LOWEST, 1.0)),
        slope=_SLOPE * float(np.exp(bend)),
        answers=int(joins.sum()),
    )


def _curvature_inverse(loss: Callable[[FloatArray], float], at: FloatArray) -> float:
    """Variance of the first parameter: the corner of the inverse Hessian, by differences."""
    step = 1e-3
    hessian = np.empty((2, 2))
    for i in range(2):
        for j in range(2):
            corners = [
                loss(at + step * (a * np.eye(2)[i] + b * np.eye(2)[j])) * a * b
                for a in (-1, 1)
                for b in (-1, 1)
            ]
            hessian[i, j] = sum(corners) / (4 * step * step)
    return float(np.linalg.pinv(hessian)[0, 0])


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
