"""What the desk tells of the user's groups of outlets: bars of a story, what each group lacks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from clustering.desk import outlets, shown
from clustering.reporting.group_figures import GroupFigures, GroupPart, group_figures, group_parts
from clustering.reporting.tables.stored_rows import StoredCoverage, StoredStory
from clustering.settings.outlet_groups import NO_GROUPS, OWN, OutletGroups

Members = list[list[outlets.ShownOutlet]]
"""The outlets of each group, the largest first."""


class Bar(NamedTuple):
    """The parts that the groups of one kind, or one group of its own, have in a story.

    ``kind`` is empty for a group of its own, and ``of`` tells how many outlets that has in all.
    Each part has a name, outlets, and its start and width in hundredths of the bar.
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
        self._known: tuple[int, Members] | None = None

    def __bool__(self) -> bool:
        return bool(self.groups.groups)

    def figures(self, store: sqlite3.Connection) -> GroupFigures:
        """Count what the groups carried and lack."""
        (run,) = store.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()
        counted = self._counted
        if counted is None or counted[0] != run:
            told = StoredCoverage.of(store, shown.front_page(store, 0, -1), self.groups)
            counted = self._counted = run, group_figures(told, self._members(store))
        return counted[1]

    def _members(self, store: sqlite3.Connection) -> Members:
        """Return the outlets of each group, the largest first; corrections bring none."""
        run = shown.newest_run(store)
        known = self._known
        if known is None or known[0] != run:
            members: Members = [[] for _ in self.groups.groups]
            for outlet in outlets.outlets(store, -1):
                for at in self.groups.of(outlet.name, outlet.domain):
                    members[at].append(outlet)
            known = self._known = run, members
        return known[1]

    def of(
        self, store: sqlite3.Connection, stories: Sequence[StoredStory]
    ) -> dict[str, GroupsInStory]:
        """Tell what the groups carried of some stories, by their ids; nothing without groups."""
        if not self:
            return {}
        members = self._members(store)
        return {story.row.id: self._of(members, story) for story in stories}

    def _of(self, members: Members, story: StoredStory) -> GroupsInStory:
        if len(story.outlets) < 2:
            return GroupsInStory([], is_missed=False)
        parts = group_parts(self.groups, story)
        own = self.groups.own
        return GroupsInStory(
            _bars(self.groups, members, parts), own is not None and parts[own].is_missing
        )


def _bars(groups: OutletGroups, members: Members, parts: Sequence[GroupPart]) -> list[Bar]:
    """Return a bar for each kind of groups, and one for each group of its own."""
    kinds: dict[str, list[tuple[str, int, int]]] = {}
    for group, own, part in zip(groups.groups, members, parts, strict=True):
        if part.label != OWN:
            key = group.kind or f"\0{part.label}"
            kinds.setdefault(key, []).append((group.name, part.outlets, len(own)))
    bars = []
    for key, named in kinds.items():
        of = named[0][2] if key.startswith("\0") else None
        whole = max(of or sum(count for _, count, _ in named), 1)
        start, segments = 0.0, []
        for name, count, _ in named:
            width = 100 * min(count / whole, 1)
            segments.append((name, count, round(start, 2), round(width, 2)))
            start += width
        bars.append(Bar("" if key.startswith("\0") else key, segments, of))
    return bars
