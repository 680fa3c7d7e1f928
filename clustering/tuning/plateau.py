"""Finds the plateau near the present cohesion: the range in which the stories change least."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import FloatArray
from clustering.tuning.sweep import Sweep

# Width over which change is averaged, in the logarithm of cohesion, and the cost of distance
# from the present value. It is higher in a small corpus, where one merge changes much.
_KERNEL_WIDTH = 0.2
_DISTANCE_COST, _SMALL_CORPUS = 0.1, 500
_MAX_FACTOR = 2.0  # cohesions looked at lie within this factor of the present one
_MIN_COHESION = 1e-3
_MAX_RATE_RATIO = 1.25  # up to this many times the least change belongs to the plateau
LOG_TENTH_MORE = float(np.log(1.1))


@dataclass(frozen=True, slots=True)
class Plateau:
    """The stretch on which the stories change least.

    Attributes
    ----------
    step
        Its best step.
    first, last
        The steps at its ends.
    is_everywhere
        Whether it is all of the values looked at: then there is no plateau to speak of.
    change, change_now
        Share of the articles' company that a tenth more cohesion changes, there and at the
        present value.
    """

    step: int
    first: int
    last: int
    is_everywhere: bool
    change: float
    change_now: float


def find_plateau(sweep: Sweep) -> Plateau | None:
    """Find the plateau near the present cohesion; ``None`` with too few values to see one."""
    present = sweep.nearest(sweep.now)
    row = next(row for row in sweep.rows() if present in row)
    values = np.array([sweep.steps[at].values[0] for at in row], dtype=np.float64)
    now = max(float(sweep.now[0]), _MIN_COHESION)
    near = (values > 0) & (values <= now * _MAX_FACTOR) & (values >= now / _MAX_FACTOR)
    if near.sum() < 3:
        return None
    log = np.log(values[near])
    rate = change_rate(sweep, row)[near]
    pull = _DISTANCE_COST * (1 + _SMALL_CORPUS / max(len(sweep.result.corpus), 1))
    best = int((rate + pull * (log - np.log(now)) ** 2).argmin())
    flat = rate <= _MAX_RATE_RATIO * rate[best] + 1e-9
    first = best - int(np.argmin(np.append(flat[best::-1], False))) + 1
    last = best + int(np.argmin(np.append(flat[best:], False))) - 1
    steps = np.array(row)[near]
    here = int(np.abs(log - np.log(now)).argmin())
    return Plateau(
        step=int(steps[best]),
        first=int(steps[first]),
        last=int(steps[last]),
        is_everywhere=bool(flat.all()),
        change=float(rate[best]) * LOG_TENTH_MORE,
        change_now=float(rate[here]) * LOG_TENTH_MORE,
    )


def change_rate(sweep: Sweep, row: range) -> FloatArray:
    """Share of the articles' company that changes per unit of log cohesion, averaged nearby.

    Times ``LOG_TENTH_MORE``: what a tenth more cohesion changes. ``nan`` at a cohesion of 0. Shape
    ``(steps of the row,)``.
    """
    values = np.array([sweep.steps[at].values[0] for at in row], dtype=np.float64)
    stability = [sweep.steps[at].stability for at in row[1:]]
    kept = values[:-1] > 0
    log = np.log(np.where(values > 0, values, np.nan))
    change = 1 - np.array([1.0 if one is None else one for one in stability])
    place, width = ((log[1:] + log[:-1]) / 2)[kept], np.diff(log)[kept]
    nearness = np.exp(-(((log[:, np.newaxis] - place) / _KERNEL_WIDTH) ** 2) / 2)
    rate: FloatArray = (nearness @ change[kept]) / np.maximum(nearness @ width, 1e-300)
    return np.maximum(rate, 0.0)
