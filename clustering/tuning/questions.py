"""Chooses the pair of articles to ask a person about next.

Only pairs that some value of the knob joins and another parts are asked about: the others are
together, or apart, whatever is chosen. Questions go round ten bands of values, so that the answers
show where they turn, and are spread over stories. No question is asked twice, or when its answer
follows from others.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from clustering.answers.file import DIFFERENT, UNSURE, Answers
from clustering.answers.implied import ImpliedAnswers
from clustering.answers.judged import JudgedPairs, locate_pairs
from clustering.arrays.types import FloatArray, IntArray
from clustering.errors import UsageError
from clustering.result import Result
from clustering.tuning.order import TreeOrder, tree_order
from clustering.tuning.values import DEFAULT_VALUES

# Bands of the values that `tune` tries, each with as many of them. Asking where the answers are
# least sure gained the same F1, to 0.001 on the mean of eight labelled sets.
BAND_COUNT = 10
QUESTION_KINDS = ("alike", "related", "one outlet", "days apart", "no link")
_MIN_DAYS_APART = 3.0


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to ask about, by the positions of its articles.

    ``height`` is the highest value of the knob at which the two are in one story, and ``band``
    where that lies; ``kind``, one of ``QUESTION_KINDS``, is what speaks for it.
    """

    left: int
    right: int
    height: float
    kind: str
    band: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """An answer, with the highest value of the knob at which its pair is in one story."""

    left: int
    right: int
    said: str
    height: float


class Questions:
    """The questions about one run, in the order they are best asked.

    ``answers`` are those there are already; ``seed`` is of the random order among equally good
    pairs.
    """

    def __init__(self, result: Result, answers: Answers | None = None, seed: int = 0) -> None:
        self._order = tree_order(result.cut_tree)
        self._cut_at = result.cut_at
        self._edges = _band_edges(result.knob)
        self._bands = _candidates(result, self._order, self._edges, seed)
        self._asked: list[_Asked] = []
        self._seen: dict[tuple[int, int], int] = {}
        self._implied = ImpliedAnswers()
        for left, right, said in _earlier_answers(result, answers):
            self.answer(left, right, said)

    def next(self, taken: Collection[tuple[int, int]] = ()) -> Question | None:
        """Return the pair to ask about now; ``None`` when there is none left.

        ``taken`` are pairs that somebody else is asked about at the moment.
        """
        bands = _band(np.array([asked.height for asked in self._asked]), self._edges)
        asked = np.bincount(bands[bands >= 0], minlength=BAND_COUNT)[:BAND_COUNT]
        distance = np.abs(np.arange(BAND_COUNT) - int(_band(self._cut_at, self._edges)))
        for band in np.lexsort((distance, asked)):
            for question in self._bands[int(band)]:
                if (question.left, question.right) in taken:
                    continue
                if self.is_unanswered(question):
                    return question
        return None

    def answer(self, left: int, right: int, said: str) -> None:
        """Take in what a person said of two articles."""
        height = float(self._order.merge_height(np.array([left]), np.array([right]))[0])
        self._asked.append(_Asked(left, right, said, height))
        pair = (min(left, right), max(left, right))
        self._seen[pair] = self._seen.get(pair, 0) + 1
        if said != UNSURE:
            self._implied.add(left, right, said != DIFFERENT)

    def undo(self) -> None:
        """Take back the last answer."""
        last = self._asked.pop()
        self._seen[min(last.left, last.right), max(last.left, last.right)] -= 1
        self._implied = ImpliedAnswers()
        for one in self._asked:
            if one.said != UNSURE:
                self._implied.add(one.left, one.right, one.said != DIFFERENT)

    @property
    def implied(self) -> ImpliedAnswers:
        """What follows from the answers."""
        return self._implied

    @property
    def agreement(self) -> tuple[int, int]:
        """How many of the answers the stories agree with, and how many there are."""
        told = [one for one in self._asked if one.said != UNSURE]
        agree = [(one.height >= self._cut_at) == (one.said != DIFFERENT) for one in told]
        return sum(agree), len(agree)

    def is_unanswered(self, question: Question) -> bool:
        """Whether nobody has answered a question, nor answered others from which it follows."""
        pair = (min(question.left, question.right), max(question.left, question.right))
        if self._seen.get(pair):
            return False
        return self._implied.implied_for(question.left, question.right) is None


def _band_edges(knob: str) -> FloatArray:
    """Values of the knob that part the bands; shape ``(BAND_COUNT + 1,)``."""
    values = DEFAULT_VALUES[knob]
    at = np.linspace(0, len(values) - 1, BAND_COUNT + 1).round().astype(np.int64)
    return np.array(values, dtype=np.float64)[at]


def _band(heights: FloatArray | float, edges: FloatArray) -> IntArray:
    """Band of each height; -1 under them all, and ``BAND_COUNT`` from the highest edge on."""
    return np.asarray(np.searchsorted(edges, heights, side="right") - 1, dtype=np.int64)


def _earlier_answers(result: Result, answers: Answers | None) -> list[tuple[int, int, str]]:
    """Find the articles of earlier answers; leave out answers about other articles."""
    entries = answers.entries if answers else []
    names = JudgedPairs(
        "", [one.a for one in entries], [one.b for one in entries], [True] * len(entries)
    )
    try:
        kept, left, right, _ = locate_pairs(result.reading, result.corpus, names)
    except (UsageError, IndexError):
        return []
    return [
        (a, b, entries[at].answer)
        for at, a, b in zip(kept.tolist(), left.tolist(), right.tolist(), strict=True)
        if a != b
    ]


def _candidates(
    result: Result, order: TreeOrder, edges: FloatArray, seed: int
) -> list[list[Question]]:
    """One pair for each merge within the bands, by band, in the order to ask them."""
    tree = order.tree
    merges = np.flatnonzero((tree.height >= edges[0]) & (tree.height < edges[-1]))
    generator = np.random.default_rng(seed)
    sides = []
    for node in (tree.left[merges], tree.right[merges]):
        within = (generator.random(len(merges)) * order.size[node]).astype(np.int64)
        sides.append(order.articles[order.first[node] + within])
    left, right = sides
    smaller_side = np.minimum(order.size[tree.left[merges]], order.size[tree.right[merges]])
    kind = _kinds(result, left, right)
    story = result.story_of[left]
    band = _band(tree.height[merges], edges)
    # A random order that prefers large groups, weighted by the square root of their size; a story
    # that was asked about waits.
    turn = generator.exponential(size=len(merges)) / np.sqrt(smaller_side)
    turn *= 1 + _rank_within(band * len(result.stories) + story, turn) / 4
    bands: list[list[Question]] = [[] for _ in range(BAND_COUNT)]
    for at in np.argsort(turn, kind="stable").tolist():
        bands[int(band[at])].append(
            Question(
                int(left[at]),
                int(right[at]),
                float(tree.height[merges[at]]),
                QUESTION_KINDS[int(kind[at])],
                int(band[at]),
            )
        )
    return bands


def _rank_within(groups: IntArray, key: FloatArray) -> IntArray:
    """Rank of each item among those of its group, by key."""
    order = np.lexsort((key, groups))
    starts = np.searchsorted(groups[order], groups[order])
    rank = np.empty(len(groups), dtype=np.int64)
    rank[order] = np.arange(len(groups)) - starts
    return rank


def _kinds(result: Result, left: IntArray, right: IntArray) -> IntArray:
    """Return the kind of evidence for each pair, as a position in ``QUESTION_KINDS``."""
    graph, size = result.graph, len(result.corpus)
    keys = graph.left * size + graph.right
    pair = np.minimum(left, right) * size + np.maximum(left, right)
    at = np.minimum(np.searchsorted(keys, pair), max(len(keys) - 1, 0))
    linked = (keys[at] == pair) if len(keys) else np.zeros(len(pair), dtype=np.bool_)
    related = linked & graph.related[at] if len(keys) else linked
    outlet = np.array([article.outlet.domain for article in result.articles])
    when = result.days
    days = np.abs(when[left] - when[right])
    kinds = [related, outlet[left] == outlet[right], days > _MIN_DAYS_APART, ~linked]
    chosen: IntArray = np.select(kinds, [1, 2, 3, 4], 0)
    return chosen
