"""What the user's groups of outlets carried, which stories one lacks, and who follows the own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from clustering.articles.dates import is_day

if TYPE_CHECKING:
    from clustering.model import Outlet
    from clustering.result import Result
    from clustering.stories.story import Story, StoryOutlet


class GroupPart(NamedTuple):
    """A group's part in a story.

    Attributes
    ----------
    label
        The group.
    outlets
        How many of its outlets are in the core.
    is_missing
        Whether no article of the story is from it, not even one of the fringe.
    """

    label: str
    outlets: int
    is_missing: bool


@dataclass
class Follower:
    """An outlet that carried stories after one of the user's own outlets was first."""

    name: str
    domain: str
    stories: int = 0
    lags: list[float] = field(default_factory=list)

    @property
    def median_lag(self) -> float | None:
        """Median hours behind; ``None`` where no lag is known."""
        return round(median(self.lags), 2) if self.lags else None


def group_parts(result: Result, story: Story) -> list[GroupPart]:
    """Return the part of each group in a story, in the order of the settings file."""
    groups = result.outlet_groups
    if not groups.groups:
        return []
    in_core = [groups.of(outlet.name, outlet.domain) for outlet in story.outlets]
    anywhere = {at for article in story.articles for at in groups.of(*article.outlet)}
    return [
        GroupPart(group.label, sum(at in own for own in in_core), at not in anywhere)
        for at, group in enumerate(groups.groups)
    ]


class BlindSpot(NamedTuple):
    """Stories that one group carried and another not at all."""

    carried: str
    missing: str
    stories: list[Story]


def not_by_us(result: Result) -> list[Story]:
    """Return the stories of several outlets of which none is the user's own, the widest first."""
    own = result.outlet_groups.own
    if own is None:
        return []
    return [story for story in result.coverage if group_parts(result, story)[own].is_missing]


def blind_spots(result: Result) -> Iterator[BlindSpot]:
    """Yield the blind spots among the groups of one kind, in stories of several outlets.

    First come the stories that most outlets of the group carried.
    """
    groups = result.outlet_groups.groups
    kinds = {group.kind for group in groups if group.kind}
    parts = [(story, group_parts(result, story)) for story in result.coverage] if kinds else []
    for (at, group), (other, missing) in permutations(enumerate(groups), 2):
        if group.kind and group.kind == missing.kind:
            found = [
                (story, part[at].outlets)
                for story, part in parts
                if part[at].outlets and part[other].is_missing
            ]
            found.sort(key=lambda one: -one[1])  # of equals the widest, as the stories stand
            yield BlindSpot(group.label, missing.label, [story for story, _ in found])


def followers(result: Result) -> list[Follower]:
    """Return who came after the user's own outlets, where one of these is known to be first."""
    found: dict[str, Follower] = {}
    for story in result.coverage:
        first = story.first_outlet
        if first is None or not _is_own(result, first):
            continue
        for outlet in story.outlets:
            if outlet.first_published and not _is_own(result, outlet):
                key = outlet.domain or outlet.name
                follower = found.setdefault(key, Follower(outlet.name, outlet.domain))
                follower.stories += 1
                start = story.first.published
                if start and not story.first.is_day and not is_day(outlet.first_published):
                    follower.lags.append((outlet.first_published - start).total_seconds() / 3600)
    return sorted(found.values(), key=lambda one: (-one.stories, one.domain, one.name))


def _is_own(result: Result, outlet: StoryOutlet | Outlet) -> bool:
    return result.outlet_groups.own in result.outlet_groups.of(outlet.name, outlet.domain)
