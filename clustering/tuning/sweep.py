"""Computes the partition at each of many values of one or two settings, and its figures.

All values of the detail are cuts of one tree, and so are all values of the cohesion. Each link
floor gets its own tree of the same edges. Other settings change what comes before the edges, so
each of their values takes a new run over the articles. The partition at any value is the same as
that of a fresh run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np

from clustering.arrays.types import FloatArray, IntArray
from clustering.evaluation.metrics import bcubed, contingency_table
from clustering.pairs.nearest import candidate_floor, comparisons_per_article
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import KNOBS, Settings
from clustering.stories.contrast import merge_details
from clustering.stories.linkage.agglomerate import merge_tree
from clustering.stories.linkage.tree import renumber
from clustering.system.progress import Progress
from clustering.text.tokenizer import Numbering
from clustering.tuning.figures import Partition, Step
from clustering.tuning.order import TreeOrder, tree_order
from clustering.tuning.values import Axis

DUPLICATE_PREFIX = "duplicate_"
"""Settings with this prefix shape duplicate groups; a sweep over them compares those groups."""


@dataclass(frozen=True)
class Sweep:
    """Every partition of a sweep.

    Attributes
    ----------
    result
        The run at the settings as they are.
    now
        The values of the axes there. A cohesion that is not set is the one whose stories are most
        like those of the run.
    steps
        In rows: the values of the first axis in order, for each value of the second.
    """

    result: Result
    axes: tuple[Axis, ...]
    now: tuple[Any, ...]
    steps: list[Step]
    _partitions: list[Partition] = field(repr=False)

    @property
    def row(self) -> int:
        """How many steps each row has."""
        return len(self.axes[0].values)

    @property
    def is_about_cut(self) -> bool:
        """Whether the first axis is the setting that cuts the merge tree."""
        return self.axes[0].name in KNOBS

    @property
    def is_other_cut(self) -> bool:
        """Whether the run cuts its tree by another setting than the one that is swept."""
        return self.is_about_cut and self.axes[0].name != self.result.knob

    @property
    def is_about_duplicates(self) -> bool:
        """Whether the groups are duplicate groups rather than stories."""
        return all(axis.name.startswith(DUPLICATE_PREFIX) for axis in self.axes)

    def partition(self, step: int) -> IntArray:
        """Return the group of each article at a step; shape ``(articles,)``."""
        return self._partitions[step].group_of

    def order(self, step: int) -> TreeOrder | None:
        """Return the tree a step was cut from; ``None`` for duplicate groups."""
        return self._partitions[step].order

    def nearest(self, values: Sequence[Any]) -> int:
        """Return the step at these values, or the one nearest to them in its numbers."""

        def distance(at: int) -> float:
            return sum(_distance(a, b) for a, b in zip(self.steps[at].values, values, strict=True))

        return min(range(len(self.steps)), key=distance)

    def rows(self) -> Iterator[range]:
        """Give the steps of each row."""
        for start in range(0, len(self.steps), self.row):
            yield range(start, start + self.row)


def sweep_settings(
    result: Result,
    settings: Settings,
    axes: tuple[Axis, ...],
    progress: Progress | None = None,
) -> Sweep:
    """Try every combination of the values of one or two settings; ``result`` is a run with them."""
    names = [axis.name for axis in axes]
    points = [
        tuple(reversed(values)) for values in product(*(axis.values for axis in reversed(axes)))
    ]
    at_point = [settings.model_copy(update=dict(zip(names, p, strict=True))) for p in points]
    about_duplicates = all(name.startswith(DUPLICATE_PREFIX) for name in names)
    cuts = _copies_at if about_duplicates else _stories_at
    partitions = cuts(result, settings, at_point, progress)
    outlets = Numbering().of([article.outlet.key for article in result.articles])
    steps: list[Step] = []
    for at, (values, cut) in enumerate(zip(points, partitions, strict=True)):
        is_first = at % len(axes[0].values) == 0
        stability = None if is_first else cut.agreement(partitions[at - 1])
        steps.append(Step(values, cut.cut_at, *cut.figures(outlets), stability))
        if progress:
            progress("sweep", at + 1, len(points))
    now = tuple(getattr(result.settings, name) for name in names)
    found = Sweep(result, axes, now, steps, partitions)
    return replace(found, now=_with_nearest_cut(found)) if found.is_other_cut else found


def _with_nearest_cut(sweep: Sweep) -> tuple[Any, ...]:
    """Return the present values, with the cut whose stories are most like those of the run."""
    story_of = sweep.result.story_of

    def likeness(at: int) -> float:
        return bcubed(contingency_table(story_of, sweep.partition(at))).f1

    beside = [at for at, step in enumerate(sweep.steps) if step.values[1:] == sweep.now[1:]]
    return sweep.steps[max(beside, key=likeness)].values


def _stories_at(
    result: Result, settings: Settings, points: Sequence[Settings], progress: Progress | None
) -> list[Partition]:
    """Find the stories at every point; points that differ only in their cut share one tree."""
    days = result.corpus.days
    found: dict[int, Partition] = {}
    by_edges: dict[str, list[int]] = {}
    for at, point in enumerate(points):
        by_edges.setdefault(_edge_settings(point, days), []).append(at)
    for key, members in by_edges.items():
        lowest = min(points[at].link for at in members)
        made = result
        if key != _edge_settings(settings, days) or lowest < settings.link:
            point = points[members[0]].model_copy(update={"link": lowest, "cohesion": 1.0})
            made = run(result.reading, point, progress)
        by_tree: dict[tuple[str, float], list[int]] = {}
        for at in members:
            by_tree.setdefault((points[at].knob, points[at].link), []).append(at)
        for (knob, link), sharing in by_tree.items():
            tree = merge_tree(made.graph, link)
            if knob == "detail":
                tree = merge_details(tree, made.own.word_counts)
            order = tree_order(tree)
            found |= {at: Partition(order, points[at].cut_at) for at in sharing}
    return [found[at] for at in range(len(points))]


def _copies_at(
    result: Result, settings: Settings, points: Sequence[Settings], progress: Progress | None
) -> list[Partition]:
    """Find the duplicate groups at every point; each point is a run."""
    cut_at = settings.cut_at
    runs = (run(result.reading, point, progress) for point in points)
    return [Partition(None, cut_at, _duplicate_numbers(one)) for one in runs]


def _edge_settings(settings: Settings, days: FloatArray) -> str:
    """Return a key that is equal for settings which give the same edges."""
    # A link floor below that of the candidate pairs widens the search for them.
    searched = min(settings.link, candidate_floor(comparisons_per_article(days, settings.window)))
    return repr({**settings.shaping(), **dict.fromkeys(KNOBS), "link": searched})


def _duplicate_numbers(result: Result) -> IntArray:
    partition = np.arange(len(result.corpus), dtype=np.int64)
    for group in result.duplicate_groups:
        partition[list(group.members)] = min(group.members)
    return renumber(partition)


def _distance(a: object, b: object) -> float:
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b)
    return 0.0 if a == b else 1e9
