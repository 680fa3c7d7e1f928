"""Everything a tuning run found out, gathered once for the terminal, the page and the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.gold import GoldLabels
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.system.progress import Progress
from clustering.tuning.changes import Change, StepChanges, merges_around, step_changes
from clustering.tuning.choice import Choice, choose_step
from clustering.tuning.figures import Step
from clustering.tuning.scoring import SweepScores, score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import Axis


@dataclass(frozen=True)
class Findings:
    """A sweep, what labels say of it (``None`` without any), and the step to choose.

    ``kept`` and ``undone`` are merges to read: those the chosen step keeps by little and those it
    just undoes.
    """

    sweep: Sweep
    scores: SweepScores | None
    choice: Choice
    kept: list[Change]
    undone: list[Change]

    @property
    def present(self) -> int:
        """The step at the settings as they are."""
        return self.sweep.nearest(self.sweep.now)

    @property
    def chosen(self) -> Step:
        """The step that is chosen."""
        return self.sweep.steps[self.choice.step]

    @property
    def row(self) -> range:
        """The steps beside the chosen one, which differ from it in the first axis."""
        return next(row for row in self.sweep.rows() if self.choice.step in row)

    @property
    def best(self) -> int | None:
        """The step the labels fit best."""
        return None if self.scores is None else self.scores.best()

    @property
    def values(self) -> dict[str, object]:
        """The chosen value of each setting that was swept."""
        names = (axis.name for axis in self.sweep.axes)
        return dict(zip(names, self.chosen.values, strict=True))

    @cached_property
    def changes(self) -> list[StepChanges]:
        """What changes from step to step in the row of the choice.

        What cuts the tree is told downwards, so that merges appear; other settings upwards.
        """
        row = list(self.row)
        if self.sweep.is_about_cut:
            row.reverse()
        return [step_changes(self.sweep, before, after) for before, after in pairwise(row)]


def sweep_and_choose(
    result: Result,
    settings: Settings,
    axes: tuple[Axis, ...],
    gold: GoldLabels | JudgedPairs | None = None,
    progress: Progress | None = None,
) -> Findings:
    """Sweep one or two settings and choose; ``result`` is a run with these settings."""
    swept = sweep_settings(result, settings, axes, progress)
    scores = score_sweep(swept, gold) if gold is not None else None
    choice = choose_step(swept, scores)
    kept, undone = merges_around(swept, choice.step)
    return Findings(swept, scores, choice, kept, undone)
