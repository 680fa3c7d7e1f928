"""What people answered about two articles stands in for the likeness of the pair."""

from __future__ import annotations

import numpy as np

from clustering.answers.constraints import ANSWER_NUMBERS, Constraints
from clustering.pairs.answered import apply_answers_to_pairs
from clustering.pairs.nearest import Pairs
from tests.pairs.vectors import as_dict

PAIRS = Pairs(np.array([0, 0, 1]), np.array([1, 2, 3]), np.array([0.4, 0.5, 0.6]))


def answered(*told: tuple[int, int, str]) -> dict[tuple[int, int], float]:
    left, right, answers = zip(*((a, b, ANSWER_NUMBERS[said]) for a, b, said in told), strict=True)
    constraints = Constraints(
        np.array(left), np.array(right), np.array(answers), [], len(told), len(told), "labels.yaml"
    )
    return as_dict(apply_answers_to_pairs(PAIRS, constraints, 4))


def test_different_ones_are_no_pair() -> None:
    assert answered((0, 1, "different"), (2, 3, "different")) == {(0, 2): 0.5, (1, 3): 0.6}


def test_same_ones_and_copies_are_a_certain_pair_in_its_place() -> None:
    found = answered((0, 2, "same"), (1, 2, "copy"))
    assert found == {(0, 1): 0.4, (0, 2): 1.0, (1, 2): 1.0, (1, 3): 0.6}
    assert list(found) == sorted(found)
