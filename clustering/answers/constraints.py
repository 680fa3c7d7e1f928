"""Answers as constraints on a run: pairs that must be, or must not be, in one story.

Two articles that people called the same are one group before anything merges. Groups that hold
two articles that people called different never merge. Neither depends on the settings or on the
order of the answers. Where answers of "same" join two articles that another answer calls
different, that answer is dropped and reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clustering.answers.file import COPY, DIFFERENT, KEEP, NOT_A_COPY, SAME, Answers
from clustering.answers.judged import locate_pairs
from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, IntArray
from clustering.errors import UsageError
from clustering.model import Corpus, Reading

if TYPE_CHECKING:
    from clustering.answers.implied import Contradiction

KEEP_LEFT, KEEP_RIGHT = 4, 5
ANSWER_NAMES = {1: SAME, 2: COPY, 3: NOT_A_COPY, KEEP_LEFT: KEEP, KEEP_RIGHT: KEEP, -1: DIFFERENT}
"""What people say of a pair: one story, one text, one story in two texts, one text of which the
first or the second is kept, two stories."""
ANSWER_NUMBERS = {name: number for number, name in ANSWER_NAMES.items()} | {KEEP: KEEP_LEFT}
SAID_COPY = (ANSWER_NUMBERS[COPY], KEEP_LEFT, KEEP_RIGHT)


@dataclass(frozen=True)
class Constraints:
    """Answers about the articles of a corpus, without those that others contradict.

    Attributes
    ----------
    left, right
        Pairs of articles, ``left < right``, each once, sorted; shape ``(pairs,)``.
    answers
        What people said, as keys of ``ANSWER_NAMES``; shape ``(pairs,)``.
    contradictions
        Answers of "different" that answers of "same" contradict; ``left`` and ``right`` do not
        hold their pairs.
    answer_count, matched_count
        How many answers say same or different, and how many of those name two articles of the
        corpus.
    origin
        The file they come from.
    """

    left: IntArray
    right: IntArray
    answers: IntArray
    contradictions: list[Contradiction]
    answer_count: int
    matched_count: int
    origin: str

    def __len__(self) -> int:
        return len(self.left)

    def components(self, which: BoolArray, articles: int) -> IntArray:
        """Return the number of each article's component over the chosen pairs."""
        return connected_components(self.left[which], self.right[which], articles)


def locate_answers(reading: Reading, corpus: Corpus, answers: Answers) -> Constraints:
    """Find the articles that answers are about, and drop answers that others contradict.

    Raises
    ------
    UsageError
        When there are answers, and none of them is about two articles of the run, unless they
        may be about those of other runs.
    """
    told = [answer for answer in answers.entries if answer.is_decided]
    none = np.zeros(0, dtype=np.int64)
    nothing = Constraints(none, none, none, [], len(told), 0, answers.origin)
    if not told:
        return nothing
    try:
        kept, left, right, same = locate_pairs(reading, corpus, answers.about_stories())
    except UsageError:
        if answers.of_other_runs:
            return nothing
        raise
    from clustering.answers.implied import ImpliedAnswers

    implied = ImpliedAnswers()
    for a, b, is_same in zip(left.tolist(), right.tolist(), same.tolist(), strict=True):
        implied.add(a, b, is_same)
    contradictions = implied.contradictions()
    contradicted = {(clash.left, clash.right) for clash in contradictions}
    said: dict[tuple[int, int], int] = {}
    for at, a, b in zip(kept.tolist(), left.tolist(), right.tolist(), strict=True):
        pair = (min(a, b), max(a, b))
        number = ANSWER_NUMBERS[told[at].answer]
        if number == KEEP_LEFT and a > b:
            number = KEEP_RIGHT
        if a != b and not (number < 0 and pair in contradicted):
            said[pair] = max(number, said.get(pair, number))
    pairs = np.array(sorted(said), dtype=np.int64).reshape(-1, 2)
    numbers = np.array([said[pair] for pair in sorted(said)], dtype=np.int64)
    return Constraints(
        pairs[:, 0], pairs[:, 1], numbers, contradictions, len(told), len(kept), answers.origin
    )
