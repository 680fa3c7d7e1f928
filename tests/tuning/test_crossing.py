"""The curve through answers finds the turn, says how sure it is, and begins at the default."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from clustering.arrays.types import FloatArray
from clustering.tuning.crossing import SAME_SHARE_AT_CROSSING, find_crossing


def simulated(
    turn: float, answers: int, low: float = 0.01, high: float = 1.0
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    generator = np.random.default_rng(0)
    height = np.exp(generator.uniform(np.log(low), np.log(high), answers))
    z = 2.0 * np.log(height / turn) + np.log(SAME_SHARE_AT_CROSSING / (1 - SAME_SHARE_AT_CROSSING))
    return height, generator.random(answers) < 1 / (1 + np.exp(-z))


def test_without_answers_it_is_the_default() -> None:
    crossing = find_crossing(np.zeros(0), np.zeros(0, dtype=np.bool_), 0.12)
    assert crossing.cohesion == pytest.approx(0.12, rel=1e-3)
    assert crossing.low < 0.04 < 0.3 < crossing.high


@pytest.mark.parametrize("turn", [0.05, 0.15, 0.3])
def test_many_answers_find_the_turn(turn: float) -> None:
    crossing = find_crossing(*simulated(turn, 3000), 0.1)
    assert crossing.cohesion == pytest.approx(turn, rel=0.12)
    assert crossing.low < turn < crossing.high


def test_more_answers_make_it_surer() -> None:
    widths = []
    for answers in (10, 100, 1000):
        crossing = find_crossing(*simulated(0.15, answers), 0.1)
        widths.append(np.log(crossing.high / crossing.low))
    assert widths == sorted(widths, reverse=True)


def test_it_does_not_matter_which_heights_were_asked_about() -> None:
    most_below = find_crossing(*simulated(0.15, 2000, 0.01, 0.2), 0.1)
    most_above = find_crossing(*simulated(0.15, 2000, 0.1, 1.0), 0.1)
    assert most_below.cohesion == pytest.approx(most_above.cohesion, rel=0.25)


def test_answers_about_large_groups_weigh_more() -> None:
    height = np.array([0.05, 0.05, 0.2, 0.2])
    same = np.array([True, False, True, False])
    sizes = np.array([1, 100, 1, 100])
    plain = find_crossing(height, same, 0.1)
    by_large = find_crossing(height, same, 0.1, sizes)
    by_small = find_crossing(height, same, 0.1, sizes[::-1])
    assert by_small.cohesion < plain.cohesion < by_large.cohesion
    indistinguishable = find_crossing(height, same, 0.1, np.full(4, 7))
    assert indistinguishable.cohesion == pytest.approx(plain.cohesion)


def test_pairs_that_never_join_say_nothing() -> None:
    height, same = np.array([-1.0, -1.0]), np.array([True, False])
    assert find_crossing(height, same, 0.12).answers == 0


def test_the_share_rises_with_the_height() -> None:
    crossing = find_crossing(*simulated(0.15, 300), 0.1)
    assert crossing.share(np.array([crossing.cohesion]))[0] == pytest.approx(SAME_SHARE_AT_CROSSING)
    assert (np.diff(crossing.share(np.array([0.0, 0.05, 0.1, 0.5]))) > 0).all()
