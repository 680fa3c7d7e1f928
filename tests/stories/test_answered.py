"""What a person puts into a story is surely of it."""

from __future__ import annotations

import numpy as np

from clustering.answers.constraints import Constraints
from clustering.stories.answered import core_with_answers


def answered(*pairs: tuple[int, int, int]) -> Constraints:
    left, right, answers = np.array(pairs, dtype=np.int64).T
    return Constraints(left, right, answers, [], len(pairs), len(pairs), "labels.yaml")


def test_what_answers_join_to_the_core_is_of_the_core() -> None:
    is_core = np.array([True, False, False, False, False, False])
    said = answered((0, 1, 1), (1, 2, 1), (0, 3, -1), (4, 5, 1))
    found = core_with_answers(is_core, said)
    assert found.tolist() == [True, True, True, False, False, False]
