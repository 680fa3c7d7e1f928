"""One pass over many values: the partition at each, what it is like, and how it differs.

Cohesion is read off one merge tree; each link floor gets a tree of its own from the same
edges. Other settings change what comes before the edges, so each of their values is a run
over the articles that were read once. The partition at any value is that of a fresh run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.pairs.nearest import candidate_floor, comparisons_per_article
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.stories.linkage import default_cohesion, merge_tree, renumber
from clustering.system.progress import Progress
from clustering.tuning.figures import Cut, Step, outlet_numbers, step_of
from clustering.tuning.order import TreeOrder, tree_order
from clustering.tuning.values import Axis

DUPLICATES = "duplicate_"
"""Settings of this beginning shape duplicate groups; a sweep over them looks at those."""


@dataclass(frozen=True)
class Sweep:
    """Every partition of a sweep.

    Attributes
    ----------
    result
        The run at the settings as they are.
    now
        The values of the axes there; for cohesion, the one that was used.
    steps
        In rows: the values of the first axis in order, for each value of the second.
    """

    result: Result
    axes: tuple[Axis, ...]
    now: tuple[Any, ...]
    steps: list[Step]
    _partitions: list[Callable[[], IntArray]] = field(repr=False)
    _orders: list[TreeOrder | None] = field(repr=False)

    @property
    def row(self) -> int:
        """Steps in each row."""
        return len(self.axes[0].values)

    @property
    def is_about_duplicates(self) -> bool:
        """Whether the groups are duplicate groups rather than stories."""
        return all(axis.name.startswith(DUPLICATES) for axis in self.axes)

    def labels(self, step: int) -> IntArray:
        """Label the articles by their group at a step; shape ``(articles,)``."""
        return self._partitions[step]()

    def order(self, step: int) -> TreeOrder | None:
        """Return the tree a step was cut from; ``None`` for duplicate groups."""
        return self._orders[step]

    def nearest(self, values: Sequence[Any]) -> int:
        """Return the step at these values, or the one nearest to them in its numbers."""

        def distance(at: int) -> float:
            return sum(_apart(a, b) for a, b in zip(self.steps[at].values, values, strict=True))

        return min(range(len(self.steps)), key=distance)

    def rows(self) -> Iterator[range]:
        """Give the steps of each row."""
        for start in range(0, len(self.steps), self.row):
            yield range(start, start + self.row)


def sweep(
    result: Result, settings: Settings, axes: tuple[Axis, ...], progress: Progress | None = None
) -> Sweep:
    """Try every combination of the values of one or two settings.

    Parameters
    ----------
    result
        A run with these settings.
    settings
        As chosen, cohesion not settled: without one, each step uses what suits its corpus.
    """
    names = [axis.name for axis in axes]
    points = [
        tuple(reversed(values)) for values in product(*(axis.values for axis in reversed(axes)))
    ]
    at_point = [settings.model_copy(update=dict(zip(names, p, strict=True))) for p in points]
    about_duplicates = all(name.startswith(DUPLICATES) for name in names)
    rooms = _DuplicateRooms if about_duplicates else _StoryRooms
    walk = rooms(result, settings, at_point, progress)
    outlets = outlet_numbers(result)
    partitions = [walk.partition(at) for at in range(len(points))]
    steps: list[Step] = []
    before: Cut | None = None
    for at, values in enumerate(points):
        cut = Cut(walk.orders[at], walk.cohesion(at), partitions[at]())
        stability = None
        if before is not None and at % len(axes[0].values):
            stability = cut.agreement(before)
        steps.append(step_of(values, cut, outlets, stability))
        before = cut
        if progress:
            progress("sweep", at + 1, len(points))
    now = tuple(getattr(result.settings, name) for name in names)
    return Sweep(result, axes, now, steps, partitions, walk.orders)


class _StoryRooms:
    """Trees for every point, as few as possible: points that differ in cohesion share one."""

    def __init__(
        self,
        result: Result,
        settings: Settings,
        points: Sequence[Settings],
        progress: Progress | None,
    ) -> None:
        self._days = result.corpus.days
        self._points = points
        self.orders: list[TreeOrder | None] = [None] * len(points)
        by_edges: dict[str, list[int]] = {}
        for at, point in enumerate(points):
            by_edges.setdefault(_edge_settings(point, self._days), []).append(at)
        for key, members in by_edges.items():
            lowest = min(points[at].link for at in members)
            graph = result.graph
            if key != _edge_settings(settings, self._days) or lowest < settings.link:
                point = points[members[0]].model_copy(update={"link": lowest, "cohesion": 1.0})
                graph = run(result.reading, point, progress).graph
            by_link: dict[float, list[int]] = {}
            for at in members:
                by_link.setdefault(points[at].link, []).append(at)
            for link, sharing in by_link.items():
                floor = min(self.cohesion(at) for at in sharing)
                order = tree_order(merge_tree(graph, link, floor))
                for at in sharing:
                    self.orders[at] = order

    def cohesion(self, at: int) -> float:
        point = self._points[at]
        if point.cohesion is None:
            return default_cohesion(comparisons_per_article(self._days, point.window))
        return point.cohesion

    def partition(self, at: int) -> Callable[[], IntArray]:
        order, cohesion = self.orders[at], self.cohesion(at)
        assert order is not None
        return lambda: order.groups(cohesion)


class _DuplicateRooms:
    """Duplicate groups at every point; each point is a run."""

    def __init__(
        self,
        result: Result,
        settings: Settings,
        points: Sequence[Settings],
        progress: Progress | None,
    ) -> None:
        del settings
        self.orders: list[TreeOrder | None] = [None] * len(points)
        self._cohesion = result.cohesion
        self._labels = [_duplicate_labels(run(result.reading, point, progress)) for point in points]

    def cohesion(self, at: int) -> float:
        del at
        return self._cohesion

    def partition(self, at: int) -> Callable[[], IntArray]:
        labels = self._labels[at]
        return lambda: labels


def _edge_settings(settings: Settings, days: FloatArray) -> str:
    """Everything that shapes the edges above the link floor."""
    # A link floor under that of the candidates widens the search for them.
    searched = min(settings.link, candidate_floor(comparisons_per_article(days, settings.window)))
    return repr({**settings.shaping(), "cohesion": None, "link": searched})


def _duplicate_labels(result: Result) -> IntArray:
    labels = np.arange(len(result.corpus), dtype=np.int64)
    for group in result.duplicate_groups:
        labels[list(group.members)] = min(group.members)
    return renumber(labels)


def _apart(a: object, b: object) -> float:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b)
    return 0.0 if a == b else 1e9
