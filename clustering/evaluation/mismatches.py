"""Where found and gold stories differ: the splits and merges that cost the most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import FloatArray
from clustering.evaluation.metrics import Contingency


@dataclass(frozen=True, slots=True)
class MismatchPart:
    """The articles of a mismatch that are in one story of the other side, with a headline."""

    story: str
    headline: str
    articles: int


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A gold story that was split, or a found story that mixes several, with its headlines.

    Attributes
    ----------
    story
        Name of the gold story or id of the found one.
    loss
        BCubed recall (a split) or precision (a merge) lost here, as a share of 1. Over all of them
        the losses add up to ``1 - recall`` or ``1 - precision``.
    parts
        The pieces, the largest first.
    """

    story: str
    articles: int
    loss: float
    parts: tuple[MismatchPart, ...]


def worst_splits(
    table: Contingency,
    top: int,
    gold: Sequence[str],
    found: Sequence[str],
    headline: Callable[[int, int], str],
) -> list[Discrepancy]:
    """Return the gold stories spread over several found ones that cost the most BCubed recall.

    Of a transposed table these are the found stories that cost the most precision. ``gold`` and
    ``found`` are names of the stories on either side, by their numbers; ``headline`` gives that of
    an article that is in both of two.
    """
    lost = _loss(table)
    worst = [row for row in np.argsort(-lost, kind="stable")[:top].tolist() if lost[row] > 0]
    mismatches = []
    for row in worst:
        story = int(table.gold_numbers[row])
        start, stop = np.searchsorted(table.gold, [row, row + 1])
        cells = start + np.argsort(-table.count[start:stop], kind="stable")
        others = table.found_numbers[table.found[cells]].tolist()
        parts = tuple(
            MismatchPart(found[other], headline(story, other), articles)
            for other, articles in zip(others, table.count[cells].tolist(), strict=True)
        )
        articles = sum(part.articles for part in parts)
        mismatches.append(Discrepancy(gold[story], articles, float(lost[row]), parts))
    return mismatches


def _loss(table: Contingency) -> FloatArray:
    """BCubed recall lost in each gold story, as a share of all articles."""
    square = np.bincount(table.gold, weights=table.count.astype(np.float64) ** 2)
    whole = np.bincount(table.gold) == 1
    lost = (table.gold_sizes - square / table.gold_sizes) / table.articles
    return np.where(whole, 0.0, lost)
