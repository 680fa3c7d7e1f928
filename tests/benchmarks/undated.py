"""Measures what the budgets of the neighbour search cost, where dates do not thin the crowd."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import inf
from typing import Any
from unittest.mock import patch

from clustering import pipeline
from clustering.evaluation.gold_stories import locate_gold_stories
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.model import Reading, Record
from clustering.pairs import search as neighbours
from clustering.pairs.nearest import Pairs, nearest_pairs
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.benchmarks.labelled import FIVE, LabelledSet, load, load_crowd

BOUNDED = "within the budget (the default)"
EVERYTHING = "everything"  # in the place of a set

LIFTED: Mapping[str, tuple[str, ...]] = {
    BOUNDED: (),
    "no limit on pairs": ("_MIN_PAIRS",),
}
"""Constants of ``clustering.pairs.search`` that are made infinite."""


@dataclass(frozen=True)
class UndatedCrowd:
    """All sets in one run without publication dates.

    Attributes
    ----------
    articles, dated
        Articles of the run, and those whose URL holds a day.
    pairs
        Candidate pairs that were kept.
    seconds
        Wall-clock seconds of the run, on one thread.
    f1
        BCubed F1 of each set over its own labelled articles.
    """

    articles: int
    dated: int
    pairs: int
    seconds: float
    f1: dict[str, float]


def measure_undated(lifted: Sequence[str], settings: Settings) -> UndatedCrowd:
    """Group every tuned-on set and the unlabelled articles together, none with its date.

    Parameters
    ----------
    lifted
        Names of the budgets in ``clustering.pairs.search`` to do without.
    """
    sets = [load(name) for name in FIVE]
    crowd = [record for one in sets for record in one.reading.records] + load_crowd()
    records = [replace(record, published=None) for record in crowd]
    result, pairs = run_without_budgets(records, lifted, settings)
    return UndatedCrowd(
        articles=len(result.corpus),
        dated=sum(article.published is not None for article in result.articles),
        pairs=pairs,
        seconds=sum(result.seconds.values()),
        f1=f1_of_each(sets, result),
    )


def run_without_budgets(
    records: Sequence[Record], lifted: Sequence[str], settings: Settings
) -> tuple[Result, int]:
    """Group records with some budgets lifted; the result, and how many pairs were kept."""
    kept: list[int] = []

    def count_pairs(*given: Any, **named: Any) -> Pairs:  # noqa: ANN401 - passed on
        pairs = nearest_pairs(*given, **named)
        kept.append(len(pairs))
        return pairs

    with ExitStack() as patches:
        patches.enter_context(patch.object(pipeline, "nearest_pairs", count_pairs))
        for budget in lifted:
            patches.enter_context(patch.object(neighbours, budget, inf))
        result = run(Reading(records, []), settings)
    return result, kept[0]


def f1_of_each(sets: Sequence[LabelledSet], result: Result) -> dict[str, float]:
    """Return BCubed F1 of each set, whose records began the run in this order."""
    scores: dict[str, float] = {}
    start = 0
    for one in sets:
        stop = start + len(one.reading.records)
        own = replace(result.corpus, article_of=result.corpus.article_of[start:stop])
        gold = locate_gold_stories(one.reading, own, one.labels)
        scores[one.name] = bcubed(contingency_table(gold.story_of, result.story_of)).f1
        start = stop
    return scores
