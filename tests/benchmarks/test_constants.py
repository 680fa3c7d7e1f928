"""The bench of constants: each is set and set back, and a set that is left out does not choose."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from clustering.evaluation.metrics import Score
from tests.benchmarks.constants import (
    BESIDE,
    CONSTANTS,
    Tried,
    chosen_without,
    constants_page,
    measure_with,
    try_all,
)
from tests.benchmarks.labelled import EIGHT
from tests.benchmarks.quality_results import SetScore, measure_variant
from tests.benchmarks.scoring import Clean


def tried(**f1: float) -> dict[str, Tried]:
    """Return figures of 0.5, but those of sets that like the first value of the base height."""

    def scored(f1: float) -> SetScore:
        return SetScore(9, 5, 5, Score(1, 1, f1), 0, 1, clean=Clean(4, 3))

    keys = [(one.title, value) for one in CONSTANTS for value in one.values]
    liked = ("contrast._BASE_HEIGHT", 0.015)
    return {
        name: dict.fromkeys(keys, scored(0.5)) | {liked: scored(f1.get(name, 0.5))}
        for name in (*EIGHT, *BESIDE)
    }


@pytest.fixture(scope="module")
def usual() -> SetScore:
    return measure_variant("events", {})


@pytest.mark.parametrize("name", ["graph.discounts.ONE_OUTLET", "stories.contrast._BASE_HEIGHT"])
def test_a_set_is_measured_with_another_value_and_then_as_before(
    usual: SetScore, name: str
) -> None:
    [constant] = [one for one in CONSTANTS if one.place == name]
    before, value = constant.default, constant.values[-1]
    changed = measure_with("events", {constant: value})
    with patch(f"clustering.{name}", value):
        assert constant.default == value != before
        assert measure_variant("events", {}) == changed
    assert constant.default == before
    assert usual == measure_with("events", {}) != changed


def test_every_default_is_among_the_values_that_are_tried() -> None:
    assert all(one.default in one.values for one in CONSTANTS)
    assert all(one.off is None or one.off in one.values for one in CONSTANTS)


def test_all_values_are_tried_on_a_set() -> None:
    some = [one for one in CONSTANTS if one.title in ("detail", "discounts.ONE_OUTLET")]
    found = try_all("headlines", some)
    assert set(found) == {(one.title, value) for one in some for value in one.values}
    assert len({one.score.f1 for one in found.values()}) > 1


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
