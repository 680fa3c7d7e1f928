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
    """A partition: a tree and where it is cut, or the group of each article.

    Attributes
    ----------
    cut_at
        The detail or cohesion; of groups that no tree gave, that of the run.
    """

    order: TreeOrder | None
    cut_at: float
    groups: IntArray | None = None

    @property
    def group_of(self) -> IntArray:
        """The group of each article; shape ``(articles,)``."""
        if self.order is not None:
            return self.order.groups(self.cut_at)
        return np.zeros(0, dtype=np.int64) if self.groups is None else self.groups

    def figures(self, outlets: IntArray) -> tuple[int, int, int, int]:
        """Count groups, groups of several outlets, articles of the largest, articles alone.

        ``outlets`` are the numbers of the articles' outlets; shape ``(articles,)``.
        """
        if not len(outlets):
            return 0, 0, 0, 0
        # Articles sorted by group, and the place at which each group begins.
        if self.order is None:
            groups = self.group_of
            articles = np.argsort(groups, kind="stable")
            group_starts = np.flatnonzero(np.diff(groups[articles], prepend=-1))
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
            groups = self.group_of
            return bcubed(contingency_table(before.group_of, groups)).f1 if len(groups) else 1.0
        coarse, fine = sorted((self.cut_at, before.cut_at))
        inside, outside = self.order.sizes(fine), self.order.sizes(coarse)
        if not len(inside):
            return 1.0
        # Every finer group lies within a coarser one, so precision or recall is 1.
        part_of = np.searchsorted(np.cumsum(outside), np.cumsum(inside))
        kept = float((inside.astype(np.float64) ** 2 / outside[part_of]).sum())
        share = kept / int(inside.sum())
        return 2 * share / (1 + share)
