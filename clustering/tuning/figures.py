"""Describes the partition at one value in figures, and its agreement with the one before.

A group of a tree's cut is an unbroken stretch of articles in the order of the tree, and groups
of a higher cut lie within groups of a lower one. So the figures of cuts are a few sums. Other
partitions are compared article by article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from clustering.arrays.types import IntArray
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.result import Result
from clustering.text.tokenizer import Numbering
from clustering.tuning.order import TreeOrder


@dataclass(frozen=True)
class Step:
    """Figures of the partition at one combination of values.

    Attributes
    ----------
    values
        Of each axis, in their order.
    cut_at
        The detail or cohesion that the tree was cut at: swept, or as it is set.
    stories
        Groups of articles, those of one article included.
    coverage
        Stories that several outlets carried.
    largest
        Articles of the largest story.
    alone
        Articles in a story of their own.
    stability
        BCubed F1 of this partition and the one before; ``None`` at the first step of a row.
    """

    values: tuple[Any, ...]
    cut_at: float
    stories: int
    coverage: int
    largest: int
    alone: int
    stability: float | None

    @property
    def change(self) -> float:
        """How much is other than at the value before, in per cent."""
        return 100 * (1 - (self.stability or 1.0))


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition: the group of each article, and the tree and height it was cut at, if any."""

    order: TreeOrder | None
    cut_at: float
    group_of: IntArray

    def figures(self, outlets: IntArray) -> tuple[int, int, int, int]:
        """Count groups, groups of several outlets, articles of the largest, articles alone.

        Parameters
        ----------
        outlets
            Number of each article's outlet; shape ``(articles,)``.
        """
        if not len(outlets):
            return 0, 0, 0, 0
        # Articles sorted by group, and the place at which each group begins.
        if self.order is None:
            articles = np.argsort(self.group_of, kind="stable")
            group_starts = np.flatnonzero(np.diff(self.group_of[articles], prepend=-1))
        else:
            articles, group_starts = self.order.articles, self.order.group_starts(self.cut_at)
        sizes = np.diff(np.append(group_starts, len(outlets)))
        is_other = np.diff(outlets[articles], prepend=outlets[articles[0]]) != 0
        is_other[group_starts] = False
        of_several = np.logical_or.reduceat(is_other, group_starts)
        return len(sizes), int(of_several.sum()), int(sizes.max()), int((sizes == 1).sum())

    def agreement(self, before: Partition) -> float:
        """BCubed F1 of two partitions of the same articles."""
        if self.order is None or self.order is not before.order:
            if not len(self.group_of):
                return 1.0
            return bcubed(contingency_table(before.group_of, self.group_of)).f1
        coarse, fine = sorted((self.cut_at, before.cut_at))
        inside, outside = self.order.sizes(fine), self.order.sizes(coarse)
        if not len(inside):
            return 1.0
        # Every finer group lies within a coarser one, so precision or recall is 1.
        part_of = np.searchsorted(np.cumsum(outside), np.cumsum(inside))
        kept = float((inside.astype(np.float64) ** 2 / outside[part_of]).sum())
        share = kept / int(inside.sum())
        return 2 * share / (1 + share)


def make_step(
    values: tuple[Any, ...], cut: Partition, outlets: IntArray, stability: float | None
) -> Step:
    """Put the figures of a partition together."""
    return Step(values, cut.cut_at, *cut.figures(outlets), stability)


def outlet_numbers(result: Result) -> IntArray:
    """Give each article the number of its outlet; shape ``(articles,)``."""
    return Numbering().of([article.outlet.key for article in result.articles])
