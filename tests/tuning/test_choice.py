"""The choice: a plateau without labels, the labels' own with them, and warnings that are true."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.answers.judged import JudgedPairs
from clustering.evaluation.gold import GoldLabels
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.choice import choose_step
from clustering.tuning.scoring import score_sweep
from clustering.tuning.sweep import Sweep, sweep_settings
from clustering.tuning.values import parse_sweep


@pytest.fixture(scope="module")
def swept(result: Result, settings: Settings) -> Sweep:
    return sweep_settings(result, settings, parse_sweep("cohesion", result.settings))


def stories(result: Result, cohesion: float, articles: int | None = None) -> GoldLabels:
    labels = result.tree.cut(cohesion)
    named = list(zip(result.articles, labels, strict=True))[:articles]
    return GoldLabels("", [(one.id,) for one, _ in named], [f"s{label}" for _, label in named])


def answers(result: Result, cohesion: float, many: int) -> JudgedPairs:
    labels = result.tree.cut(cohesion)
    graph = result.graph
    some = np.random.default_rng(0).permutation(len(graph))[:many]
    left, right = graph.left[some], graph.right[some]
    ids = [article.id for article in result.articles]
    return JudgedPairs(
        "",
        [ids[a] for a in left],
        [ids[b] for b in right],
        (labels[left] == labels[right]).tolist(),
    )


def test_without_labels_the_choice_is_near_the_present_and_not_to_be_trusted(swept: Sweep) -> None:
    choice = choose_step(swept)
    present, chosen = swept.now[0], swept.steps[choice.step].values[0]
    assert present / 2 <= chosen <= present * 2
    assert (choice.basis == "present") == (chosen == present)
    assert "No labels" in choice.warnings[0]


def levelled(result: Result, settings: Settings, low: float, high: float, change: float) -> Sweep:
    """Sweep around 0.3, with changes of a tenth everywhere but from ``low`` to ``high``."""
    values = "/".join(f"{value:.4f}" for value in np.geomspace(0.1, 0.6, 60))
    found = sweep_settings(
        result,
        settings.model_copy(update={"cohesion": 0.3}),
        parse_sweep(f"cohesion={values}", settings),
    )
    object.__setattr__(found, "now", (0.3,))
    for at, step in enumerate(found.steps):
        is_flat = low < step.cohesion < high
        object.__setattr__(step, "stability", None if at == 0 else 1 - change if is_flat else 0.9)
    return found


def test_a_plateau_that_is_clearly_flatter_is_chosen(result: Result, settings: Settings) -> None:
    found = levelled(result, settings, 0.15, 0.26, 0.0)
    choice = choose_step(found)
    assert choice.basis == "plateau"
    assert choice.plateau is not None
    assert choice.plateau[0] <= choice.step <= choice.plateau[1]
    assert 0.15 < found.steps[choice.step].cohesion < 0.26
    assert "more than twice as much" in choice.reason


def test_a_plateau_that_is_hardly_flatter_is_marked_and_not_chosen(
    result: Result, settings: Settings
) -> None:
    choice = choose_step(levelled(result, settings, 0.15, 0.26, 0.07))
    assert choice.basis == "present"
    assert choice.plateau is not None
    assert "stays" in choice.reason


def test_where_everything_changes_alike_there_is_no_plateau(
    result: Result, settings: Settings
) -> None:
    choice = choose_step(levelled(result, settings, 0.15, 0.26, 0.1))
    assert (choice.basis, choice.plateau) == ("present", None)
    assert "There is no plateau" in choice.reason


def test_other_settings_stay_without_labels(result: Result, settings: Settings) -> None:
    found = sweep_settings(result, settings, parse_sweep("window=3/14", settings))
    choice = choose_step(found)
    assert choice.basis == "present"
    assert found.steps[choice.step].values == (14.0,)


def test_labels_of_stories_choose_their_own_value(swept: Sweep) -> None:
    scores = score_sweep(swept, stories(swept.result, 0.3))
    choice = choose_step(swept, scores)
    assert choice.basis == "stories"
    assert scores.main_score(choice.step) == pytest.approx(1.0)
    assert choice.cross_validated is not None


def test_the_present_value_stays_where_labels_cannot_better_it(swept: Sweep) -> None:
    scores = score_sweep(swept, stories(swept.result, swept.now[0]))
    choice = choose_step(swept, scores)
    assert scores.main_score(choice.step) == scores.main_score(swept.nearest(swept.now))


def test_few_labels_are_warned_about(swept: Sweep) -> None:
    choice = choose_step(swept, score_sweep(swept, stories(swept.result, 0.3, articles=12)))
    assert any(warning.startswith("Only ") for warning in choice.warnings)
    assert any("cannot tell values of cohesion" in warning for warning in choice.warnings)


def test_answers_choose_where_they_turn(swept: Sweep) -> None:
    many = choose_step(swept, score_sweep(swept, answers(swept.result, 0.4, 300)))
    assert many.basis == "answers"
    assert many.crossing is not None
    assert many.crossing.low < swept.steps[many.step].cohesion < many.crossing.high
    assert swept.steps[many.step].cohesion > 2 * swept.now[0]
    few = choose_step(swept, score_sweep(swept, answers(swept.result, 0.4, 5)))
    assert few.crossing is not None
    assert any(f"Only {few.crossing.answers} answer" in warning for warning in few.warnings)


def test_the_present_value_stays_where_answers_leave_it_open(swept: Sweep) -> None:
    choice = choose_step(swept, score_sweep(swept, answers(swept.result, swept.now[0], 6)))
    assert choice.crossing is not None
    assert choice.crossing.low <= swept.now[0] <= choice.crossing.high
    assert choice.step == swept.nearest(swept.now)
    assert any("cannot tell values of cohesion" in warning for warning in choice.warnings)


def test_two_settings_are_chosen_together(result: Result, settings: Settings) -> None:
    found = sweep_settings(
        result, settings, parse_sweep("cohesion=0.05:0.5:10,link=0.12/0.2", settings)
    )
    choice = choose_step(found, score_sweep(found, stories(result, 0.3)))
    assert len(found.steps[choice.step].values) == 2
