"""Which step to choose, why, and how far to trust it: by a plateau, by stories, by answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from clustering.article import FloatArray
from clustering.tuning.crossing import Crossing, find_crossing
from clustering.tuning.scoring import Scores
from clustering.tuning.sweep import Sweep

Basis = Literal["present", "plateau", "stories", "answers"]

# Width over which change is averaged, in the logarithm of cohesion, and what a step away from
# the default costs: more in a small corpus, where a single merge makes a cliff. On samples of
# the labelled sets the plateau lost 0.023 F1 to the best and the default 0.025: too close, and
# chosen on the same sets, to make it the default.
_WIDTH = 0.2
_PULL, _SMALL = 0.1, 500
_FARTHEST = 2.0  # times, or a part of, the default
FEW_STORIES = 30
FEW_ANSWERS = 30


@dataclass(frozen=True)
class Choice:
    """The step that is chosen.

    Attributes
    ----------
    basis
        What it rests on.
    reason
        Why, in one or two sentences.
    warnings
        Why not to trust it too far.
    cross_validated
        What choosing this way gives on labels left out (BCubed F1 or accuracy).
    plateau
        The steps of the stretch it lies on; ``None`` where none was looked for.
    crossing
        The curve through the answers, where they decided.
    """

    step: int
    basis: Basis
    reason: str
    warnings: list[str] = field(default_factory=list)
    cross_validated: float | None = None
    plateau: tuple[int, int] | None = None
    crossing: Crossing | None = None


def choose(sweep: Sweep, scores: Scores | None = None) -> Choice:
    """Choose a step: by labels where there are any, else by a plateau of the cohesion."""
    if scores is None:
        return _by_plateau(sweep)
    if scores.pairs is not None and sweep.axes[0].name == "cohesion":
        return _by_answers(sweep, scores)
    return _by_best(sweep, scores)


def value_in_words(value: object) -> str:
    """Return a swept value as people write it."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def values_in_words(sweep: Sweep, step: int) -> str:
    """Return ``cohesion 0.12``, or ``cohesion 0.12, link 0.1``."""
    values = zip(sweep.axes, sweep.steps[step].values, strict=True)
    return ", ".join(f"{axis.name} {value_in_words(value)}" for axis, value in values)


def _by_plateau(sweep: Sweep) -> Choice:
    present = sweep.nearest(sweep.now)
    if sweep.axes[0].name != "cohesion":
        names = " and ".join(axis.name for axis in sweep.axes)
        reason = f"Without labels nothing tells one {names} from another; the present value stays."
        return Choice(present, "present", reason)
    row = next(row for row in sweep.rows() if present in row)
    values = np.array([sweep.steps[at].values[0] for at in row], dtype=np.float64)
    default = max(float(sweep.now[0]), 1e-3)
    near = (values > 0) & (values <= default * _FARTHEST) & (values >= default / _FARTHEST)
    if near.sum() < 3:
        return Choice(present, "present", "Too few values near the present one to see a plateau.")
    place, change = _changes(sweep, row, values)
    log = np.log(values[near])
    rate = _smoothed(log, place, change)
    pull = _PULL * (1 + _SMALL / len(sweep.result.corpus))
    cost = rate + pull * (log - np.log(default)) ** 2
    best = int(cost.argmin())
    steps = np.array(row)[near]
    flat = rate <= 1.25 * rate[best] + 1e-9
    first = best - int(np.argmin(np.append(flat[best::-1], False))) + 1
    last = best + int(np.argmin(np.append(flat[best:], False))) - 1
    ends = [value_in_words(float(values[near][at])) for at in (first, last)]
    reason = (
        f"Near the present {value_in_words(float(sweep.now[0]))} the stories hold still best "
        f"from {ends[0]} to {ends[1]}: a tenth more cohesion changes "
        f"{max(rate[best], 0.0) * np.log(1.1):.1%} of the articles' company."
    )
    warning = (
        "No labels: this is where the choice matters least, not where it is known to be right; "
        "read the merges, or answer some questions with `samestory label`."
    )
    plateau = int(steps[first]), int(steps[last])
    return Choice(int(steps[best]), "plateau", reason, [warning], plateau=plateau)


def _changes(sweep: Sweep, row: range, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Change of company between neighbouring steps, per unit of log cohesion, and where it is."""
    stability = [sweep.steps[at].stability for at in row[1:]]
    kept = values[:-1] > 0
    log = np.log(np.maximum(values, 1e-9))
    change = 1 - np.array([1.0 if one is None else one for one in stability])
    width = np.diff(log)[kept]
    return (log[1:] + log[:-1])[kept] / 2, np.stack([change[kept], width])


def _smoothed(at: FloatArray, place: FloatArray, change: FloatArray) -> FloatArray:
    """Average the change around each place, weighted by nearness."""
    weight = np.exp(-(((at[:, np.newaxis] - place) / _WIDTH) ** 2) / 2)
    rate: FloatArray = (weight @ change[0]) / np.maximum(weight @ change[1], 1e-300)
    return rate


def _by_best(sweep: Sweep, scores: Scores) -> Choice:
    present, best = sweep.nearest(sweep.now), scores.best()
    checked = scores.cross_validated()
    figure = "accuracy" if scores.pairs is not None else "BCubed F1"
    known = f"{figure} {scores.figure(best):.3f}; {checked:.3f} on {scores.what} left out"
    warnings = _too_few(sweep, scores, best)
    if best != present and checked <= scores.figure(present):
        reason = (
            f"{values_in_words(sweep, best)} fits the labels best ({known}), but the present "
            f"{values_in_words(sweep, present)} does as well ({scores.figure(present):.3f})."
        )
        return Choice(present, "stories", reason, warnings, checked)
    reason = f"Of all values {values_in_words(sweep, best)} agrees best with the labels: {known}."
    return Choice(best, "stories", reason, warnings, checked)


def _by_answers(sweep: Sweep, scores: Scores) -> Choice:
    pairs = scores.pairs
    assert pairs is not None
    present = sweep.nearest(sweep.now)
    found: list[tuple[float, bool, int, Crossing]] = []
    for row in sweep.rows():
        order = sweep.order(row[0])
        assert order is not None
        apart = pairs.left != pairs.right
        height = order.joining(pairs.left[apart], pairs.right[apart])
        crossing = find_crossing(height, pairs.same_story[apart], float(sweep.now[0]))
        cohesions = np.array([sweep.steps[at].cohesion for at in row])
        far = np.abs(np.log(np.maximum(cohesions, 1e-9) / crossing.cohesion))
        step = row[int(far.argmin())]
        found.append((scores.figure(step), present in row, step, crossing))
    _, _, step, crossing = max(found, key=lambda one: (one[0], one[1], -one[2]))
    ends = f"{value_in_words(crossing.low)} to {value_in_words(crossing.high)}"
    reason = (
        f"Around {value_in_words(crossing.cohesion)} ({ends}) the {crossing.answers} answers "
        f"turn from 'different' to 'same'; {scores.figure(step):.0%} of them agree with "
        f"{values_in_words(sweep, step)}, {scores.figure(present):.0%} with the present value."
    )
    warnings = []
    if crossing.answers < FEW_ANSWERS:
        warnings.append(f"Only {crossing.answers} answers; from {FEW_ANSWERS} on they decide.")
    if crossing.low <= float(sweep.now[0]) <= crossing.high and step != present:
        warnings.append(
            f"The answers cannot tell {values_in_words(sweep, step)} from the present "
            f"{value_in_words(float(sweep.now[0]))}; answer more with `samestory label`."
        )
    checked = scores.cross_validated()
    return Choice(step, "answers", reason, warnings, checked, crossing=crossing)


def _too_few(sweep: Sweep, scores: Scores, best: int) -> list[str]:
    warnings = []
    if scores.pairs is None and scores.units < FEW_STORIES:
        warnings.append(f"Only {scores.units} {scores.what}; label {FEW_STORIES} or more.")
    alike = scores.alike(best)
    row = next(row for row in sweep.rows() if best in row)
    same_row = [at for at in alike if at in row]
    if len(same_row) > 1:
        first, last = (
            value_in_words(sweep.steps[at].values[0]) for at in (same_row[0], same_row[-1])
        )
        warnings.append(
            f"{scores.units:,} {scores.what} cannot tell values of {sweep.axes[0].name} from "
            f"{first} to {last} apart."
        )
    return warnings
