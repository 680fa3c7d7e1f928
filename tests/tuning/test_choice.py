"""The choice: the present value without labels, theirs with them, and warnings that are true."""

from __future__ import annotations

import pytest

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.gold import GoldLabels
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.choice import choose_step
from clustering.tuning.questions import Questions
from clustering.tuning.scoring import SweepScores, score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep
from tests.tuning.conftest import random_reading


@pytest.fixture(scope="module")
def result(settings: Settings) -> Result:
    return run(random_reading(2, 240, 60), settings)


@pytest.fixture(scope="module")
def swept(result: Result, settings: Settings) -> Sweep:
    return sweep_settings(result, settings, parse_sweep("detail", settings))


def stories(result: Result, detail: float, articles: int | None = None) -> GoldLabels:
    """Take the stories at a detail, as if people had said so."""
    labels = result.cut_tree.cut(detail)
    named = list(zip(result.articles, labels, strict=True))[:articles]
    return GoldLabels("", [(one.id,) for one, _ in named], [f"s{label}" for _, label in named])


def answers(result: Result, detail: float, many: int) -> JudgedPairs:
    """Answer what ``label`` asks by the stories at a detail."""
    labels = result.cut_tree.cut(detail)
    questions = Questions(result)
    ids = [article.id for article in result.articles]
    asked: list[tuple[str, str, bool]] = []
    while len(asked) < many and (one := questions.next()) is not None:
        is_same = bool(labels[one.left] == labels[one.right])
        questions.answer(one.left, one.right, "same" if is_same else "different")
        asked.append((ids[one.left], ids[one.right], is_same))
    return JudgedPairs("", *(list(column) for column in zip(*asked, strict=True)))


def present_score(swept: Sweep, scores: SweepScores) -> float:
    return scores.main_score(swept.nearest(swept.now))


def test_without_labels_the_present_value_stays_and_is_not_to_be_trusted(swept: Sweep) -> None:
    choice = choose_step(swept)
    assert (choice.basis, swept.steps[choice.step].values) == ("present", (0.7,))
    assert choice.reason.startswith("Detail 0.7 stays")
    assert "samestory label" in choice.warnings[0]


def test_labels_of_stories_choose_their_own_value(swept: Sweep) -> None:
    scores = score_sweep(swept, stories(swept.result, 0.95))
    choice = choose_step(swept, scores)
    assert choice.basis == "stories"
    assert scores.main_score(choice.step) == pytest.approx(1.0)
    assert present_score(swept, scores) < 0.99
    assert choice.cross_validated == pytest.approx(1.0, abs=0.02)
    assert choice.reason.startswith("Detail 0.9")


def test_answers_choose_their_own_value(swept: Sweep) -> None:
    scores = score_sweep(swept, answers(swept.result, 0.95, 300))
    choice = choose_step(swept, scores)
    assert choice.basis == "answers"
    assert present_score(swept, scores) < scores.main_score(choice.step) == 1.0
    assert "on judged pairs left out of the choice" in choice.reason


def test_the_present_value_stays_where_labels_cannot_better_it(swept: Sweep) -> None:
    scores = score_sweep(swept, stories(swept.result, swept.now[0]))
    choice = choose_step(swept, scores)
    assert choice.step == swept.nearest(swept.now)
    assert "no value agrees better" in choice.reason


def test_what_does_not_hold_on_labels_left_out_is_not_chosen(swept: Sweep) -> None:
    scores = score_sweep(swept, answers(swept.result, 0.95, 300))
    present = present_score(swept, scores)
    object.__setattr__(scores, "cross_validated", lambda: present)
    choice = choose_step(swept, scores)
    assert choice.step == swept.nearest(swept.now)
    assert f"but only {present:.3f} on judged pairs left out" in choice.reason
    assert not any("best guess" in warning for warning in choice.warnings)


def test_labels_of_one_story_cannot_be_checked_and_move_nothing(swept: Sweep) -> None:
    names: list[tuple[str, ...]] = [(article.id,) for article in swept.result.articles]
    gold = GoldLabels("", names, ["s"] * len(names))
    choice = choose_step(swept, score_sweep(swept, gold))
    assert choice.step == swept.nearest(swept.now)
    assert "no labels to leave out" in choice.reason


def test_few_labels_are_warned_about(swept: Sweep) -> None:
    few = choose_step(swept, score_sweep(swept, stories(swept.result, 0.95, articles=12)))
    assert any(warning.startswith("Only ") for warning in few.warnings)
    assert any("cannot tell values of detail" in warning for warning in few.warnings)
    assert any("the best guess among them" in warning for warning in few.warnings)
    pairs = choose_step(swept, score_sweep(swept, answers(swept.result, 0.95, 5)))
    assert "Only 5 judged pairs; judge 30 or more." in pairs.warnings
    many = choose_step(swept, score_sweep(swept, answers(swept.result, 0.95, 300)))
    assert not any(warning.startswith("Only ") for warning in many.warnings)


def test_two_settings_are_chosen_together(result: Result, settings: Settings) -> None:
    axes = parse_sweep("detail=0.15:0.95:9,link=0.12/0.2", settings)
    found = sweep_settings(result, settings, axes)
    choice = choose_step(found, score_sweep(found, stories(result, 0.95)))
    assert found.steps[choice.step].values == (0.95, 0.12)


def test_a_cohesion_that_is_not_set_is_told_by_what_is_most_like_it(
    result: Result, settings: Settings
) -> None:
    found = sweep_settings(result, settings, parse_sweep("cohesion", settings))
    choice = choose_step(found)
    assert choice.step == found.nearest(found.now)
    assert choice.warnings[0].startswith("No cohesion is set: cohesion")
