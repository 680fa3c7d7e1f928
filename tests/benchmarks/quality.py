"""Measures the one default, each part switched off, and what a user would pick instead.

``python -m tests.benchmarks.quality`` writes ``reports/quality.md``; the data are found
through ``SAMESTORY_DATA`` or in ``../shared/data``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from statistics import fmean
from typing import Any

import numpy as np

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.evaluate import (
    Evaluation,
    PairEvaluation,
    evaluate_pairs,
    evaluate_stories,
)
from clustering.evaluation.metrics import adjusted_rand, bcubed, contingency_table
from clustering.model import Reading, Record
from clustering.pipeline import run
from clustering.settings.model import Settings, choose_settings
from tests.benchmarks.alternatives import ALTERNATIVES, vectorize_texts
from tests.benchmarks.labelled import (
    ALSO,
    TUNED_ON,
    load,
    load_crowd,
    whole_stories,
    write_report,
)
from tests.benchmarks.languages import measure_languages
from tests.benchmarks.missing_dates import SHARES, dated_sources, measure_missing
from tests.benchmarks.quality_page import write_page
from tests.benchmarks.quality_results import CohesionCurves, Measured
from tests.benchmarks.related import measure_related, related_sources
from tests.benchmarks.undated import EVERYTHING, LIFTED, measure_undated

DEFAULT = "the one default"
ONE_COHESION = "cohesion 0.1 whatever the size"
TWO_CROWDS = "the one default, between two crowds"

VARIANTS: Mapping[str, Mapping[str, Any]] = {
    DEFAULT: {},
    "no background word frequencies": {"prior": False},
    "no boilerplate rule": {"boilerplate": False},
    "no series rule": {"series": False},
    "no excerpt": {"excerpt_weight": 0.0},
    "no URL words": {"url_weight": 0.0},
    "no second-order likeness": {"smoothing": 0.0},
    "no fading with time": {"window": 0.0},
    "no borrowed dates": {"borrow_dates": False},
    "related links ignored": {"related": "ignore"},
    "related links merge": {"related": "merge"},
    "20 neighbours": {"neighbours": 20},
    ONE_COHESION: {"cohesion": 0.1},
    "no cohesion: plain components": {"cohesion": 0.0},
}
"""What is switched off in turn; a variant of a setting that does not exist is left out."""

COHESIONS = tuple(round(0.01 * step, 2) for step in range(1, 31))
FACTORS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)
SMALL, LARGE = 200, 20_000
DRAWS = 5  # of so few stories one draw says little: single figures of a set lie 0.3 apart
LONGEST = 1_000_000
IN_A_CROWD = (DEFAULT, ONE_COHESION)
PROCESSES = 3


@dataclass(frozen=True)
class Task:
    """One measurement of one set; a heavier one is begun earlier."""

    kind: str
    name: str
    labelled: str
    measure: Callable[[], Any]
    weight: int


def variants() -> dict[str, Mapping[str, Any]]:
    """Return the variants whose settings exist."""
    return {
        name: changed
        for name, changed in VARIANTS.items()
        if changed.keys() <= set(Settings.model_fields)
    }


def settings(**changed: Any) -> Settings:  # noqa: ANN401 - whatever a setting takes
    """Return the default with some settings changed, for one process."""
    return choose_settings({**changed, "jobs": 1}).settings


def measure_variant(labelled: str, changed: Mapping[str, Any]) -> Evaluation | PairEvaluation:
    """Score a run with some settings changed."""
    chosen = load(labelled)
    result = run(chosen.reading, settings(**changed))
    if isinstance(chosen.gold, JudgedPairs):
        return evaluate_pairs(result, chosen.gold, show=0)
    return evaluate_stories(result, chosen.gold, show=0)


def measure_alternative(labelled: str, alternative: str) -> dict[str, float]:
    """Score an alternative under each of its settings: BCubed F1."""
    corpus, gold = load(labelled).settled()
    texts = vectorize_texts(corpus.articles)
    return {
        setting: bcubed(contingency_table(gold.story_of, found)).f1
        for setting, found in ALTERNATIVES[alternative](texts)
    }


def measure_cohesions(labelled: str) -> CohesionCurves:
    """Score constants, and multiples of what is chosen by default, off one merge tree."""
    reading = load(labelled).reading
    gold = load(labelled).settled()[1].story_of
    chosen = run(reading, settings()).cohesion
    tree = run(reading, settings(cohesion=0.0)).tree

    def f1(cohesion: float) -> float:
        return bcubed(contingency_table(gold, tree.cut(cohesion))).f1

    return CohesionCurves(
        chosen,
        {cohesion: f1(cohesion) for cohesion in COHESIONS},
        {factor: f1(factor * chosen) for factor in FACTORS},
    )


def measure_crowd(labelled: str, changed: Mapping[str, Any]) -> float:
    """Group some stories alone and inside a crowd; mean agreement of the two over the draws."""
    found = []
    for draw in range(DRAWS):
        few, crowd, _ = draw_crowds(labelled, draw)
        found.append(agreement(few, [], crowd, settings(**changed)))
    return fmean(found)


def measure_two_crowds(labelled: str) -> float:
    """Group some stories inside one crowd and inside another: what a change of crowd alone does."""
    return fmean(agreement(*draw_crowds(labelled, draw), settings()) for draw in range(DRAWS))


def draw_crowds(labelled: str, draw: int) -> tuple[list[Record], list[Record], list[Record]]:
    """Draw some whole stories, a crowd, and another crowd of all articles that are left."""
    chosen = load(labelled)
    generator = np.random.default_rng(draw)
    stories = generator.permutation(len(chosen.settled()[1].names))
    few = whole_stories(chosen, SMALL, stories)
    crowd = load_crowd()
    shuffled = generator.permutation(len(crowd))
    picked, left = np.sort(shuffled[:LARGE]).tolist(), np.sort(shuffled[LARGE:]).tolist()
    return few, [crowd[at] for at in picked], [crowd[at] for at in left]


def agreement(
    few: list[Record], crowd: list[Record], other: list[Record], chosen: Settings
) -> float:
    """Return the adjusted Rand index of the partitions of some records inside two crowds."""
    results = [run(Reading([*few, *strangers], []), chosen) for strangers in (crowd, other)]
    labels = [result.story_of[result.corpus.article_of[: len(few)]] for result in results]
    return adjusted_rand(contingency_table(*labels))


def tasks() -> list[Task]:
    """Return everything there is to measure, the longest first."""
    listed: list[Task] = []
    for labelled in (*TUNED_ON, *ALSO):
        weight = len(load(labelled).reading.records)
        for name, changed in variants().items():
            measure = partial(measure_variant, labelled, changed)
            listed.append(Task("variant", name, labelled, measure, weight))
    for labelled in TUNED_ON:
        weight = len(load(labelled).reading.records)
        listed.append(Task("cohesion", "", labelled, partial(measure_cohesions, labelled), weight))
        for name in IN_A_CROWD:
            crowd = partial(measure_crowd, labelled, VARIANTS[name])
            listed.append(Task("crowd", name, labelled, crowd, DRAWS * LARGE))
        two = partial(measure_two_crowds, labelled)
        listed.append(Task("crowd", TWO_CROWDS, labelled, two, 2 * DRAWS * LARGE))
        for name in ALTERNATIVES:
            measure_it = partial(measure_alternative, labelled, name)
            is_slow = "HDBSCAN" in name  # quadratic: most of the time of the whole bench
            listed.append(
                Task("alternative", name, labelled, measure_it, weight * (20 if is_slow else 1))
            )
    for name, folder in related_sources().items():
        links = partial(measure_related, folder, settings())
        listed.append(Task("related", "", name, links, LARGE))
    listed.append(Task("languages", "", "fixtures", partial(measure_languages, settings()), 1))
    for source in dated_sources():
        for share in SHARES:
            missing = partial(measure_missing, source, share, settings())
            listed.append(Task("missing", f"{share:.0%}", source, missing, LARGE))
    for name, lifted in LIFTED.items():
        undated = partial(measure_undated, lifted, settings())
        listed.append(Task("undated", name, EVERYTHING, undated, LONGEST))
    return sorted(listed, key=lambda task: -task.weight)


def measure_all() -> Measured:
    """Measure everything in a few processes and collect it by kind, name and set."""
    measured = Measured(default=DEFAULT, variants=list(variants()), settings=settings().shaping())
    start = time.monotonic()
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # for the processes
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        listed = tasks()
        waiting = {pool.submit(task.measure): task for task in listed}
        for done, future in enumerate(as_completed(waiting), 1):
            task = waiting[future]
            measured.found[task.kind, task.name, task.labelled] = future.result()
            what = " ".join(filter(None, (task.kind, task.name, "on", task.labelled)))
            seconds = time.monotonic() - start
            print(f"{seconds:6.0f} s  {done:3d}/{len(listed)}  {what}", file=sys.stderr)
    return measured


if __name__ == "__main__":
    write_report("quality.md", __doc__, lambda: write_page(measure_all()))
