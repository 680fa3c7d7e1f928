"""What the user's groups of outlets carried, which stories one lacks, and who follows the own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from clustering.articles.dates import is_day
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from clustering.stories.story import First, StoryOutlet

if TYPE_CHECKING:
    from clustering.desk.outlets import ShownOutlet
    from clustering.reporting.page.figures import OutletFigures
    from clustering.reporting.tables.stored_rows import StoredCoverage, StoredStory
    from clustering.result import Result
    from clustering.stories.story import Story


class GroupPart(NamedTuple):
    """A group's part in a story: how many of its outlets are in the core.

    ``is_missing`` says that no article of the story is from it, not even one of the fringe.
    """

    label: str
    outlets: int
    is_missing: bool


@dataclass
class Lagging:
    """Hours behind who was first, each time that both times are known."""

    lags: list[float] = field(default_factory=list, kw_only=True)

    @property
    def median_lag(self) -> float | None:
        """Median hours behind; ``None`` where no lag is known."""
        return round(median(self.lags), 2) if self.lags else None

    def count_lag(self, first: First, later: StoryOutlet) -> None:
        """Count how far an outlet was behind, where both times are known to the minute."""
        start, time = first.published, later.first_published
        if start and time and not first.is_day and not is_day(time):
            self.lags.append((time - start).total_seconds() / 3600)


@dataclass
class Follower(Lagging):
    """An outlet that carried stories after one of the user's own outlets was first."""

    name: str
    domain: str
    stories: int = 0


def group_parts(groups: OutletGroups, story: Story | StoredStory) -> list[GroupPart]:
    """Return the part of each group in a story, in the order of the settings file."""
    if not groups.groups:
        return []
    in_core = [groups.of(outlet.name, outlet.domain) for outlet in story.outlets]
    anywhere = {at for article in story.articles for at in groups.of(*article.outlet)}
    return [
        GroupPart(group.label, sum(at in own for own in in_core), at not in anywhere)
        for at, group in enumerate(groups.groups)
    ]


class GroupCounts(NamedTuple):
    """How many stories of several outlets a group has in their core, and how many lack it at all.

    ``outlets`` are its outlets that there are, the largest first.
    """

    group: OutletGroup
    carried: int
    missing: int
    outlets: Sequence[OutletFigures] | Sequence[ShownOutlet]


@dataclass(frozen=True)
class GroupFigures:
    """What the pages tell of the groups; the stories in the order in which they are told."""

    rows: list[GroupCounts]
    followers: list[Follower]
    stories: list[tuple[str, list[GroupPart]]]

    def blind(self, carried: str, missing: str) -> list[str]:
        """Return the stories that one group carried and another not at all; empty for any."""
        pairs = zip(self._places, (carried, missing), strict=True)
        asked = [places[label] for places, label in pairs if label]
        found = sorted(set.intersection(*asked)) if asked else range(len(self.stories))
        return [self.stories[at][0] for at in found]

    @cached_property
    def _places(self) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
        """By label, the places of the stories that a group carried, and of those that it lacks."""
        carried, missing = ({row.group.label: set[int]() for row in self.rows} for _ in range(2))
        for at, (_, parts) in enumerate(self.stories):
            for part in parts:
                if part.outlets:
                    carried[part.label].add(at)
                if part.is_missing:
                    missing[part.label].add(at)
        return carried, missing


def group_figures(
    told: Result | StoredCoverage,
    members: Sequence[Sequence[OutletFigures]] | Sequence[Sequence[ShownOutlet]],
) -> GroupFigures:
    """Count what the groups carried and lack; ``members`` are the outlets of each."""
    groups = told.outlet_groups
    stories = [(story.id, group_parts(groups, story)) for story in told.coverage]
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


class BlindSpot(NamedTuple):
    """Stories that one group carried and another not at all."""

    carried: str
    missing: str
    stories: list[Story]


def not_by_us(told: Result) -> list[Story]:
    """Return the stories of several outlets of which none is the user's own."""
    groups = told.outlet_groups
    own = groups.own
    if own is None:
        return []
    return [story for story in told.coverage if group_parts(groups, story)[own].is_missing]


def blind_spots(told: Result) -> Iterator[BlindSpot]:
    """Yield the blind spots among the groups of one kind, in stories of several outlets.

    First come the stories that most outlets of the group carried.
    """
    groups = told.outlet_groups.groups
    kinds = {group.kind for group in groups if group.kind}
    shared = told.coverage if kinds else []
    parts = [(story, group_parts(told.outlet_groups, story)) for story in shared]
    for (at, group), (other, missing) in permutations(enumerate(groups), 2):
        if group.kind and group.kind == missing.kind:
            found = [
                (story, part[at].outlets)
                for story, part in parts
                if part[at].outlets and part[other].is_missing
            ]
            found.sort(key=lambda one: -one[1])  # of equals the widest, as the stories stand
            yield BlindSpot(group.label, missing.label, [story for story, _ in found])


def followers(told: Result | StoredCoverage) -> list[Follower]:
    """Return who came after the user's own outlets, where one of these is known to be first."""
    found: dict[str, Follower] = {}
    for story in told.coverage:
        first = story.first_outlet
        if first is None or not _is_own(told.outlet_groups, first):
            continue
        for outlet in story.outlets:
            if outlet.first_published and not _is_own(told.outlet_groups, outlet):
                key = outlet.domain or outlet.name
                follower = found.setdefault(key, Follower(outlet.name, outlet.domain))
                follower.stories += 1
                follower.count_lag(story.first, outlet)
    return sorted(found.values(), key=lambda one: (-one.stories, one.domain, one.name))


def _is_own(groups: OutletGroups, outlet: StoryOutlet) -> bool:
    return groups.own in groups.of(outlet.name, outlet.domain)
