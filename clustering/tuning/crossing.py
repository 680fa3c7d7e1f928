"""Where answers turn from "different" to "same" as the height at which pairs join rises.

A pair asked about joins at some height of the merge tree. The share of "same" grows with that
height along an S-curve; the cohesion to choose is where joining begins to be right more often
than it costs. It does not matter which heights were asked about most. An answer about large
groups weighs more, for more articles are at stake.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from clustering.arrays.types import FloatArray, IntArray

# A merge raises BCubed F1 from about half of F1 upwards (0.8 on the labelled sets). With 200
# answers 0.4 gained 0.004 F1 over the default, 0.45 gained 0.003; weighing all answers alike, 0.5
# gained 0.002 and 0.6 lost 0.013.
TURNING_SHARE = 0.4
# Weight of an answer as a power of the articles in the smaller group. Weighed alike (0), answers
# gained 0.001 F1 over the default and lost on four of the five labelled sets: most questions are
# about single articles, most articles are in large groups.
_WEIGHT = 0.25
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


def find_crossing(
    height: FloatArray,
    same: npt.NDArray[np.bool_],
    default: float,
    smaller: IntArray | None = None,
) -> Crossing:
    """Fit the curve to answers; few of them move it little from the default.

    Parameters
    ----------
    height
        At which the two articles of each answer join; those that never do (``-1``) are left
        out. Shape ``(answers,)``.
    default
        Cohesion to expect without answers: a normal prior on its logarithm.
    smaller
        Articles in the smaller of the groups that each pair would join; shape ``(answers,)``.

    Notes
    -----
    Maximum a posteriori of a two-parameter logistic curve; the interval comes from the
    expected curvature there (Laplace's approximation).
    """
    joins = height >= 0
    x = np.log(np.maximum(height[joins], _LOWEST) / max(default, _LOWEST))
    y = same[joins].astype(np.float64)
    weight = np.ones(len(y)) if smaller is None else smaller[joins].astype(np.float64) ** _WEIGHT
    weight /= weight.mean() if len(weight) else 1.0

    def share_at(place: FloatArray) -> tuple[FloatArray, FloatArray]:
        z = _SLOPE * np.exp(place[1]) * (x - place[0]) + _logit(TURNING_SHARE)
        return z, np.stack([np.full_like(x, -_SLOPE * np.exp(place[1])), z - _logit(TURNING_SHARE)])

    def loss(place: FloatArray) -> tuple[float, FloatArray]:
        z, change = share_at(place)
        value = float(weight @ (np.logaddexp(0, z) - y * z) + (place**2 * precision).sum() / 2)
        return value, change @ (weight * (expit(z) - y)) + place * precision

    precision = np.array([_SPREAD, _SLOPE_SPREAD]) ** -2
    found = minimize(loss, np.zeros(2), jac=True, method="BFGS")
    middle, bend = found.x.tolist()
    z, change = share_at(found.x)
    curvature = (change * (weight * expit(z) * expit(-z))) @ change.T + np.diag(precision)
    error = 1.96 * float(np.linalg.inv(curvature)[0, 0]) ** 0.5
    centre = max(default, _LOWEST)
    return Crossing(
        cohesion=float(np.clip(centre * np.exp(middle), _LOWEST, 1.0)),
        low=float(np.clip(centre * np.exp(middle - error), _LOWEST, 1.0)),
        high=float(np.clip(centre * np.exp(middle + error), _LOWEST, 1.0)),
        slope=_SLOPE * float(np.exp(bend)),
        answers=int(joins.sum()),
    )


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
