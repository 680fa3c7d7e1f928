"""Scores of every step are those of ``evaluate``, with intervals and cross-validation."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.evaluate import evaluate_pairs, evaluate_stories
from clustering.evaluation.gold import GoldLabels
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.scoring import score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep


@pytest.fixture(scope="module")
def swept(result: Result, settings: Settings) -> Sweep:
    return sweep_settings(result, settings, parse_sweep("detail=0.02:1:30", settings))


@pytest.fixture(scope="module")
def gold(result: Result) -> GoldLabels:
    """Take the stories found at a detail of 0.8, as if people had said so."""
    labels = result.cut_tree.cut(0.8)
    articles = result.articles
    return GoldLabels(
        "column story", [(article.id,) for article in articles], [f"s{at}" for at in labels]
    )


@pytest.fixture(scope="module")
def pairs(result: Result) -> JudgedPairs:
    labels = result.cut_tree.cut(0.8)
    left, right = np.triu_indices(len(labels), 1)
    some = np.random.default_rng(0).permutation(len(left))[:400]
    ids = [article.id for article in result.articles]
    return JudgedPairs(
        "labels.yaml",
        [ids[at] for at in left[some]],
        [ids[at] for at in right[some]],
        (labels[left[some]] == labels[right[some]]).tolist(),
    )


def test_scores_are_those_of_evaluate(swept: Sweep, gold: GoldLabels, pairs: JudgedPairs) -> None:
    stories, judged = score_sweep(swept, gold), score_sweep(swept, pairs)
    for at in (0, 12, 29):
        again = run(swept.result.reading, Settings(jobs=1, detail=swept.steps[at].cut_at))
        whole = evaluate_stories(again, gold).scores
        score = stories.steps[at]
        assert score.bcubed is not None
        assert score.bcubed.f1 == pytest.approx(whole.bcubed.f1)
        assert score.bcubed.precision == pytest.approx(whole.bcubed.precision)
        assert score.pairwise.f1 == pytest.approx(whole.pairwise.f1)
        assert score.interval.low <= score.bcubed.f1 <= score.interval.high
        of_pairs = evaluate_pairs(again, pairs)
        assert judged.steps[at].accuracy == pytest.approx(of_pairs.accuracy)
        assert judged.steps[at].pairwise.f1 == pytest.approx(of_pairs.score.f1)


def test_the_best_step_is_where_the_labels_come_from(swept: Sweep, gold: GoldLabels) -> None:
    scores = score_sweep(swept, gold)
    best = scores.best()
    assert scores.main_score(best) == pytest.approx(1.0)
    assert swept.partition(best).tolist() == swept.partition(swept.nearest((0.8,))).tolist()
    assert best in scores.indistinguishable(best)
    assert 0 not in scores.indistinguishable(best)


def test_the_check_on_labels_left_out_is_never_far_above_the_best(
    swept: Sweep, gold: GoldLabels
) -> None:
    scores = score_sweep(swept, gold)
    checked = scores.cross_validated()
    assert checked is not None
    assert 0.5 < checked <= scores.main_score(scores.best()) + 1e-9


def test_pairs_that_share_a_story_are_left_out_together(swept: Sweep, result: Result) -> None:
    story_of = result.story_of
    left, right = np.triu_indices(len(story_of), 1)
    own = np.flatnonzero(story_of[left] == story_of[right])
    ids = [article.id for article in result.articles]
    pairs = JudgedPairs(
        "", [ids[left[at]] for at in own], [ids[right[at]] for at in own], [True] * len(own)
    )
    scores = score_sweep(swept, pairs)
    for story in range(len(result.stories)):
        assert len(set(scores.fold_of[story_of[left[own]] == story].tolist())) <= 1
    assert len(set(scores.fold_of.tolist())) > 1
    assert scores.cross_validated() is not None


def test_pairs_that_all_hang_together_are_left_out_one_by_one(swept: Sweep, result: Result) -> None:
    ids = [article.id for article in result.articles]
    chain = JudgedPairs("", ids[:-1], ids[1:], [True] * (len(ids) - 1))
    scores = score_sweep(swept, chain)
    assert len(set(scores.fold_of.tolist())) > 1
    assert scores.cross_validated() == pytest.approx(scores.main_score(scores.best()), abs=0.1)


def test_one_story_cannot_be_checked(swept: Sweep, result: Result) -> None:
    one = GoldLabels("", [(article.id,) for article in result.articles], ["s"] * 60)
    assert score_sweep(swept, one).cross_validated() is None


def test_the_same_labels_give_the_same_scores(swept: Sweep, gold: GoldLabels) -> None:
    first, again = score_sweep(swept, gold), score_sweep(swept, gold)
    assert first.steps == again.steps
    assert first.cross_validated() == again.cross_validated()
