"""What a tuning run found: the chosen step, its row, the values, and what changes on the way."""

from __future__ import annotations

import pytest

from clustering.evaluation.gold import GoldLabels
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.tuning.findings import Findings, sweep_and_choose
from clustering.tuning.values import parse_sweep


def findings(result: Result, settings: Settings, text: str, *, scored: bool = False) -> Findings:
    gold = None
    if scored:
        ids = [article.id for article in result.articles]
        stories = [str(number) for number in result.story_of.tolist()]
        gold = GoldLabels("gold", [(one,) for one in ids], stories)
    return sweep_and_choose(result, settings, parse_sweep(text, result.settings), gold)


@pytest.fixture(scope="module")
def found(result: Result, settings: Settings) -> Findings:
    return findings(result, settings, "detail=0.05:0.9:8,link=0.1/0.12/0.3", scored=True)


def test_the_row_of_the_choice_differs_from_it_in_the_first_setting_alone(found: Findings) -> None:
    assert found.choice.step in found.row
    assert {found.sweep.steps[at].values[1] for at in found.row} == {found.chosen.values[1]}
    assert len({found.sweep.steps[at].values[0] for at in found.row}) == len(found.row)


def test_the_values_are_those_of_the_chosen_step_by_name(found: Findings) -> None:
    assert found.values == dict(zip(("detail", "link"), found.chosen.values, strict=True))


def test_labels_made_by_the_run_itself_fit_the_settings_as_they_are(found: Findings) -> None:
    assert found.scores is not None
    assert found.best is not None
    assert found.scores.main_score(found.present) == pytest.approx(1.0)
    assert found.scores.main_score(found.best) == pytest.approx(1.0)


def test_without_labels_there_are_no_scores(result: Result, settings: Settings) -> None:
    found = findings(result, settings, "link=0.1/0.12/0.3")
    assert (found.scores, found.best) == (None, None)


def test_changes_of_detail_are_told_downwards_and_of_others_upwards(
    found: Findings, result: Result, settings: Settings
) -> None:
    assert len(found.changes) == len(found.row) - 1
    assert sum(change.merged_count for change in found.changes) > 0
    assert sum(change.split_count for change in found.changes) == 0
    upwards = findings(result, settings, "link=0.1/0.12/0.3").changes
    assert [change.before < change.after for change in upwards] == [True, True]
    assert sum(change.split_count for change in upwards) > 0
