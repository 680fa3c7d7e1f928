"""Scores the invented events by kind: twins, developments of a matter, shared names, and others."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from clustering.evaluation.metrics import Score
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.benchmarks.labelled import load
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import Measured
from tests.benchmarks.scoring import bcubed_of

KINDS = {
    "twins": "two events of one kind in a week, other names",
    "development": "one matter, event after event",
    "alone": "a number or a name in common, nothing else",
    "roundup": "round-ups, each a story by itself",
    "caps": "twins with headlines in title case",
    "cut": "excerpts cut in the middle of a word",
    "lang": "twins in eight other languages",
    "hard": "one event in quite other words",
    "background": "single reports of other events",
}
"""What each kind in ``fixtures/events.jsonl`` is there for."""


@dataclass(frozen=True)
class KindScore:
    """The articles of one kind, each held against all articles."""

    articles: int
    stories: int
    score: Score


def measure_kinds(settings: Settings) -> dict[str, KindScore]:
    """Group the invented events in one run and score each kind."""
    chosen = load("events")
    result = run(chosen.reading, settings)
    [gold] = chosen.stories_by_each(result.corpus)
    with chosen.path.open(encoding="utf-8") as stream:
        kind_of = {row["id"]: row["kind"] for row in map(json.loads, stream)}
    kinds = np.empty(len(gold), dtype=object)
    at = result.corpus.article_of
    kinds[at] = [kind_of[record.name] for record in chosen.reading.records]
    found: dict[str, KindScore] = {}
    for kind in sorted(set(kinds), key=list(KINDS).index):
        chosen_ones = kinds == kind
        stories = len(np.unique(gold[chosen_ones]))
        score = bcubed_of(chosen_ones, gold, result.story_of)
        found[kind] = KindScore(int(chosen_ones.sum()), stories, score)
    return found


def kinds_section(measured: Measured) -> str:
    """Return the section on events of each kind."""
    found: dict[str, KindScore] = measured.found["kinds", "", "events"]
    rows = [
        [
            kind,
            KINDS[kind],
            f"{one.articles}",
            f"{one.stories}",
            *map(figure, (one.score.precision, one.score.recall, one.score.f1)),
        ]
        for kind, one in found.items()
    ]
    heads = ("kind", "what it is", "articles", "events", "precision", "recall", "F1")
    return "\n".join(
        [
            "The 436 invented articles of `fixtures/events.jsonl` in one run, each held against "
            "all others.\n",
            *table(heads, rows),
        ]
    )
