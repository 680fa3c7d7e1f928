"""Scores each step of a sweep against gold stories or judged pairs, with bootstrap intervals.

Every step is scored on the same resamples, so that two steps can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from clustering.answers.judged import JudgedPairs, LocatedPairs, locate_pairs
from clustering.arrays.components import connected_components
from clustering.arrays.types import FloatArray, IntArray
from clustering.evaluation.gold import GoldLabels, locate_gold_stories
from clustering.evaluation.intervals import (
    Interval,
    ScoreInterval,
    pair_rates,
    percentile_intervals,
    rates_of,
    story_terms,
)
from clustering.evaluation.metrics import Score, contingency_table
from clustering.tuning.sweep import Sweep

SWEEP_RESAMPLES = 300
FOLD_COUNT = 10


@dataclass(frozen=True, slots=True)
class StepScore:
    """A step against the labels.

    BCubed is ``None`` for labels of pairs, which say nothing of whole stories; ``accuracy``, the
    share of judged pairs the step agrees with, is ``None`` for labels of stories.
    """

    pairwise: Score
    pairwise_interval: ScoreInterval
    bcubed: Score | None = None
    bcubed_interval: ScoreInterval | None = None
    accuracy: float | None = None

    @property
    def f1(self) -> Score:
        """The score that decides: BCubed where there is one."""
        return self.bcubed or self.pairwise

    @property
    def interval(self) -> Interval:
        """Interval of the F1 that decides."""
        return (self.bcubed_interval or self.pairwise_interval).f1


class _Terms(Protocol):
    """Sums over labelled units (stories or pairs) that scores are made of."""

    units: int
    column: int

    def of(self, group_of: IntArray) -> FloatArray: ...

    def rates(self, sums: FloatArray) -> FloatArray: ...

    def score(self, rates: FloatArray, ends: list[Interval]) -> StepScore: ...


@dataclass(frozen=True)
class SweepScores:
    """Scores of all steps of a sweep.

    Attributes
    ----------
    steps
        The score of each.
    units
        Labelled stories, or judged pairs.
    what
        What those are called.
    resampled
        The deciding figure of each step in each resample; shape ``(steps, RESAMPLES)``.
    fold_of
        The fold each story or pair is left out with; shape ``(units,)``.
    pairs
        The judged pairs, where the labels are pairs.
    """

    steps: list[StepScore]
    units: int
    what: str
    resampled: FloatArray
    fold_of: IntArray
    pairs: LocatedPairs | None
    _folds: FloatArray
    _terms: _Terms

    def main_score(self, step: int) -> float:
        """Return what is to be as high as possible: BCubed F1, or accuracy on pairs."""
        return float(self._main_scores()[step])

    def best(self, steps: range | None = None) -> int:
        """Return the step with the highest figure; the middle one among equals."""
        chosen = np.arange(len(self.steps)) if steps is None else np.array(steps)
        return int(chosen[_middle_of_best(self._main_scores()[chosen])])

    def cross_validated(self) -> float | None:
        """Score what picking the best would give on labels that played no part in picking.

        A story, or pairs that share one, are left out together. ``None`` where there is
        nothing to pick by without them.
        """
        if len(np.unique(self.fold_of)) < 2:
            return None
        whole = self._folds.sum(axis=1)
        tested = np.zeros(whole.shape[1])
        for fold in range(self._folds.shape[1]):
            left_out = self._folds[:, fold]
            picked = _middle_of_best(self._terms.rates(whole - left_out)[:, self._terms.column])
            tested += left_out[picked]
        return float(self._terms.rates(tested)[self._terms.column])

    def indistinguishable(self, step: int) -> list[int]:
        """List the steps the labels cannot tell from this one: 95 % of the differences hold 0."""
        ahead = self.resampled[step] - self.resampled
        return np.flatnonzero(np.percentile(ahead, 2.5, axis=1) <= 0).tolist()

    def _main_scores(self) -> FloatArray:
        return self._terms.rates(self._folds.sum(axis=1))[:, self._terms.column]


def score_sweep(sweep: Sweep, gold: GoldLabels | JudgedPairs) -> SweepScores:
    """Hold every step against labels of stories or of pairs; refuse such about other articles."""
    result = sweep.result
    pairs = None
    if isinstance(gold, JudgedPairs):
        pairs = locate_pairs(result.reading, result.corpus, gold)
        terms: _Terms = _PairTerms(pairs)
        folds = _fold_of_pairs(pairs, result.story_of)
    else:
        terms = _StoryTerms(locate_gold_stories(result.reading, result.corpus, gold).story_of)
        folds = np.random.default_rng(0).permutation(terms.units) % FOLD_COUNT
    drawn = np.random.default_rng(0).multinomial(
        terms.units, np.full(terms.units, 1 / terms.units), SWEEP_RESAMPLES
    )
    in_fold = np.stack([folds == fold for fold in range(FOLD_COUNT)]).astype(np.float64)
    steps: list[StepScore] = []
    resampled = np.empty((len(sweep.steps), SWEEP_RESAMPLES))
    fold_sums = []
    for at in range(len(sweep.steps)):
        of_unit = terms.of(sweep.partition(at))
        rates = terms.rates(drawn @ of_unit)
        resampled[at] = rates[:, terms.column]
        fold_sums.append(in_fold @ of_unit)
        steps.append(terms.score(terms.rates(of_unit.sum(axis=0)), percentile_intervals(rates)))
    what = "judged pairs" if pairs is not None else "labelled stories"
    return SweepScores(
        steps,
        terms.units,
        what,
        resampled,
        folds,
        pairs,
        np.stack(fold_sums),
        terms,
    )


def _middle_of_best(figures: FloatArray) -> int:
    """Return the middle of the longest run of best figures."""
    best = np.flatnonzero(figures >= figures.max() - 1e-12)
    runs = np.split(best, np.flatnonzero(np.diff(best) > 1) + 1)
    longest = max(runs, key=len)
    return int(longest[len(longest) // 2])


class _StoryTerms:
    """Labels of stories: what each gold story adds to BCubed and pairwise scores."""

    column = 2  # BCubed F1

    def __init__(self, gold: IntArray) -> None:
        self._gold = gold
        self.units = len(np.unique(gold[gold >= 0]))

    def of(self, group_of: IntArray) -> FloatArray:
        return story_terms(contingency_table(self._gold, group_of))

    def rates(self, sums: FloatArray) -> FloatArray:
        return rates_of(sums)

    def score(self, rates: FloatArray, ends: list[Interval]) -> StepScore:
        return StepScore(
            pairwise=Score(*rates[3:].tolist()),
            pairwise_interval=ScoreInterval(*ends[3:]),
            bcubed=Score(*rates[:3].tolist()),
            bcubed_interval=ScoreInterval(*ends[:3]),
        )


class _PairTerms:
    """Labels of pairs: what each adds to precision, recall and accuracy."""

    column = 3  # accuracy: the pairs are few and chosen, so "different" counts like "same"

    def __init__(self, pairs: LocatedPairs) -> None:
        self._pairs = pairs
        self.units = len(pairs.kept)

    def of(self, group_of: IntArray) -> FloatArray:
        said = self._pairs.same_story
        found = group_of[self._pairs.left] == group_of[self._pairs.right]
        terms = [said & found, found, said, said == found, np.ones_like(said)]
        return np.stack(terms, axis=1).astype(np.float64)

    def rates(self, sums: FloatArray) -> FloatArray:
        return pair_rates(sums)

    def score(self, rates: FloatArray, ends: list[Interval]) -> StepScore:
        return StepScore(
            pairwise=Score(*rates[:3].tolist()),
            pairwise_interval=ScoreInterval(*ends[:3]),
            accuracy=float(rates[3]),
        )


def _fold_of_pairs(pairs: LocatedPairs, story_of: IntArray) -> IntArray:
    """Put the pairs that share a story, as it stands now, into one fold, over any chain.

    Where that is one fold for all of them, each is on its own.
    """
    stories = int(story_of.max()) + 1
    chained = connected_components(story_of[pairs.left], story_of[pairs.right], stories)
    names, group = np.unique(chained[story_of[pairs.left]], return_inverse=True)
    if len(names) == 1:
        group = np.arange(len(group))
    shuffled = np.random.default_rng(0).permutation(int(group.max()) + 1)
    folds: IntArray = (shuffled % FOLD_COUNT)[group]
    return folds
