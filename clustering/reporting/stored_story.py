"""A story of a store with its articles: outlets and who was first, as a run tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from sqlite3 import Connection
from typing import NamedTuple

from clustering.desk.shown import ShownArticle, ShownStory, articles_of_all
from clustering.model import Outlet
from clustering.settings.outlet_groups import OutletGroups
from clustering.stories.firsts import outlets_of, who_was_first
from clustering.stories.marks import ONE_EVENT
from clustering.stories.story import First, StoryOutlet


class StoredArticle(NamedTuple):
    """An article as its row in the store, and its outlet."""

    row: ShownArticle
    outlet: Outlet

    @property
    def published(self) -> datetime | None:
        """Its time."""
        return datetime.fromisoformat(self.row.published) if self.row.published else None


@dataclass(frozen=True)
class StoredStory:
    """A story of a store; its articles by time, undated last."""

    row: ShownStory
    articles: tuple[StoredArticle, ...]

    @classmethod
    def of(cls, row: ShownStory, articles: Sequence[ShownArticle]) -> StoredStory:
        """Put a story together."""
        in_time = sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))
        outlets = (Outlet(one.outlet, one.domain) for one in in_time)
        return cls(row, tuple(map(StoredArticle, in_time, outlets)))

    @cached_property
    def _parts(self) -> list[tuple[Outlet, datetime | None]]:
        return [(one.outlet, one.published) for one in self.articles if one.row.is_core]

    @cached_property
    def outlets(self) -> tuple[StoryOutlet, ...]:
        """The outlets of its core, in order of first publication."""
        return outlets_of(self._parts)

    @cached_property
    def first(self) -> First:
        """Who was first."""
        is_sure = len(self.outlets) < 2 or self.row.mark == ONE_EVENT
        led = next((one.published for one in self.articles if one.row.id == self.row.lead), None)
        return who_was_first(self._parts, None if is_sure else led)

    @property
    def first_outlet(self) -> StoryOutlet | None:
        """Who published first; ``None`` where that is not known."""
        return self.first.outlets[0] if self.first.is_known else None


@dataclass(frozen=True)
class StoredCoverage:
    """The stories of several outlets, and the user's groups of outlets."""

    coverage: list[StoredStory]
    outlet_groups: OutletGroups

    @classmethod
    def of(
        cls, connection: Connection, stories: Sequence[ShownStory], groups: OutletGroups
    ) -> StoredCoverage:
        """Take those of some stories that several outlets carry, in the order given."""
        found = {story.row.id: story for story in stored_stories(connection, stories)}
        listed = [found[row.id] for row in stories if row.id in found]
        return cls([story for story in listed if len(story.outlets) > 1], groups)


def stored_stories(connection: Connection, stories: Sequence[ShownStory]) -> Iterator[StoredStory]:
    """Yield some stories with their articles, in the order of the report."""
    named = {story.id: story for story in stories}
    for name, articles in groupby(articles_of_all(connection), key=attrgetter("story")):
        if name in named:
            yield StoredStory.of(named[name], list(articles))
