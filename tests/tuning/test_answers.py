"""What answers ask for, with some left out, and over rows of a second setting."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.answers.judged import JudgedPairs
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.answers import check_by_answers, pick_by_answers
from clustering.tuning.scoring import SweepScores, score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep
from tests.tuning.conftest import random_reading


@pytest.fixture(scope="module")
def result() -> Result:
    return run(random_reading(4, 240, 60), Settings(jobs=1))


@pytest.fixture(scope="module")
def swept(result: Result) -> Sweep:
    return sweep_settings(result, Settings(jobs=1), parse_sweep("cohesion", result.settings))


def scored(swept: Sweep, cohesion: float) -> SweepScores:
    """Answer about pairs within the stories there are, by those there are at a cohesion."""
    result = swept.result
    left, right = np.triu_indices(len(result.articles), 1)
    own = result.story_of[left] == result.story_of[right]
    left, right = left[own], right[own]
    labels = result.tree.cut(cohesion)
    ids = [article.id for article in result.articles]
    said = (labels[left] == labels[right]).tolist()
    return score_sweep(
        swept, JudgedPairs("", [ids[a] for a in left], [ids[b] for b in right], said)
    )


def test_each_fold_is_judged_by_what_was_picked_without_it(swept: Sweep) -> None:
    scores = scored(swept, 0.3)
    checked = check_by_answers(swept, scores)
    assert checked is not None
    assert scores.agrees is not None
    right = 0
    for fold in set(scores.fold_of.tolist()):
        out = scores.fold_of == fold
        step = pick_by_answers(swept, scores, ~out).step
        right += int(scores.agrees[step][out].sum())
    assert checked == pytest.approx(right / len(scores.fold_of))
    assert 0.5 < checked <= 1.0


def test_answers_that_are_left_out_play_no_part(swept: Sweep) -> None:
    scores = scored(swept, 0.3)
    assert scores.pairs is not None
    first = np.arange(len(scores.fold_of)) < 60
    pairs = scores.pairs
    turned = pairs._replace(same_story=np.where(first, pairs.same_story, ~pairs.same_story))
    object.__setattr__(scores, "pairs", turned)
    picked = pick_by_answers(swept, scores, first)
    object.__setattr__(scores, "pairs", pairs)
    assert pick_by_answers(swept, scores, first) == picked


def test_another_row_must_be_surely_better(result: Result) -> None:
    axes = parse_sweep("cohesion=0.02:0.6:30,link=0.12/0.13/0.4", result.settings)
    grid = sweep_settings(result, Settings(jobs=1), axes)
    picked = pick_by_answers(grid, scored(grid, 0.3))
    assert grid.steps[picked.step].values[1] == 0.12
