"""Fits a logistic curve to answers: the share of "same" by the height at which pairs merge.

Each pair that was asked about merges at some height of the tree. The cohesion to choose is the
height above which merging is right often enough. It does not matter which heights were asked
about most. An answer about large groups weighs more, because it decides about more articles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from clustering.arrays.types import FloatArray, IntArray

# A merge raises BCubed F1 when the share of "same" is above about half of F1, which is 0.8 on
# the labelled sets. With 200 answers 0.4 gained 0.004 F1 over the default, 0.45 gained 0.003.
# With equal weights for all answers 0.5 gained 0.002 and 0.6 lost 0.013.
SAME_SHARE_AT_CROSSING = 0.4
# Weight of an answer as a power of the articles in the smaller group. With equal weights (0)
# answers gained 0.001 F1 over the default and lost on four of the five labelled sets: most
# questions are about single articles, most articles are in large groups.
_GROUP_SIZE_POWER = 0.25
# The prior: the crossing lies within a factor of e of the default, and the slope is about 2;
# two halves of the labelled sets have slopes from 1.2 to 2.7.
_PRIOR_SPREAD, _PRIOR_SLOPE, _PRIOR_SLOPE_SPREAD = 1.0, 2.0, 0.4
_MIN_HEIGHT = 0.001


@dataclass(frozen=True, slots=True)
class Crossing:
    """The curve fitted to some answers.

    Attributes
    ----------
    cohesion
        Height at which ``SAME_SHARE_AT_CROSSING`` of the answers are "same".
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
        z = self.slope * np.log(np.maximum(height, _MIN_HEIGHT) / self.cohesion)
        share: FloatArray = 1 / (1 + np.exp(-(z + _logit(SAME_SHARE_AT_CROSSING))))
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
    x = np.log(np.maximum(height[joins], _MIN_HEIGHT) / max(default, _MIN_HEIGHT))
    y = same[joins].astype(np.float64)
    weight = (
        np.ones(len(y))
        if smaller is None
        else smaller[joins].astype(np.float64) ** _GROUP_SIZE_POWER
    )
    weight /= weight.mean() if len(weight) else 1.0

    def share_at(place: FloatArray) -> tuple[FloatArray, FloatArray]:
        z = _PRIOR_SLOPE * np.exp(place[1]) * (x - place[0]) + _logit(SAME_SHARE_AT_CROSSING)
        return z, np.stack(
            [np.full_like(x, -_PRIOR_SLOPE * np.exp(place[1])), z - _logit(SAME_SHARE_AT_CROSSING)]
        )

    def loss(place: FloatArray) -> tuple[float, FloatArray]:
        z, change = share_at(place)
        value = float(weight @ (np.logaddexp(0, z) - y * z) + (place**2 * precision).sum() / 2)
        return value, change @ (weight * (expit(z) - y)) + place * precision

    precision = np.array([_PRIOR_SPREAD, _PRIOR_SLOPE_SPREAD]) ** -2
    found = minimize(loss, np.zeros(2), jac=True, method="BFGS")
    middle, bend = found.x.tolist()
    z, change = share_at(found.x)
    curvature = (change * (weight * expit(z) * expit(-z))) @ change.T + np.diag(precision)
    error = 1.96 * float(np.linalg.inv(curvature)[0, 0]) ** 0.5
    centre = max(default, _MIN_HEIGHT)
    return Crossing(
        cohesion=float(np.clip(centre * np.exp(middle), _MIN_HEIGHT, 1.0)),
        low=float(np.clip(centre * np.exp(middle - error), _MIN_HEIGHT, 1.0)),
        high=float(np.clip(centre * np.exp(middle + error), _MIN_HEIGHT, 1.0)),
        slope=_PRIOR_SLOPE * float(np.exp(bend)),
        answers=int(joins.sum()),
    )


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
