"""The stories of a result as a list that prints as a short table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import SupportsIndex, overload

from clustering.articles.dates import shown_time
from clustering.stories.story import Story
from clustering.text.english import counted
from clustering.text.listing import SHOWN_IN_HTML, Listing


class StoryList(list[Story]):
    """A list of stories; a slice of it is one as well."""

    @overload
    def __getitem__(self, position: SupportsIndex) -> Story: ...

    @overload
    def __getitem__(self, position: slice) -> StoryList: ...

    def __getitem__(self, position: SupportsIndex | slice) -> Story | StoryList:
        if isinstance(position, slice):
            return StoryList(super().__getitem__(position))
        return super().__getitem__(position)

    def __repr__(self) -> str:
        return f"{_counted(self)}\n{list_stories(self).text()}" if self else _counted(self)

    def _repr_html_(self) -> str:
        return f"<p>{_counted(self)}</p>{list_stories(self).html() if self else ''}"


def list_stories(stories: Sequence[Story]) -> Listing:
    """Return the listing of the first stories."""
    shown = list(islice(stories, SHOWN_IN_HTML))
    rows = [
        (
            f"{story.independent_outlets:,}",
            f"{len(story.articles):,}",
            shown_time(story.first_published),
            story.id,
            story.headline,
        )
        for story in shown
    ]
    heads = ("outlets#", "articles#", "first published", "story", "headline")
    return Listing(heads, rows, len(stories))


def _counted(stories: Sequence[Story]) -> str:
    several = sum(story.is_coverage for story in stories)
    return f"{counted(len(stories), 'story', 'stories')}, {several:,} of several outlets"
