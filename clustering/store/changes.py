"""What changed for stories between two runs: born, grew, merged, split, moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BORN, GREW, MERGED, SPLIT, MOVED, SETTLED = "born", "grew", "merged", "split", "moved", "settled"
CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class StoryChange:
    """One event in the life of a story.

    Attributes
    ----------
    kind
        ``born``, ``grew``, ``merged`` into another and ended, ``split`` off another, ``moved``
        when articles of another came over, or ``settled``.
    story
        Id of the story.
    other
        The story it merged into, split off, or has its articles from.
    articles
        Ids of the articles that came, or moved.
    """

    kind: str
    story: str
    other: str | None
    articles: tuple[str, ...]


@dataclass(frozen=True)
class ToStory:
    """What came to a story that is there now, by one kind of change.

    ``others`` are the stories that the articles are from, the one with most of them first.
    """

    kind: str
    story: str
    articles: tuple[str, ...]
    others: tuple[str, ...]


def by_story(changes: Iterable[StoryChange]) -> list[ToStory]:
    """Put together what came to each story, from however many; a merger came to the heir."""
    found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for change in changes:
        story, other = change.story, change.other or ""
        if change.kind == MERGED:
            story, other = other, story
        found[change.kind, story].append((other, change.articles))
    told: list[ToStory] = []
    for (kind, story), parts in found.items():
        parts.sort(key=lambda part: (-len(part[1]), part[0]))
        articles = tuple(article for _, some in parts for article in some)
        told.append(ToStory(kind, story, articles, tuple(other for other, _ in parts if other)))
    return told


def find_changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[StoryChange]:
    """Compare the stories of articles before and now, by their ids.

    All articles of the stories before are among those before, if they are still there.
    """
    came: dict[str, list[str]] = defaultdict(list)
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)  # from, to
    for article, story in now.items():
        old = before.get(article)
        if old is None:
            came[story].append(article)
        elif old != story:
            moved[old, story].append(article)
    old_stories, stories = set(before.values()), set(now.values())
    changes: list[StoryChange] = []
    for old in sorted(old_stories - stories):
        parts = {to: len(some) for (left, to), some in moved.items() if left == old}
        if parts:
            heir = max(sorted(parts), key=parts.__getitem__)
            changes.append(StoryChange(MERGED, old, heir, tuple(sorted(moved.pop((old, heir))))))
    origins: dict[str, Counter[str]] = defaultdict(Counter)
    for (old, story), some in moved.items():
        origins[story][old] += len(some)
    for story in sorted(stories - old_stories):
        if story not in origins:
            changes.append(StoryChange(BORN, story, None, tuple(sorted(came.pop(story, [])))))
            continue
        old = max(sorted(origins[story]), key=origins[story].__getitem__)
        changes.append(StoryChange(SPLIT, story, old, tuple(sorted(moved.pop((old, story))))))
    changes += [
        StoryChange(MOVED, story, old, tuple(sorted(some))) for (old, story), some in moved.items()
    ]
    changes += [StoryChange(GREW, story, None, tuple(sorted(some))) for story, some in came.items()]
    return sorted(changes, key=lambda change: (change.kind, change.story, change.other or ""))
