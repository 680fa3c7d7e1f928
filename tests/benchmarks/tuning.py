"""Measures what tuning gives: without labels, with answers, beside the best there is.

``python -m tests.benchmarks.tuning`` writes ``reports/tuning.md``; the data are found through
``SAMESTORY_DATA`` or in ``../shared/data``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

import numpy as np

from clustering.answers.judged import JudgedPairs
from clustering.arrays.types import FloatArray, IntArray
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.model import Reading
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.choice import choose_step
from clustering.tuning.questions import Question, Questions
from clustering.tuning.scoring import score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep
from tests.benchmarks.labelled import (
    EIGHT,
    LabelledSet,
    load,
    whole_stories,
    write_report,
)
from tests.benchmarks.tuning_page import (
    BEST,
    DEFAULT,
    MANY_ANSWERS,
    MIN_ANSWERS,
    UNLABELLED,
    WRONG_ANSWERS,
    Measured,
    Tuned,
    write_page,
)

LARGER_SETS = ("uci_dense", "uci_5pub", "groundnews_2026_raw")  # samples are taken of these
SEEDS = 5
WRONG = 0.1  # share of answers turned round, in the row that has wrong ones
SAMPLE, SAMPLES = 300, 3


@dataclass(frozen=True)
class Corpus:
    """A run over labelled articles, every partition of it, and what each is worth.

    Attributes
    ----------
    golds
        For each reader, the position of each article's gold story, ``-1`` without one; shape
        ``(articles,)``.
    f1
        BCubed F1 of each step of the sweep, the mean over readers; shape ``(steps,)``.
    """

    result: Result
    swept: Sweep
    golds: list[IntArray]
    f1: FloatArray


def prepare(labelled: LabelledSet, reading: Reading) -> Corpus:
    """Run once and sweep the detail."""
    settings = Settings(jobs=1)
    result = run(reading, settings)
    swept = sweep_settings(result, settings, parse_sweep("detail", result.settings))
    golds = replace(labelled, reading=reading).stories_by_each(result.corpus)
    f1 = [
        [bcubed(contingency_table(gold, swept.partition(at))).f1 for gold in golds]
        for at in range(len(swept.steps))
    ]
    return Corpus(result, swept, golds, np.mean(f1, axis=1))


def ask(corpus: Corpus, answers: int, seed: int, wrong: float = 0.0) -> JudgedPairs:
    """Ask what ``samestory label`` asks, and answer by the gold stories.

    Parameters
    ----------
    seed
        Of the questions; it also says which reader answers.
    wrong
        Share of the answers to turn round, as people err.
    """
    generator = np.random.default_rng(seed)
    gold = corpus.golds[seed % len(corpus.golds)]
    questions = Questions(corpus.result, seed=seed)
    asked: list[tuple[Question, bool]] = []
    while len(asked) < answers and (question := questions.next()) is not None:
        same = bool(gold[question.left] == gold[question.right])
        same ^= bool(generator.random() < wrong)
        questions.answer(question.left, question.right, "same" if same else "different")
        asked.append((question, same))
    ids = [article.id for article in corpus.result.articles]
    return JudgedPairs(
        "answers",
        [ids[question.left] for question, _ in asked],
        [ids[question.right] for question, _ in asked],
        [same for _, same in asked],
    )


def tuned_by(corpus: Corpus, answers: int, wrong: float = 0.0) -> Tuned:
    """Choose by answers, several times; the mean."""
    steps, asked = [], []
    for seed in range(SEEDS):
        pairs = ask(corpus, answers, seed, wrong)
        asked.append(len(pairs))
        steps.append(choose_step(corpus.swept, score_sweep(corpus.swept, pairs)).step)
    return _tuned(corpus, steps, max(asked))


def tune_all(corpus: Corpus) -> dict[str, Tuned]:
    """Choose in every way there is."""
    present = corpus.swept.nearest(corpus.swept.now)
    return {
        DEFAULT: _tuned(corpus, [present]),
        UNLABELLED: _tuned(corpus, [choose_step(corpus.swept).step]),
        MIN_ANSWERS: tuned_by(corpus, 50),
        MANY_ANSWERS: tuned_by(corpus, 200),
        WRONG_ANSWERS: tuned_by(corpus, 200, WRONG),
        BEST: _tuned(corpus, [int(corpus.f1.argmax())]),
    }


def measure_set(name: str) -> dict[str, Tuned]:
    """Tune on a whole set."""
    labelled = load(name)
    return tune_all(prepare(labelled, labelled.reading))


def measure_samples(name: str) -> dict[str, Tuned]:
    """Tune on samples of whole stories; the mean."""
    labelled = load(name)
    stories = len(labelled.settled()[1].names)
    found: list[dict[str, Tuned]] = []
    for seed in range(SAMPLES):
        shuffled = np.random.default_rng(seed).permutation(stories)
        records = whole_stories(labelled, SAMPLE, shuffled)
        found.append(tune_all(prepare(labelled, Reading(records, []))))
    return {
        way: Tuned(
            float(np.mean([one[way].detail for one in found])),
            float(np.mean([one[way].f1 for one in found])),
            max(one[way].answers for one in found),
        )
        for way in found[0]
    }


def _tuned(corpus: Corpus, steps: Sequence[int], answers: int = 0) -> Tuned:
    details = [corpus.swept.steps[at].cut_at for at in steps]
    return Tuned(float(np.mean(details)), float(np.mean(corpus.f1[list(steps)])), answers)


def measure_all() -> Measured:
    """Measure everything, one after the other."""
    start = perf_counter()
    whole: dict[str, dict[str, Tuned]] = {}
    samples: dict[str, dict[str, Tuned]] = {}
    tasks = [
        *((name, whole, partial(measure_set, name)) for name in EIGHT),
        *((name, samples, partial(measure_samples, name)) for name in LARGER_SETS),
    ]
    for name, table, measure in tasks:
        table[name] = measure()
        what = f"{'samples of ' if table is samples else ''}{name}"
        print(f"{perf_counter() - start:6.0f} s  {what}", file=sys.stderr)
    return Measured(whole, samples, SEEDS, SAMPLE, SAMPLES, WRONG)


if __name__ == "__main__":
    write_report("tuning.md", __doc__, lambda _: write_page(measure_all()))
