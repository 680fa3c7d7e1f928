"""What the desk tells of the user's groups of outlets: bars of a story, what each group lacks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from clustering.desk import outlets, shown
from clustering.reporting.group_figures import (
    Follower,
    GroupedStory,
    GroupPart,
    followers,
    group_parts,
)
from clustering.reporting.stored_story import StoredCoverage, StoredStory
from clustering.settings.outlet_groups import NO_GROUPS, OWN, OutletGroup, OutletGroups


class GroupCounts(NamedTuple):
    """What one group carried and lacks.

    Attributes
    ----------
    carried, missing
        In how many stories of several outlets it has an article in the core, and in how many none.
    outlets
        Its outlets in the store, the largest first.
    """

    group: OutletGroup
    carried: int
    missing: int
    outlets: list[outlets.ShownOutlet]


@dataclass(frozen=True)
class GroupFigures:
    """What is told of the groups after a run; the stories in the order of the front page."""

    rows: list[GroupCounts]
    followers: list[Follower]
    stories: list[tuple[str, list[GroupPart]]]

    def blind(self, carried: str, missing: str) -> list[str]:
        """Return the stories that one group carried and another not at all; empty for any."""
        return [
            story
            for story, parts in self.stories
            if all(part.outlets for part in parts if part.label == carried)
            and all(part.is_missing for part in parts if part.label == missing)
        ]


class Bar(NamedTuple):
    """The parts that the groups of one kind, or one group of its own, have in a story.

    Attributes
    ----------
    kind
        Empty for a group of its own.
    parts
        Name, outlets, start and width of each segment, in hundredths of the bar.
    of
        How many outlets a group of its own has in the store; ``None`` for several.
    """

    kind: str
    parts: list[tuple[str, int, float, float]]
    of: int | None


class GroupsInStory(NamedTuple):
    """What a card or a story says of the groups."""

    bars: list[Bar]
    is_missed: bool


class GroupTeller:
    """The groups of one desk; what is counted is counted anew after each run and correction."""

    def __init__(self, groups: OutletGroups = NO_GROUPS) -> None:
        self.groups = groups
        self._counted: tuple[int, GroupFigures] | None = None

    def __bool__(self) -> bool:
        return bool(self.groups.groups)

    def figures(self, store: sqlite3.Connection) -> GroupFigures:
        """Count what the groups carried and lack."""
        (run,) = store.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()
        counted = self._counted
        if counted is None or counted[0] != run:
            counted = self._counted = run, _count(store, self.groups)
        return counted[1]

    def of(
        self, store: sqlite3.Connection, stories: Sequence[StoredStory]
    ) -> dict[str, GroupsInStory]:
        """Tell what the groups carried of some stories, by their ids; nothing without groups."""
        if not self:
            return {}
        figures = self.figures(store)
        return {story.row.id: self._of(figures, story) for story in stories}

    def _of(self, figures: GroupFigures, story: GroupedStory) -> GroupsInStory:
        if len(story.outlets) < 2:
            return GroupsInStory([], is_missed=False)
        parts = group_parts(self.groups, story)
        own = self.groups.own
        return GroupsInStory(_bars(figures, parts), own is not None and parts[own].is_missing)


def _count(store: sqlite3.Connection, groups: OutletGroups) -> GroupFigures:
    told = StoredCoverage.of(store, shown.front_page(store, 0, -1), groups)
    stories = [(story.row.id, group_parts(groups, story)) for story in told.coverage]
    members = _members(store, groups)
    rows = [
        GroupCounts(
            group,
            sum(parts[at].outlets > 0 for _, parts in stories),
            sum(parts[at].is_missing for _, parts in stories),
            members[at],
        )
        for at, group in enumerate(groups.groups)
    ]
    return GroupFigures(rows, followers(told) if groups.own is not None else [], stories)


def _members(store: sqlite3.Connection, groups: OutletGroups) -> list[list[outlets.ShownOutlet]]:
    members: list[list[outlets.ShownOutlet]] = [[] for _ in groups.groups]
    for outlet in outlets.outlets(store, -1):
        for at in groups.of(outlet.name, outlet.domain):
            members[at].append(outlet)
    return members


def _bars(figures: GroupFigures, parts: Sequence[GroupPart]) -> list[Bar]:
    """Return a bar for each kind of groups; none for a story of one outlet."""
    kinds: dict[str, list[tuple[GroupCounts, int]]] = {}
    for row, part in zip(figures.rows, parts, strict=True):
        if part.label != OWN:
            kinds.setdefault(row.group.kind or f"\0{part.label}", []).append((row, part.outlets))
    bars = []
    for own in kinds.values():
        group = own[0][0].group
        of = None if group.kind else len(own[0][0].outlets)
        whole = max(of or sum(count for _, count in own), 1)
        start, segments = 0.0, []
        for row, count in own:
            width = 100 * min(count / whole, 1)
            segments.append((row.group.name, count, round(start, 2), round(width, 2)))
            start += width
        bars.append(Bar(group.kind, segments, of))
    return bars
