"""What changes from step to step: groups that merge and split, a headline for each side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.types import IntArray
from clustering.evaluation.metrics import contingency_table
from clustering.stories.linkage.tree import parent_heights
from clustering.tuning.order import TreeOrder
from clustering.tuning.sweep import Sweep

MAX_CHANGES = 10  # changes described for one step
_NEAR_FACTOR = 1.5  # a merge whose height is within this factor of the value is a close call


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """A group before it merges with others: its size, and the headline of its first article."""

    article: int
    headline: str
    outlet: str
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """Groups that are one on one side of a step and several on the other.

    ``left`` and ``right`` are the two largest of the several, of which there are ``others`` more.
    ``at`` is the height at which the two merge, where both steps are cut from one tree.
    """

    left: ChangedGroup
    right: ChangedGroup
    others: int
    at: float | None

    @property
    def weight(self) -> int:
        """Articles of the smaller of the two groups: how large the change is."""
        return min(self.left.articles, self.right.articles)


@dataclass(frozen=True)
class StepChanges:
    """What changes between two steps, by position, the largest first; and how much that is in all.

    ``merged`` are groups of ``before`` that are one in ``after``, ``split`` groups of ``after``
    that were one in ``before``.
    """

    before: int
    after: int
    merged: list[Change]
    split: list[Change]
    merged_count: int
    split_count: int


def step_changes(sweep: Sweep, before: int, after: int) -> StepChanges:
    """Compare the partitions of two steps."""
    old, new = sweep.partition(before), sweep.partition(after)
    finder = _ChangeFinder(sweep, before, after)
    # In one tree a lower value only merges groups, a higher one only splits them.
    is_one_tree = sweep.order(before) is not None and sweep.order(before) is sweep.order(after)
    lower = sweep.steps[after].cut_at - sweep.steps[before].cut_at
    nothing: tuple[list[Change], int] = ([], 0)
    merges = nothing if is_one_tree and lower >= 0 else finder.find_merged(old, new)
    splits = nothing if is_one_tree and lower <= 0 else finder.find_merged(new, old)
    return StepChanges(before, after, merges[0], splits[0], merges[1], splits[1])


def merges_around(sweep: Sweep, step: int) -> tuple[list[Change], list[Change]]:
    """Return the close calls of a step: merges just above its value, and just below it.

    Of the merges nearest to it those of the largest groups are taken, half of ``MAX_CHANGES`` each,
    by height.
    """
    order = sweep.order(step)
    cut_at = sweep.steps[step].cut_at
    if order is None or cut_at <= 0:
        return [], []
    height = order.tree.height
    # Merges at one height, one above the other, are told as one.
    whole = np.flatnonzero(height > parent_heights(order.tree)[order.tree.leaves :])
    finder = _ChangeFinder(sweep, step, step)

    def read(which: IntArray) -> list[Change]:
        far = np.abs(np.log(height[which] / cut_at))
        nearest = np.argsort(far, kind="stable")[: 10 * MAX_CHANGES]
        is_near = far[nearest] <= np.log(_NEAR_FACTOR)
        is_near[: MAX_CHANGES // 2] = True
        near = which[nearest[is_near]]
        found = [(finder.describe(_parts(order, merge)), height[merge]) for merge in near.tolist()]
        found = sorted(found, key=lambda one: -one[0].weight)[: MAX_CHANGES // 2]
        return [change for change, _ in sorted(found, key=lambda one: -one[1])]

    kept = whole[(height[whole] >= cut_at) & (height[whole] < 1)]  # no value parts those at 1
    undone = whole[height[whole] < cut_at]
    return read(kept), read(undone)


def _parts(order: TreeOrder, merge: int) -> list[IntArray]:
    """Return the articles of each group that a merge joins, with others at the same height."""
    node = order.tree.leaves + merge
    start, stop = order.first[node], order.first[node] + order.size[node]
    joins = np.flatnonzero(order.height[start + 1 : stop] <= order.tree.height[merge]) + 1
    return [np.sort(part) for part in np.split(order.articles[start:stop], joins)]


class _ChangeFinder:
    """Finds the groups that merge between two steps and describes them by a headline."""

    def __init__(self, sweep: Sweep, before: int, after: int) -> None:
        self._articles = sweep.result.articles
        self._days = sweep.result.corpus.days
        order = sweep.order(before)
        self._order = order if order is sweep.order(after) else None

    def find_merged(self, fine: IntArray, coarse: IntArray) -> tuple[list[Change], int]:
        """Describe the groups of ``coarse`` that hold several groups of ``fine``."""
        if not len(fine):
            return [], 0
        table = contingency_table(coarse, fine)
        parts = np.bincount(table.gold)
        several = np.flatnonzero(parts > 1)
        # The second largest part of each: what the largest is joined by.
        by_size = np.lexsort((-table.count, table.gold))
        starts = np.cumsum(parts) - parts
        second = table.count[by_size[np.minimum(starts + 1, len(by_size) - 1)]]
        first_member = np.full(len(parts), len(fine))
        np.minimum.at(
            first_member, np.searchsorted(table.gold_numbers, coarse), np.arange(len(fine))
        )
        largest = several[np.lexsort((first_member[several], -second[several]))][:MAX_CHANGES]
        changes = []
        for group in largest.tolist():
            cells = by_size[starts[group] : starts[group] + parts[group]]
            inside = np.flatnonzero(coarse == table.gold_numbers[group])
            labels = table.found_numbers[table.found[cells]].tolist()
            changes.append(self.describe([inside[fine[inside] == label] for label in labels]))
        return changes, len(several)

    def describe(self, groups: list[IntArray]) -> Change:
        """Describe groups that join, given by their members."""
        groups = sorted(groups, key=lambda members: (-len(members), int(members[0])))
        left, right = (self._side(members) for members in groups[:2])
        at = None
        if self._order is not None:
            ends = np.array([left.article]), np.array([right.article])
            height = float(self._order.merge_height(*ends)[0])
            at = height if height >= 0 else None
        return Change(left, right, len(groups) - 2, at)

    def _side(self, members: IntArray) -> ChangedGroup:
        # By time, undated last; among equals by id, by which articles are sorted.
        days = np.nan_to_num(self._days[members], nan=np.inf)
        first = int(members[np.argmin(days)])
        article = self._articles[first]
        return ChangedGroup(
            first,
            article.title or article.url,
            article.outlet.name or article.outlet.domain,
            len(members),
        )
