"""A thread with its stories in order of time: its headline, its outlets, when it ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clustering.arrays.types import IntArray
from clustering.articles.dates import SORTS_LAST
from clustering.stories.carry import unused_id
from clustering.stories.story import Story


@dataclass(frozen=True, repr=False)
class Thread:
    """Stories of one running matter.

    Attributes
    ----------
    id
        Derived from the id of the earliest story.
    stories
        Sorted by first publication (undated last), then id.
    lead
        The story that most independent outlets carried.
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
    """Gather the stories of each thread.

    Parameters
    ----------
    stories
        All stories of a run, the widest first.
    thread_of
        Number of each story's thread, ``0 … threads - 1``; shape ``(stories,)``.
    carried
        Id that each thread had in an earlier run, "" for a new one; empty where there was none.

    Returns
    -------
    list of Thread
        By number of the thread.
    """
    members: list[list[Story]] = [[] for _ in range(int(thread_of.max(initial=-1)) + 1)]
    for story, thread in zip(stories, thread_of.tolist(), strict=True):
        members[thread].append(story)
    used = set(carried)
    threads = []
    for own, before in zip(members, carried or [""] * len(members), strict=True):
        by_time = sorted(own, key=lambda s: (s.first_published or SORTS_LAST, s.id))
        name = before or unused_id("t" + by_time[0].id[1:], used)
        used.add(name)
        threads.append(Thread(name, tuple(by_time), own[0]))
    return threads
