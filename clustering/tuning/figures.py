"""What the partition at one value is like, in figures, and how far it agrees with the one before.

Cuts of one tree are stretches in its order, the finer within the coarser, so their figures are
a few sums; two partitions of other kinds are compared article by article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from clustering.arrays.types import IntArray
from clustering.evaluation.metrics import bcubed, contingency
from clustering.result import Result
from clustering.tuning.order import TreeOrder


@dataclass(frozen=True)
class Step:
    """The partition at one combination of values, in figures.

    Attributes
    ----------
    values
        Of each axis, in their order.
    cohesion
        That was used: swept, set, or what suits the corpus.
    stories
        Groups of articles, those of one article included.
    coverage
        Stories that several outlets carried.
    largest
        Articles of the largest story.
    alone
        Articles in a story of their own.
    stability
        Agreement with the step before (BCubed F1 of the two partitions: the share of each
        article's company that stays); ``None`` at the first step of a row.
    """

    values: tuple[Any, ...]
    cohesion: float
    stories: int
    coverage: int
    largest: int
    alone: int
    stability: float | None


@dataclass(frozen=True, slots=True)
class Cut:
    """A partition, by its labels or as the cut of a tree at a cohesion."""

    order: TreeOrder | None
    cohesion: float
    labels: IntArray

    def figures(self, outlets: IntArray) -> tuple[int, int, int, int]:
        """Count groups, those of several outlets, the articles of the largest, and those alone.

        Parameters
        ----------
        outlets
            Number of each article's outlet; shape ``(articles,)``.
        """
        if not len(outlets):
            return 0, 0, 0, 0
        # The articles of a group side by side, and the place at which each group begins.
        if self.order is None:
            articles = np.argsort(self.labels, kind="stable")
            begins = np.flatnonzero(np.diff(self.labels[articles], prepend=-1))
        else:
            articles, begins = self.order.articles, self.order.begins(self.cohesion)
        sizes = np.diff(np.append(begins, len(outlets)))
        is_other = np.diff(outlets[articles], prepend=outlets[articles[0]]) != 0
        is_other[begins] = False
        of_several = np.logical_or.reduceat(is_other, begins)
        return len(sizes), int(of_several.sum()), int(sizes.max()), int((sizes == 1).sum())

    def agreement(self, before: Cut) -> float:
        """BCubed F1 of two partitions of the same articles."""
        if self.order is None or self.order is not before.order:
            if not len(self.labels):
                return 1.0
            return bcubed(contingency(before.labels, self.labels)).f1
        coarse, fine = sorted((self.cohesion, before.cohesion))
        inside, outside = self.order.sizes(fine), self.order.sizes(coarse)
        if not len(inside):
            return 1.0
        # Of the two figures one is 1, for every finer group lies within a coarser one.
        part_of = np.searchsorted(np.cumsum(outside), np.cumsum(inside))
        kept = float((inside.astype(np.float64) ** 2 / outside[part_of]).sum())
        share = kept / int(inside.sum())
        return 2 * share / (1 + share)


def step_of(values: tuple[Any, ...], cut: Cut, outlets: IntArray, stability: float | None) -> Step:
    """Put the figures of a partition together."""
    return Step(values, cut.cohesion, *cut.figures(outlets), stability)


def outlet_numbers(result: Result) -> IntArray:
    """Give each article the number of its outlet; shape ``(articles,)``."""
    numbers: dict[str, int] = {}
    return np.array(
        [numbers.setdefault(article.outlet.key, len(numbers)) for article in result.articles],
        dtype=np.int64,
    )
