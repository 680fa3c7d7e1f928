"""Which step to choose, why, and how far to trust it: by a plateau, by stories, by answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from clustering.text.english import counted
from clustering.tuning.answers import check_by_answers, pick_by_answers
from clustering.tuning.crossing import Crossing
from clustering.tuning.plateau import find_plateau
from clustering.tuning.scoring import SweepScores
from clustering.tuning.sweep import Sweep

Basis = Literal["present", "plateau", "stories", "answers"]

# A plateau replaces the present value only if it changes less than this share of what changes
# there. On the labelled sets the plateau gave 0.007 F1 less than the default, and on samples of
# 300 articles as much (reports/tuning.md): a stable value is seldom the right one.
MAX_PLATEAU_CHANGE_RATIO = 0.5
_NO_LABELS = (
    "No labels: they alone can say which value is right. Read the merges, or answer some "
    "questions with `samestory label`."
)
MIN_LABELLED_STORIES = 30
MIN_ANSWERS = 30


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
        What choosing by labels this way gives on labels that played no part in it (BCubed F1
        or accuracy); ``None`` without labels, or where they are too few to leave any out.
    plateau
        The steps at the ends of the stretch where the stories change least; ``None`` where
        none was looked for.
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


def choose_step(sweep: Sweep, scores: SweepScores | None = None) -> Choice:
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
    plateau = find_plateau(sweep)
    if plateau is None:
        return Choice(present, "present", "Too few values near the present one to see a plateau.")
    now = value_in_words(float(sweep.now[0]))
    ends = plateau.first, plateau.last
    low, high = (value_in_words(sweep.steps[at].values[0]) for at in ends)
    if plateau.is_everywhere:
        reason = (
            f"The present {now} stays. There is no plateau: a tenth more cohesion changes about "
            f"as much ({plateau.change_now:.1%} of the articles' company) anywhere from {low} "
            f"to {high}."
        )
        return Choice(present, "present", reason, [_NO_LABELS])
    where = f"from {low} to {high}" if low != high else f"at {low}"
    still = (
        f"{where} the stories hold still best: a tenth more cohesion changes "
        f"{plateau.change:.1%} of the articles' company, and {plateau.change_now:.1%} at {now}"
    )
    if plateau.change < MAX_PLATEAU_CHANGE_RATIO * plateau.change_now:
        reason = f"{_capitalized(still)}, more than twice as much."
        return Choice(plateau.step, "plateau", reason, [_NO_LABELS], plateau=ends)
    reason = (
        f"The present {now} stays. {_capitalized(still)}; under half would be a reason to move."
    )
    return Choice(present, "present", reason, [_NO_LABELS], plateau=ends)


def _by_best(sweep: Sweep, scores: SweepScores) -> Choice:
    present, best = sweep.nearest(sweep.now), scores.best()
    checked = scores.cross_validated()
    score_name = "accuracy" if scores.pairs is not None else "BCubed F1"
    known = f"{score_name} {scores.main_score(best):.3f}"
    if checked is not None:
        known += f"; {checked:.3f} on {scores.what} left out"
    warnings = _too_few_labels(sweep, scores, best)
    if best != present and (checked is None or checked <= scores.main_score(present)):
        reason = (
            f"{_capitalized(values_in_words(sweep, best))} fits the labels best ({known}), but the "
            f"present {values_in_words(sweep, present)} does as well "
            f"({scores.main_score(present):.3f})."
        )
        return Choice(present, "stories", reason, warnings, checked)
    reason = f"Of all values {values_in_words(sweep, best)} agrees best with the labels: {known}."
    return Choice(best, "stories", reason, warnings, checked)


def _by_answers(sweep: Sweep, scores: SweepScores) -> Choice:
    present, pick = sweep.nearest(sweep.now), pick_by_answers(sweep, scores)
    crossing, step = pick.crossing, pick.step
    now = value_in_words(float(sweep.now[0]))
    ends = f"{value_in_words(crossing.low)} to {value_in_words(crossing.high)}"
    reason = (
        f"Around {value_in_words(crossing.cohesion)} ({ends}) the "
        f"{counted(crossing.answers, 'answer')} turn from 'different' to 'same'"
    )
    if pick.is_open:
        reason += f"; the present {now} is within, and stays."
    else:
        reason += (
            f"; {scores.main_score(step):.0%} of them agree with {values_in_words(sweep, step)}, "
            f"{scores.main_score(present):.0%} with the present {values_in_words(sweep, present)}."
        )
    checked = check_by_answers(sweep, scores)
    if checked is not None:
        reason += f" Chosen without them, the value agrees with {checked:.0%} of answers left out."
    warnings = []
    if crossing.answers < MIN_ANSWERS:
        warnings.append(f"Only {counted(crossing.answers, 'answer')}; give {MIN_ANSWERS} or more.")
    if pick.is_open:
        warnings.append(
            f"The answers cannot tell values of cohesion from {ends} apart; answer more with "
            "`samestory label`."
        )
    return Choice(step, "answers", reason, warnings, checked, crossing=crossing)


def _too_few_labels(sweep: Sweep, scores: SweepScores, best: int) -> list[str]:
    warnings = []
    if scores.pairs is None and scores.units < MIN_LABELLED_STORIES:
        stories = counted(scores.units, "labelled story", "labelled stories")
        warnings.append(f"Only {stories}; label {MIN_LABELLED_STORIES} or more.")
    if scores.pairs is not None and scores.units < MIN_ANSWERS:
        pairs = counted(scores.units, "judged pair")
        warnings.append(f"Only {pairs}; judge {MIN_ANSWERS} or more.")
    row = next(row for row in sweep.rows() if best in row)
    indistinguishable = set(scores.indistinguishable(best))
    first = last = best
    while first - 1 in row and first - 1 in indistinguishable:
        first -= 1
    while last + 1 in row and last + 1 in indistinguishable:
        last += 1
    if first < last:
        low, high = (value_in_words(sweep.steps[at].values[0]) for at in (first, last))
        warnings.append(
            f"{scores.units:,} {scores.what} cannot tell values of {sweep.axes[0].name} from "
            f"{low} to {high} apart."
        )
    return warnings


def _capitalized(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
