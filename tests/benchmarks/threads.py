"""Scores threads, stories of one running matter, against the labels of those who named some."""

from __future__ import annotations

from dataclasses import dataclass

from clustering.evaluation.gold import GoldLabels, locate_gold_stories, read_gold
from clustering.evaluation.metrics import Score
from clustering.pipeline import run
from clustering.settings.model import Settings
from tests.benchmarks.labelled import READERS, TWINS, load
from tests.benchmarks.markdown import figure, table
from tests.benchmarks.quality_results import Measured
from tests.benchmarks.scoring import score

THREADED = (*READERS, TWINS, "events")
"""Sets with labels of threads."""


@dataclass(frozen=True)
class ThreadScore:
    """Threads against labels.

    Attributes
    ----------
    articles
        Those with a label.
    threads
        BCubed of the threads; the mean over readers where there are two.
    stories
        What the stories reach as they are, each a thread of its own.
    readers
        F1 of two readers against each other.
    """

    articles: int
    threads: Score
    stories: float
    readers: float | None


def measure_threads(labelled: str, settings: Settings) -> ThreadScore:
    """Group a set and score its threads."""
    chosen = load(labelled)
    result = run(chosen.reading, settings)
    golds = []
    for column in ("thread_a", "thread_b") if labelled in READERS else ("thread",):
        labels = read_gold(column, [chosen.path])
        assert isinstance(labels, GoldLabels)
        golds.append(locate_gold_stories(chosen.reading, result.corpus, labels).story_of)
    return ThreadScore(
        articles=int((golds[0] >= 0).sum()),
        threads=score(golds, result.thread_numbers[result.story_of]),
        stories=score(golds, result.story_of).f1,
        readers=score(golds[:1], golds[1]).f1 if len(golds) > 1 else None,
    )


def threads_section(measured: Measured) -> str:
    """Return the section on threads."""
    rows: list[list[str]] = []
    for labelled in THREADED:
        found: ThreadScore = measured.found["threads", "", labelled]
        one, both = found.threads, found.readers
        figures = (one.precision, one.recall, one.f1, found.stories)
        readers = "" if both is None else figure(both)
        rows.append([labelled, f"{found.articles}", *map(figure, figures), readers])
    heads = (
        *("set", "articles", "precision", "recall", "F1"),
        *("F1 of stories as they are", "the readers' own F1"),
    )
    return "\n".join(
        [
            "Stories of one running matter, over the articles that have a label of one. On "
            "ecbplus_odd the labels are of topics, two events each, which are no running matter.\n",
            *table(heads, rows),
        ]
    )
