"""The bench of constants: what it computes once is what a run computes, and who chooses what."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.stories.tree import renumber
from tests.benchmarks.constants import (
    BESIDE,
    CONSTANTS,
    Prepared,
    Tried,
    chosen_without,
    constants_page,
    try_all,
)
from tests.benchmarks.labelled import EIGHT, load
from tests.benchmarks.scoring import Clean

EVENTS = load("events")


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared(EVENTS)


def tried(**f1: float) -> dict[str, Tried]:
    """Return figures of 0.5, but those of sets that like the first value of the base height."""
    keys = [(one.title, value) for one in CONSTANTS for value in one.values]
    liked = ("contrast._BASE_HEIGHT", 0.015)
    return {
        name: Tried(
            dict.fromkeys(keys, 0.5) | {liked: f1.get(name, 0.5)}, dict.fromkeys(keys, Clean(4, 3))
        )
        for name in (*EIGHT, *BESIDE)
    }


def test_nothing_changed_is_the_default_run(prepared: Prepared) -> None:
    found = run(EVENTS.reading, Settings(jobs=1)).story_of
    assert (renumber(prepared.stories({})) == renumber(found)).all()


@pytest.mark.parametrize("name", ["ONE_OUTLET", "ROUNDUP", "_MAX_FREQUENCY", "_BASE_HEIGHT"])
def test_a_changed_constant_gives_what_a_run_with_it_gives(prepared: Prepared, name: str) -> None:
    [constant] = [one for one in CONSTANTS if one.name == name]
    value = constant.values[-1]
    assert constant.module is not None
    with patch.object(constant.module, name, value):
        found = run(EVENTS.reading, Settings(jobs=1)).story_of
    assert (renumber(prepared.stories({constant: value})) == renumber(found)).all()
    assert constant.default != value


def test_every_default_is_among_the_values_that_are_tried() -> None:
    assert all(one.default in one.values for one in CONSTANTS)
    assert all(one.off is None or one.off in one.values for one in CONSTANTS)


def test_all_values_are_tried_on_a_set() -> None:
    some = [one for one in CONSTANTS if one.title in ("detail", "discounts.ONE_OUTLET")]
    found = try_all("headlines", some)
    assert set(found.f1) == {(one.title, value) for one in some for value in one.values}
    assert all(0.5 < f1 <= 1 for f1 in found.f1.values())


def test_a_set_that_is_left_out_does_not_choose() -> None:
    found = tried(basil=0.9, fixtures=0.9)
    assert chosen_without("basil", found)["contrast._BASE_HEIGHT"] == 0.02  # the default, a tie
    assert chosen_without("wikinews", found)["contrast._BASE_HEIGHT"] == 0.015
    assert chosen_without("wikinews", tried(fixtures=0.9))["contrast._BASE_HEIGHT"] == 0.02


def test_the_page_tells_what_the_choice_of_others_gives() -> None:
    found = tried(basil=0.9, wikinews=0.4)
    page = constants_page(found, dict.fromkeys(EIGHT, 0.6))
    base = next(row for row in page.splitlines() if row.startswith("| `contrast._BASE_HEIGHT` (0"))
    assert base.split(" | ")[1:] == [
        *["0.015: +0.000"] * 3,
        *("0.015: -0.100", "·"),  # what all but basil choose is not what all others do
        *["0.015: +0.000"] * 3,
        "-0.0125 |",
    ]
    together = next(row for row in page.splitlines() if row.startswith("| all together"))
    assert together.split(" | ")[1:] == [*["+0.100"] * 8, "+0.1000 |"]
    assert (
        "| `detail` | 0.6 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 | 0.500 | 6 of 8 |"
        in page
    )
    assert "| **0.500** | **6 of 8** |" in page
