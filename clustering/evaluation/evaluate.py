"""Compares a run with gold labels: scores with intervals, and where the two differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clustering.answers.judged import JudgedPairs, locate_pairs
from clustering.arrays.columns import column_of
from clustering.arrays.types import FloatArray, IntArray
from clustering.evaluation.gold import GoldLabels, GoldStories, locate_gold_stories
from clustering.evaluation.intervals import Interval, ScoreInterval, pair_interval, story_intervals
from clustering.evaluation.metrics import Contingency, Score, Scores, contingency_table, score_table
from clustering.evaluation.mismatches import Discrepancy, worst_splits
from clustering.result import Result


@dataclass(frozen=True)
class Evaluation:
    """A run scored against the stories of its labelled articles.

    ``bcubed`` and ``pairwise`` are 95 % intervals of these scores; of ``splits`` and ``merges`` the
    costliest come first.
    """

    counts: dict[str, int]
    scores: Scores
    bcubed: ScoreInterval
    pairwise: ScoreInterval
    splits: list[Discrepancy]
    merges: list[Discrepancy]


@dataclass(frozen=True, slots=True)
class PairMismatch:
    """A pair on which the run and the people disagree."""

    left: str
    right: str
    left_headline: str
    right_headline: str
    similarity: float


@dataclass(frozen=True)
class PairEvaluation:
    """A run scored against judged pairs of articles.

    ``missed`` are pairs judged one story and found apart, the most alike first; ``joined`` pairs
    judged two stories and found together, the least alike first.
    """

    counts: dict[str, int]
    accuracy: float
    score: Score
    accuracy_interval: Interval
    interval: ScoreInterval
    missed: list[PairMismatch]
    joined: list[PairMismatch]


def evaluate_stories(result: Result, gold: GoldLabels, show: int = 5) -> Evaluation:
    """Score a run against gold stories; only labelled articles count.

    So many of the worst splits and merges are described as ``show`` says.
    """
    stories = locate_gold_stories(result.reading, result.corpus, gold)
    table = contingency_table(stories.story_of, result.story_of)
    bcubed, pairwise = story_intervals(table)
    ids = column_of(result.stories, "id")

    def headline(gold: int, found: int) -> str:
        """Return the title of the earliest article that is in both stories."""
        story = result.stories[found]
        return next(
            article.title or article.url
            for member, article in zip(story.members, story.articles, strict=True)
            if stories.story_of[member] == gold
        )

    return Evaluation(
        counts=_counts(result, stories, table),
        scores=score_table(table),
        bcubed=bcubed,
        pairwise=pairwise,
        splits=worst_splits(table, show, stories.names, ids, headline),
        merges=worst_splits(
            table.transposed, show, ids, stories.names, lambda found, gold: headline(gold, found)
        ),
    )


def evaluate_pairs(result: Result, gold: JudgedPairs, show: int = 5) -> PairEvaluation:
    """Score a run against judged pairs: accuracy, and how well "one story" is found.

    Raises
    ------
    UsageError
        When no pair names two records of the run.
    """
    kept, left, right, said = locate_pairs(result.reading, result.corpus, gold)
    together = result.story_of[left] == result.story_of[right]
    likeness = result.vectors.similarities(left, right)
    joined, missed = ~said & together, said & ~together
    shared, wrong, lost = int((said & together).sum()), int(joined.sum()), int(missed.sum())
    right_apart = len(kept) - shared - wrong - lost
    interval, accuracy_interval = pair_interval((shared, wrong, lost, right_apart))

    def shown(which: IntArray) -> list[PairMismatch]:
        return [
            PairMismatch(
                gold.left[kept[at]],
                gold.right[kept[at]],
                result.articles[left[at]].title,
                result.articles[right[at]].title,
                float(likeness[at]),
            )
            for at in which[:show].tolist()
        ]

    return PairEvaluation(
        counts={
            "records": len(result.reading.records),
            "pairs": len(gold),
            "matched": len(kept),
            "same_story": int(said.sum()),
            "found_together": int(together.sum()),
        },
        accuracy=(shared + right_apart) / len(kept),
        score=Score.of_pairs(shared, shared + wrong, shared + lost),
        accuracy_interval=accuracy_interval,
        interval=interval,
        missed=shown(_ordered(missed, -likeness)),
        joined=shown(_ordered(joined, likeness)),
    )


def _counts(result: Result, gold: GoldStories, table: Contingency) -> dict[str, int]:
    return {
        "records": len(result.reading.records),
        "articles": len(result.corpus),
        "labels": gold.label_count,
        "matched_labels": gold.matched_count,
        "labelled_articles": gold.labelled,
        "disputed_articles": gold.disputed,
        "gold_stories": len(table.gold_numbers),
        "found_stories": len(table.found_numbers),
    }


def _ordered(which: npt.NDArray[np.bool_], by: FloatArray) -> IntArray:
    chosen = np.flatnonzero(which)
    return chosen[np.argsort(by[chosen], kind="stable")]
