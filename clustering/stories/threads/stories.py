"""A thread with its stories in order of time: its headline, its outlets, when it ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.compact_values import Moments, ShortTexts
from clustering.arrays.keys import differs_from_previous
from clustering.arrays.types import IntArray
from clustering.articles.dates import SORTS_LAST
from clustering.stories.carry import unused_id
from clustering.stories.story import Story


@dataclass(frozen=True, repr=False)
class Thread:
    """Stories of one running matter, sorted by first publication (undated last), then id.

    Its id is derived from that of the earliest; ``lead`` is the story that most independent outlets
    carried.
    """

    id: str
    stories: tuple[Story, ...]
    lead: Story

    def __repr__(self) -> str:
        return f"<Thread {self.id}: {self.headline!r}, {len(self.stories):,} stories>"

    @property
    def headline(self) -> str:
        """Headline of ``lead``."""
        return self.lead.headline

    @property
    def outlets(self) -> int:
        """Number of outlets in the cores of its stories."""
        return len({(outlet.domain or outlet.name) for s in self.stories for outlet in s.outlets})

    @property
    def articles(self) -> int:
        """Number of articles."""
        return sum(len(story.articles) for story in self.stories)

    @property
    def first_published(self) -> datetime | None:
        """The earliest time in the core of a story."""
        return min((s.first_published for s in self.stories if s.first_published), default=None)

    @property
    def last_published(self) -> datetime | None:
        """The latest time in the core of a story."""
        return max((s.last_published for s in self.stories if s.last_published), default=None)


def describe_threads(
    stories: Sequence[Story], thread_of: IntArray, carried: Sequence[str] = ()
) -> list[Thread]:
    """Gather the stories of each thread, by its number.

    ``thread_of`` is the number of each story's thread, shape ``(stories,)``; ``carried`` the id
    that each thread had in an earlier run, "" for a new one, and empty where there was none.
    """
    members: list[list[Story]] = [[] for _ in range(int(thread_of.max(initial=-1)) + 1)]
    for story, thread in zip(stories, thread_of.tolist(), strict=True):
        members[thread].append(story)
    named = zip(name_threads(stories, thread_of, carried), members, strict=True)
    return [Thread(name, tuple(sorted(own, key=_by_time)), own[0]) for name, own in named]


def name_threads(
    stories: Sequence[Story], thread_of: IntArray, carried: Sequence[str] = ()
) -> ShortTexts:
    """Return the id of each thread, by its number; see :func:`describe_threads`."""
    own = (ids[1:] for ids in picked(column_of(stories, "id"), _earliest(stories, thread_of)))
    if not carried:  # then names differ as those of stories do
        return ShortTexts.of("t" + name for name in own)
    used, names = set(carried), []
    for name, before in zip(own, carried, strict=True):
        names.append(before or unused_id("t" + name, used))
        used.add(names[-1])
    return ShortTexts.of(names)


def _earliest(stories: Sequence[Story], thread_of: IntArray) -> IntArray:
    """Return the earliest story of each thread; of those of one time the one with the lowest id."""
    ids, times = column_of(stories, "id"), column_of(stories, "first_published")
    packed = times if isinstance(times, Moments) else Moments.of(times)
    last = Moments.of([SORTS_LAST]).array
    steps = np.where(packed.is_known, packed.array, last)
    order = np.lexsort((steps, thread_of))
    begins = np.flatnonzero(differs_from_previous(thread_of[order]))
    earliest = order[begins]
    tied = order[steps[order] == steps[earliest][thread_of[order]]]
    for story in tied[np.bincount(thread_of[tied])[thread_of[tied]] > 1].tolist():
        thread = thread_of[story]
        if ids[story] < ids[int(earliest[thread])]:
            earliest[thread] = story
    return earliest


def _by_time(story: Story) -> tuple[datetime, str]:
    return story.first_published or SORTS_LAST, story.id
