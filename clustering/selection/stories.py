"""A result with only some of its stories; its counts say how many of how many are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal

from clustering.errors import UsageError
from clustering.explain.explanation import Explanation
from clustering.model import Article
from clustering.result import Result
from clustering.stories.alarms import Alarm
from clustering.stories.story import Story
from clustering.stories.threads.stories import Thread
from clustering.text.time_zones import read_moment

_SORTS = ("widest", "latest")
_BY = ("story", "thread")
_NEVER = datetime.min.replace(tzinfo=UTC)  # of a story without dates


@dataclass(frozen=True, repr=False)
class Selection(Result):
    """A result with fewer stories than were found, and the counts of all.

    Attributes
    ----------
    whole
        The result the stories were chosen from.
    by_thread
        Whether the stories of a thread stand together, in order of time.
    """

    whole: Result = field(kw_only=True)
    by_thread: bool = field(default=False, kw_only=True)

    @property
    def all_stories(self) -> Sequence[Story]:
        """The stories of the whole."""
        return self.whole.stories

    @property
    def counts(self) -> dict[str, int]:
        """The counts of the whole, and as ``stories_shown`` how many stories there are here."""
        return self.whole.counts | {"stories_shown": len(self.stories)}

    def nearest_to(self, story: Story) -> Story | None:
        """Return the story of the whole that is nearest outside."""
        return self.whole.nearest_to(story)

    @cached_property
    def threads(self) -> list[Thread]:
        """The threads of the whole."""
        return self.whole.threads

    def thread_of(self, story: Story) -> Thread:
        """Return the thread of the whole that a story is in."""
        return self.whole.thread_of(story)

    def story(self, name: str | int | Article) -> Story:
        """Story of the whole with this id, or that holds the article called ``name``."""
        return self.whole.story(name)

    def why(self, left: str | int | Article, right: str | int | Article) -> Explanation:
        """Explain two articles of the whole."""
        return self.whole.why(left, right)

    @cached_property
    def alarms(self) -> list[Alarm]:
        """The alarms of the whole about these stories; all stories decide which is too large."""
        shown = {story.id for story in self.stories}
        return [one for one in self.whole.alarms if one.story in shown]


def moment_of(since: str | datetime | None, called: str) -> datetime | None:
    """Return the time from which on stories are asked for.

    Text that names none is refused; ``called`` is what the user calls it.
    """
    now = datetime.now(UTC)
    if isinstance(since, datetime):
        return since if since.tzinfo else since.replace(tzinfo=UTC)
    try:
        return read_moment(since, now) if since is not None else None
    except ValueError:
        raise UsageError(
            f"{called} {since}: give yesterday, or a date such as {now.date().isoformat()}."
        ) from None


def choose(
    result: Result,
    *,
    min_outlets: int = 1,
    min_articles: int = 1,
    since: datetime | None = None,
    sort: Literal["widest", "latest"] = "widest",
    by: Literal["story", "thread"] = "story",
    limit: int | None = None,
) -> Selection:
    """Return a result with only the stories that somebody asks for; see ``PublicResult.select``.

    Raises
    ------
    UsageError
        For another ``sort`` or ``by``, or a ``limit`` under 0.
    """
    for name, value, values in (("sort", sort, _SORTS), ("by", by, _BY)):
        if value not in values:
            raise UsageError(f"{name}: {value!r} is not one of {', '.join(values)}.")
    chosen = [
        story
        for story in result.stories
        if story.independent_outlets >= min_outlets
        and len(story.articles) >= min_articles
        and (since is None or _newest(story) >= since)
    ]
    if sort == "latest":
        chosen.sort(key=_newest, reverse=True)
    selected = select(result, chosen, by_thread=by == "thread")
    if limit is not None and limit < 0:
        raise UsageError(f"limit: {limit} is not a number of stories.")
    return selected if limit is None else replace(selected, stories=selected.stories[:limit])


def _newest(story: Story) -> datetime:
    return story.last_published or _NEVER


def select(result: Result, stories: Sequence[Story], *, by_thread: bool = False) -> Selection:
    """Return a result with only these of its stories.

    With ``by_thread`` the stories of a thread stand together, the thread of the widest story first.
    """
    values = {item.name: getattr(result, item.name) for item in fields(Result)}
    chosen = list(stories)
    if by_thread:
        shown = {story.id for story in chosen}
        threads = {result.thread_of(story).id: result.thread_of(story) for story in chosen}
        chosen = [s for thread in threads.values() for s in thread.stories if s.id in shown]
    return Selection(**(values | {"stories": chosen}), whole=result, by_thread=by_thread)
