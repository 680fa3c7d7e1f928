"""Chooses the cohesion that fits the answers about pairs, and cross-validates that choice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import BoolArray, IntArray
from clustering.tuning.crossing import Crossing, find_crossing
from clustering.tuning.scoring import FOLD_COUNT, SweepScores
from clustering.tuning.sweep import Sweep

_SIGNIFICANT_ERRORS = 1.96  # a row must beat the present one by so many standard errors


@dataclass(frozen=True, slots=True)
class Pick:
    """The step that fits the answers.

    Attributes
    ----------
    crossing
        The curve through the answers in the row of the step.
    is_open
        Whether the present cohesion is within the curve's interval; then it stays.
    """

    step: int
    crossing: Crossing
    is_open: bool


def pick_by_answers(sweep: Sweep, scores: SweepScores, used: BoolArray | None = None) -> Pick:
    """Choose the step where the answers turn; keep the present one where they cannot tell.

    Parameters
    ----------
    sweep
        Its first axis is the cohesion.
    scores
        Of pairs.
    used
        Which of the pairs count; ``None`` for all. Shape ``(pairs,)``.
    """
    pairs, agrees = scores.pairs, scores.agrees
    assert pairs is not None
    assert agrees is not None
    counts = np.ones(len(pairs.left), dtype=np.bool_) if used is None else used
    present = sweep.nearest(sweep.now)
    telling = np.flatnonzero(counts & (pairs.left != pairs.right))
    picks = [_pick_in(sweep, row, scores, telling) for row in sweep.rows()]
    own = next(at for at, row in zip(picks, sweep.rows(), strict=True) if present in row)
    best = max(picks, key=lambda pick: (agrees[pick.step, counts].mean(), pick is own))
    ahead = agrees[best.step, counts].astype(np.float64) - agrees[own.step, counts]
    error = float(ahead.std()) / max(len(ahead), 1) ** 0.5
    return best if float(ahead.mean()) > _SIGNIFICANT_ERRORS * error else own


def check_by_answers(sweep: Sweep, scores: SweepScores) -> float | None:
    """Cross-validated accuracy: answers of each fold against the step chosen without them.

    ``None`` where all answers are in one fold.
    """
    agrees, fold_of = scores.agrees, scores.fold_of
    assert agrees is not None
    right = 0
    for fold in range(FOLD_COUNT):
        left_out = fold_of == fold
        if left_out.all():
            return None
        if left_out.any():
            right += int(agrees[pick_by_answers(sweep, scores, ~left_out).step, left_out].sum())
    return right / len(fold_of)


def _pick_in(sweep: Sweep, row: range, scores: SweepScores, telling: IntArray) -> Pick:
    pairs, order = scores.pairs, sweep.order(row[0])
    assert pairs is not None
    assert order is not None
    now = float(sweep.now[0])
    left, right = pairs.left[telling], pairs.right[telling]
    crossing = find_crossing(
        order.merge_height(left, right),
        pairs.same_story[telling],
        now,
        order.smaller_side(left, right),
    )
    is_open = crossing.low <= now <= crossing.high
    target = max(now if is_open else crossing.cohesion, 1e-9)
    cohesions = np.array([max(sweep.steps[at].cohesion, 1e-9) for at in row])
    step = row[int(np.abs(np.log(cohesions / target)).argmin())]
    return Pick(step, crossing, is_open)
