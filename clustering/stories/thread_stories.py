"""A thread with its stories in order of time: its headline, its outlets, when it ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clustering.arrays.columns import column_of
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
    named = zip(name_threads(stories, thread_of, carried), members, strict=True)
    return [Thread(name, tuple(sorted(own, key=_by_time)), own[0]) for name, own in named]


def name_threads(
    stories: Sequence[Story], thread_of: IntArray, carried: Sequence[str] = ()
) -> list[str]:
    """Return the id of each thread, by its number; see :func:`describe_threads`."""
    keys = list(zip(column_of(stories, "first_published"), column_of(stories, "id"), strict=True))
    earliest = [-1] * (int(thread_of.max(initial=-1)) + 1)
    for story, thread in enumerate(thread_of.tolist()):
        known = earliest[thread]
        if known < 0 or _in_time(keys[story]) < _in_time(keys[known]):
            earliest[thread] = story
    used, names = set(carried), []
    for story, before in zip(earliest, carried or [""] * len(earliest), strict=True):
        names.append(before or unused_id("t" + keys[story][1][1:], used))
        used.add(names[-1])
    return names


def _by_time(story: Story) -> tuple[datetime, str]:
    return _in_time((story.first_published, story.id))


def _in_time(key: tuple[datetime | None, str]) -> tuple[datetime, str]:
    return key[0] or SORTS_LAST, key[1]
