"""Where found and gold stories differ: the splits and merges that cost the most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import FloatArray
from clustering.evaluation.metrics import Contingency


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A gold story spread over several found stories, or a found story that mixes gold ones.

    Attributes
    ----------
    story
        The gold story that was split, or the found story that mixes gold stories.
    parts
        Stories on the other side with the number of articles there, largest first.
    loss
        BCubed recall (of a split) or precision (of a merge) that is lost here. Over all
        mismatches the losses add up to ``1 - recall`` or ``1 - precision``.
    """

    story: int
    parts: tuple[tuple[int, int], ...]
    loss: float

    @property
    def articles(self) -> int:
        """Articles of the story."""
        return sum(articles for _, articles in self.parts)


def worst_splits(table: Contingency, top: int) -> list[Mismatch]:
    """Return the gold stories spread over several found ones that cost the most BCubed recall."""
    lost = _loss(table)
    worst = [row for row in np.argsort(-lost, kind="stable")[:top].tolist() if lost[row] > 0]
    return [_mismatch(table, row, float(lost[row])) for row in worst]


def worst_merges(table: Contingency, top: int) -> list[Mismatch]:
    """Return the found stories that mix gold ones and cost the most BCubed precision."""
    return worst_splits(table.transposed, top)


def _loss(table: Contingency) -> FloatArray:
    """BCubed recall lost in each gold story, as a share of all articles."""
    square = np.bincount(table.gold, weights=table.count.astype(np.float64) ** 2)
    whole = np.bincount(table.gold) == 1
    lost = (table.gold_sizes - square / table.gold_sizes) / table.articles
    return np.where(whole, 0.0, lost)


def _mismatch(table: Contingency, row: int, loss: float) -> Mismatch:
    start, stop = np.searchsorted(table.gold, [row, row + 1])
    cells = start + np.argsort(-table.count[start:stop], kind="stable")
    labels = table.found_numbers[table.found[cells]].tolist()
    parts = tuple(zip(labels, table.count[cells].tolist(), strict=True))
    return Mismatch(int(table.gold_numbers[row]), parts, loss)
