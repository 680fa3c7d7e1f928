"""The bench of tuning: questions are those of ``label``, and its section says what was found."""

from __future__ import annotations

import pytest

from tests.benchmarks import tuning
from tests.benchmarks.labelled import EIGHT, load
from tests.benchmarks.quality_results import Measured
from tests.benchmarks.tuning import (
    BEST,
    DEFAULT,
    LARGER_SETS,
    MANY_ANSWERS,
    MIN_ANSWERS,
    WRONG_ANSWERS,
    Tuned,
    tuning_section,
)

HEADLINES = load("headlines")


@pytest.fixture(scope="module")
def corpus() -> tuning.Corpus:
    return tuning.prepare(HEADLINES, HEADLINES.reading)


def test_gold_answers_what_label_asks(corpus: tuning.Corpus) -> None:
    pairs = tuning.ask(corpus, 12, seed=1)
    at = {article.id: place for place, article in enumerate(corpus.result.articles)}
    assert 0 < len(pairs) <= 12
    for left, right, same in zip(pairs.left, pairs.right, pairs.same_story, strict=True):
        assert same == (corpus.golds[0][at[left]] == corpus.golds[0][at[right]])
    assert tuning.ask(corpus, 12, seed=1) == pairs
    turned = tuning.ask(corpus, 12, seed=1, wrong=1.0)
    assert turned.same_story[0] != pairs.same_story[0]


def test_every_way_of_choosing_is_measured_and_none_beats_the_best(corpus: tuning.Corpus) -> None:
    found = tuning.tune_all(corpus)
    assert all(one.f1 <= found[BEST].f1 + 1e-12 for one in found.values())
    assert found[DEFAULT].detail == corpus.result.cut_at
    assert found[DEFAULT].answers == 0 < found[MANY_ANSWERS].answers


def test_the_section_has_a_row_for_each_way() -> None:
    ways = (DEFAULT, MIN_ANSWERS, MANY_ANSWERS, WRONG_ANSWERS, BEST)
    tuned = {way: Tuned(0.1, 0.5 + at / 100, 7) for at, way in enumerate(ways)}
    kinds = (("whole", EIGHT), ("samples", LARGER_SETS))
    found = {("tuned", kind, name): tuned for kind, names in kinds for name in names}
    section = tuning_section(Measured({}, dict(found)))
    rows = [line.split(" | ")[0].removeprefix("| ") for line in section.splitlines()]
    assert all(rows.count(way) == 2 for way in ways)
    assert "| the best value | 0.5400 (0.10) | 0.5400 (0.10) " in section
    assert "| **0.5400** | +0.0400 |" in section
