"""Each rule that the ablation bench switches off is there to be switched off."""

from __future__ import annotations

import pytest

from clustering.evaluation.metrics import Score as BCubed
from clustering.text.words import singular
from tests.benchmarks.ablation import SETS, OnCopies, page
from tests.benchmarks.ablation_rules import COPY_RULES, STORY_RULES, WORD_LISTS, Rule, switched_off
from tests.benchmarks.constants import CONSTANTS
from tests.benchmarks.duplicates import Score
from tests.benchmarks.quality_results import Marks, SetScore, settings
from tests.benchmarks.scoring import Clean

RULES = (*STORY_RULES, *COPY_RULES)


@pytest.mark.parametrize("rule", RULES, ids=[f"{at} {rule.name}" for at, rule in enumerate(RULES)])
def test_a_rule_can_be_switched_off(rule: Rule) -> None:
    with switched_off(rule):
        changed = settings(**rule.changed)
    assert rule.name == "nothing" or rule.patches or changed != settings()


def test_what_was_remembered_is_told_anew() -> None:
    (plurals,) = [rule for rule in STORY_RULES if rule.name == "plurals"]
    from clustering.text.words import features

    assert features("storms") == [singular("storms")] == ["storm"]
    with switched_off(plurals):
        assert features("storms") == ["storms"]
    assert features("storms") == ["storm"]


def test_nothing_that_changes_bears_on_the_word_lists_that_are_kept() -> None:
    places = [place for rule in RULES for place in rule.patches]
    assert not [
        place
        for place in (*places, *(one.place for one in CONSTANTS))
        if place.startswith(WORD_LISTS)
    ]


def test_the_page_has_a_row_for_each_rule() -> None:
    marks = Marks(Clean(2, 2), 0, 0)
    one, other = (
        dict.fromkeys(SETS, SetScore(9, 5, 5, BCubed(1, 1, f1), 0, 1, None, Clean(4, 3), marks))
        for f1 in (0.5, 0.25)
    )
    found = [one, *(other for _ in STORY_RULES[1:])]
    real = frozenset({("a", "b", "repost")})
    copies = [OnCopies(Score(4, 3, 2), real), *(OnCopies(Score(4, 3, 2), frozenset()),) * 50]
    lines = list(page(copies[: len(COPY_RULES)], found))
    assert sum(line.startswith("| ") for line in lines) == len(RULES) + 2
    assert "| series | -0.2500 " in "\n".join(lines)
    assert lines[-1].split(" | ")[1:5] == ["1", "2", "1", "0"]
