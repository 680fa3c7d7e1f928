"""Chooses the pair of articles to ask a person about next (active learning).

Most questions are near the cohesion where answers turn from "different" to "same"; a few are
farther away, in case the turn is elsewhere. Questions are spread over stories and over kinds
of evidence. No question is asked twice, or when its answer follows from others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.answers.file import DIFFERENT, UNSURE, Answers
from clustering.answers.implied import ImpliedAnswers
from clustering.answers.judged import JudgedPairs, locate_pairs
from clustering.arrays.types import FloatArray, IntArray
from clustering.errors import UsageError
from clustering.result import Result
from clustering.stories.linkage import merge_tree
from clustering.tuning.crossing import Crossing, find_crossing
from clustering.tuning.order import TreeOrder, tree_order

# Questions lie between a fourth and four times the cohesion that suits the corpus, in bands
# of equal ratio: 50 answers then choose within 0.005 F1 of the best on the labelled sets.
MAX_COHESION_FACTOR = 4.0
BAND_COUNT = 10
QUESTION_KINDS = ("alike", "related", "one outlet", "days apart", "no link")
_MIN_DAYS_APART = 3.0


@dataclass(frozen=True, slots=True)
class Question:
    """A pair to ask about.

    Attributes
    ----------
    left, right
        Positions of the two articles.
    height
        Cohesion under which the two are in one story.
    kind
        What speaks for it; one of ``QUESTION_KINDS``.
    band
        In which the height lies.
    """

    left: int
    right: int
    height: float
    kind: str
    band: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """An answer, with the height and the smaller side of the merge that joins its pair."""

    left: int
    right: int
    said: str
    height: float
    smaller_side: int


class Questions:
    """The questions about one run, in the order they are best asked.

    Parameters
    ----------
    result
        The run.
    answers
        Answers there are already.
    seed
        Of the random order among equally good pairs.
    """

    def __init__(self, result: Result, answers: Answers | None = None, seed: int = 0) -> None:
        order = tree_order(merge_tree(result.graph, result.settings.link))
        self._order = order
        self._default = max(result.cohesion, 1e-3)
        self._bands = _candidates(result, order, self._default, seed)
        self._asked: list[_Asked] = []
        self._seen: dict[tuple[int, int], int] = {}
        self._implied = ImpliedAnswers()
        for left, right, said in _earlier_answers(result, answers):
            self.answer(left, right, said)

    def next(self) -> Question | None:
        """Return the pair to ask about now; ``None`` when there is none left."""
        edges = _band_edges(self._default)
        heights = np.array([asked.height for asked in self._asked])
        inside = heights[(heights >= edges[0]) & (heights < edges[-1])]
        asked = np.bincount(_band(inside, edges), minlength=BAND_COUNT)
        for band in np.argsort(-_uncertainty(self.crossing, edges) / (asked + 1), kind="stable"):
            for question in self._bands[int(band)]:
                if self._is_unanswered(question):
                    return question
        return None

    def answer(self, left: int, right: int, said: str) -> None:
        """Take in what a person said of two articles."""
        ends = np.array([left]), np.array([right])
        height, smaller_side = self._order.merge_height(*ends), self._order.smaller_side(*ends)
        self._asked.append(_Asked(left, right, said, float(height[0]), int(smaller_side[0])))
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
    def crossing(self) -> Crossing:
        """Where the answers so far put the cohesion."""
        told = [asked for asked in self._asked if asked.said != UNSURE]
        return find_crossing(
            np.array([asked.height for asked in told]),
            np.array([asked.said != DIFFERENT for asked in told], dtype=np.bool_),
            self._default,
            np.array([asked.smaller_side for asked in told], dtype=np.int64),
        )

    def _is_unanswered(self, question: Question) -> bool:
        pair = (min(question.left, question.right), max(question.left, question.right))
        if self._seen.get(pair):
            return False
        return self._implied.implied_for(question.left, question.right) is None


def _band_edges(default: float) -> FloatArray:
    return np.geomspace(
        default / MAX_COHESION_FACTOR, default * MAX_COHESION_FACTOR, BAND_COUNT + 1
    )


def _band(heights: FloatArray, edges: FloatArray) -> IntArray:
    return np.searchsorted(edges, heights, side="right").astype(np.int64) - 1


def _uncertainty(crossing: Crossing, edges: FloatArray) -> FloatArray:
    """Variance of the answer in each band: how uncertain it is."""
    share = crossing.share(np.sqrt(edges[1:] * edges[:-1]))
    variance: FloatArray = share * (1 - share)
    return variance


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
    result: Result, order: TreeOrder, default: float, seed: int
) -> list[list[Question]]:
    """One pair for each merge near the cut, by band, in the order to ask them."""
    tree = order.tree
    edges = _band_edges(default)
    merges = np.flatnonzero((tree.height >= edges[0]) & (tree.height < edges[-1]))
    generator = np.random.default_rng(seed)
    sides = []
    for node in (tree.left[merges], tree.right[merges]):
        within = (generator.random(len(merges)) * order.size[node]).astype(np.int64)
        sides.append(order.articles[order.first[node] + within])
    left, right = sides
    smaller_side = np.minimum(order.size[tree.left[merges]], order.size[tree.right[merges]])
    kind = _kinds(result, left, right)
    story = order.groups(float(edges[0]))[left]
    band = _band(tree.height[merges], edges)
    # A random order that prefers large groups, weighted by the square root of their size: this
    # did better than equal weight for every merge or for every article. Rare kinds of evidence
    # are preferred, and a story that was asked about waits. Strict turns by story cost 0.002 F1,
    # because they ask mostly about small stories.
    turn = generator.exponential(size=len(merges)) / np.sqrt(smaller_side)
    by_kind = band * len(QUESTION_KINDS) + kind
    turn *= np.sqrt(np.bincount(by_kind)[by_kind])
    turn *= 1 + _rank_within(band * (int(story.max(initial=0)) + 1) + story, turn) / 4
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
