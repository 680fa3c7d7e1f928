"""How a run honours what people said: pairs that must be, or must not be, in one story.

Two articles said to be the same are one group before anything merges; groups that hold two
articles said to be different never merge. Both hold whatever the settings and in whatever
order the answers stand. A "different" that "same" answers deny is dropped and reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from clustering.article import BoolArray, Corpus, IntArray, Reading
from clustering.components import connected
from clustering.duplicates import DuplicateGroup
from clustering.gold import GoldPairs
from clustering.graph import LABELS, Graph
from clustering.labels import DIFFERENT, Labels
from clustering.matching import settle_pairs
from clustering.pairs import Pairs
from clustering.parting import labelled_group, part_group
from clustering.settings import Settings
from clustering.undated import time_between
from clustering.vectors import Vectors

if TYPE_CHECKING:
    from clustering.inference import Contradiction

_SAID = {name: number for number, name in LABELS.items()}
_COPY = _SAID["copy"]


@dataclass(frozen=True)
class Constraints:
    """Answers, settled on the articles of a corpus.

    Attributes
    ----------
    left, right
        Pairs of articles, ``left < right``, each once, sorted; shape ``(pairs,)``.
    said
        What people said, as numbers of ``graph.LABELS``; shape ``(pairs,)``.
    contradictions
        Answers that others deny; their pairs are not among these.
    labels, matched
        How many answers tell, and how many of them name two articles of the corpus.
    origin
        The file they come from.
    """

    left: IntArray
    right: IntArray
    said: IntArray
    contradictions: list[Contradiction]
    labels: int
    matched: int
    origin: str

    def __len__(self) -> int:
        return len(self.left)

    def joined(self, which: BoolArray, articles: int) -> IntArray:
        """Give numbers to the groups that the chosen pairs make; shape ``(articles,)``."""
        return connected(self.left[which], self.right[which], articles)


def settle_constraints(reading: Reading, corpus: Corpus, labels: Labels) -> Constraints:
    """Find the articles of answers, and drop the answers that others deny.

    Raises
    ------
    UsageError
        When there are answers and none is about two articles of the run.
    """
    told = [answer for answer in labels.answers if answer.is_told]
    if not told:
        none = np.zeros(0, dtype=np.int64)
        return Constraints(none, none, none, [], 0, 0, labels.origin)
    names = GoldPairs(
        labels.origin,
        [answer.a for answer in told],
        [answer.b for answer in told],
        [answer.answer != DIFFERENT for answer in told],
    )
    kept, left, right, same = settle_pairs(reading, corpus, names)
    from clustering.inference import Inference  # networkx takes 0.1 s to load

    inference = Inference()
    for a, b, is_same in zip(left.tolist(), right.tolist(), same.tolist(), strict=True):
        inference.add(a, b, is_same)
    contradictions = inference.contradictions()
    denied = {(clash.left, clash.right) for clash in contradictions}
    said: dict[tuple[int, int], int] = {}
    for at, a, b in zip(kept.tolist(), left.tolist(), right.tolist(), strict=True):
        pair = (min(a, b), max(a, b))
        number = _SAID[told[at].answer]
        if a != b and not (number < 0 and pair in denied):
            said[pair] = max(number, said.get(pair, number))
    pairs = np.array(sorted(said), dtype=np.int64).reshape(-1, 2)
    numbers = np.array([said[pair] for pair in sorted(said)], dtype=np.int64)
    return Constraints(
        pairs[:, 0], pairs[:, 1], numbers, contradictions, len(told), len(kept), labels.origin
    )


def heed(pairs: Pairs, constraints: Constraints, articles: int) -> Pairs:
    """Judge near pairs as people did: those that differ are none, the same are alike to 1."""
    keys = pairs.left * articles + pairs.right
    said_keys = constraints.left * articles + constraints.right
    kept = ~np.isin(keys, said_keys)
    same = constraints.said > 0
    left = np.concatenate([pairs.left[kept], constraints.left[same]])
    right = np.concatenate([pairs.right[kept], constraints.right[same]])
    similarity = np.concatenate([pairs.similarity[kept], np.ones(int(same.sum()))])
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order], similarity[order])


def label_edges(
    graph: Graph,
    constraints: Constraints,
    corpus: Corpus,
    vectors: Vectors,
    same_text: IntArray,
    window: float,
) -> Graph:
    """Write what people said on the edges; a pair that has no edge yet gets one.

    The strength stays as it was measured: the merge tree obeys the label, not the strength.
    """
    size = len(corpus)
    keys = graph.left * size + graph.right
    said_keys = constraints.left * size + constraints.right
    is_new = ~np.isin(said_keys, keys)
    new_left, new_right = constraints.left[is_new], constraints.right[is_new]
    similarity = np.minimum(vectors.similarities(new_left, new_right), 1.0)
    days, left_over = time_between(corpus.days, graph.loans, new_left, new_right, window)
    keys = np.concatenate([keys, said_keys[is_new]])
    order = np.argsort(keys, kind="stable")
    left, right = keys[order] // size, keys[order] % size
    labelled = np.zeros(len(order), dtype=np.int64)
    labelled[np.searchsorted(keys[order], said_keys)] = constraints.said

    def both(old: npt.NDArray[Any], new: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return np.concatenate([old, new])[order]

    return replace(
        graph,
        left=left,
        right=right,
        similarity=both(graph.similarity, similarity),
        strength=both(graph.strength, similarity * left_over),
        related=both(graph.related, np.zeros(len(days), dtype=np.bool_)),
        same_text=same_text[left] == same_text[right],
        days_apart=both(graph.days_apart, days),
        labelled=labelled,
    )


def honour_copies(
    reading: Reading,
    corpus: Corpus,
    groups: list[DuplicateGroup],
    constraints: Constraints,
    settings: Settings | None = None,
) -> list[DuplicateGroup]:
    """Part duplicate groups where people said "different", and join them where they said "copy".

    Articles that must not be in one story are no copies.

    Parameters
    ----------
    settings
        With which the parts of a group are searched for copies; ``None`` for the default.
    """
    said_copy = constraints.said == _COPY
    copies = constraints.joined(said_copy, len(corpus))
    ends = np.unique([constraints.left[said_copy], constraints.right[said_copy]]).tolist()
    touched = {int(copies[end]) for end in ends}
    grouped = {member for group in groups for member in group.members}
    # Groups that an answer joins, over shared members and over answers.
    links = _Chain()
    parts_of: dict[int, list[DuplicateGroup]] = {}
    found: list[DuplicateGroup] = []
    for group in groups:
        linked = sorted({int(copies[member]) for member in group.members} & touched)
        if linked:
            links.join(linked)
            parts_of.setdefault(linked[0], []).append(group)
        else:
            found.append(group)
    joined: dict[int, tuple[list[DuplicateGroup], list[int]]] = {}
    for number, parts in parts_of.items():
        joined.setdefault(links.first(number), ([], []))[0].extend(parts)
    for end in ends:
        alone = joined.setdefault(links.first(int(copies[end])), ([], []))[1]
        if end not in grouped:
            alone.append(end)
    found += [_joined(corpus, *parts) for parts in joined.values()]
    story = constraints.joined(constraints.said > 0, len(corpus))
    apart = constraints.said < 0
    pairs = np.stack([story[constraints.left[apart]], story[constraints.right[apart]]], axis=1)
    foes: dict[int, set[int]] = {}
    for one, other in pairs.tolist():
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    chosen = settings or Settings()
    parted = [
        part for group in found for part in part_group(reading, corpus, group, story, foes, chosen)
    ]
    return sorted(parted, key=lambda g: (-len(g.members), -len(g.records), g.id))


class _Chain:
    """Numbers that belong together, each named by the lowest it was joined with."""

    def __init__(self) -> None:
        self._lower: dict[int, int] = {}

    def first(self, number: int) -> int:
        while number in self._lower:
            number = self._lower[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        firsts = sorted({self.first(number) for number in numbers})
        self._lower |= dict.fromkeys(firsts[1:], firsts[0])


def _joined(corpus: Corpus, groups: list[DuplicateGroup], alone: list[int]) -> DuplicateGroup:
    """Make one group of groups and single articles that people said are copies."""
    if len(groups) == 1 and not alone:
        return groups[0]
    # The kept one of the largest group stays, else the first by id.
    return labelled_group(corpus, [member for group in groups for member in group.members] + alone)
