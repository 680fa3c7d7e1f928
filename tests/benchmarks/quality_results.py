"""Scores a run on one labelled set, and keeps what was measured for the tables to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import fmean
from typing import Any

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.evaluate import evaluate_pairs
from clustering.evaluation.intervals import story_intervals
from clustering.evaluation.metrics import Score, contingency_table
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings, choose_settings
from clustering.stories.marks import LOOK, ONE_EVENT
from tests.benchmarks.labelled import LabelledSet, load
from tests.benchmarks.scoring import Clean, clean_stories, score


@dataclass(frozen=True)
class Marks:
    """What the marks of stories of several outlets are worth.

    Attributes
    ----------
    one_event
        Stories marked as one event, and those of them that are.
    mixed, looked_at
        Stories that are not one event, and those of them that are marked for a look.
    """

    one_event: Clean
    mixed: int
    looked_at: int


@dataclass(frozen=True)
class SetScore:
    """A run against the labels of one set; of judged pairs only the score is known.

    Attributes
    ----------
    articles, gold_stories, found_stories
        How many; of a set of pairs, the pairs and those judged and found to be one story.
    score
        BCubed, the mean over readers where there are two; that of pairs where a set has pairs.
    low, high
        Ends of the 95 % interval of F1.
    readers
        BCubed F1 of the two readers against each other.
    """

    articles: int
    gold_stories: int
    found_stories: int
    score: Score
    low: float
    high: float
    readers: float | None = None
    clean: Clean | None = None
    marks: Marks | None = None


@dataclass(frozen=True)
class Measured:
    """Everything that was measured, by kind, name and set.

    Attributes
    ----------
    settings
        The default's settings.
    """

    settings: dict[str, Any]
    found: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def of(self, labelled: str) -> SetScore:
        """Return what the default got on a set."""
        found: SetScore = self.found["default", "", labelled]
        return found


def settings(**changed: Any) -> Settings:  # noqa: ANN401 - whatever a setting takes
    """Return the default with some settings changed, for one process."""
    return choose_settings({**changed, "jobs": 1}).settings


def measure_variant(labelled: str, changed: Mapping[str, Any]) -> SetScore:
    """Score a run with some settings changed."""
    chosen = load(labelled)
    return score_run(chosen, run(chosen.reading, settings(**changed)))


def score_run(chosen: LabelledSet, result: Result) -> SetScore:
    """Score a run against the labels of its set."""
    gold = chosen.golds[0]
    if isinstance(gold, JudgedPairs):
        found = evaluate_pairs(result, gold, show=0)
        ends, counts = found.interval.f1, found.counts
        sizes = (counts["matched"], counts["same_story"], counts["found_together"])
        return SetScore(*sizes, found.score, ends.low, ends.high)
    golds = chosen.stories_by_each(result.corpus)
    tables = [contingency_table(one, result.story_of) for one in golds]
    intervals = [story_intervals(one)[0].f1 for one in tables]
    marks, clean = judge_marks(chosen, result)
    return SetScore(
        articles=len(result.corpus),
        gold_stories=len(tables[0].gold_numbers),
        found_stories=len(tables[0].found_numbers),
        score=score(golds, result.story_of),
        low=fmean(one.low for one in intervals),
        high=fmean(one.high for one in intervals),
        readers=score(golds[:1], golds[1]).f1 if len(golds) > 1 else None,
        clean=clean,
        marks=marks,
    )


def judge_marks(chosen: LabelledSet, result: Result) -> tuple[Marks, Clean]:
    """Hold the marks of the stories of several outlets against the labels."""
    golds = chosen.stories_by_each(result.corpus)
    is_clean = clean_stories(golds, result.story_of, result.corpus)
    marked = {story: result.mark_of(result.stories[story]) for story in is_clean}
    sure = [story for story, mark in marked.items() if mark == ONE_EVENT]
    mixed = [story for story, one in is_clean.items() if not one]
    marks = Marks(
        Clean(len(sure), sum(is_clean[story] for story in sure)),
        len(mixed),
        sum(marked[story] == LOOK for story in mixed),
    )
    return marks, Clean(len(is_clean), len(is_clean) - len(mixed))
