"""What is told of a store: its sections, and the stories in them with what changed."""

from __future__ import annotations

from dataclasses import dataclass

from clustering.store.changes import MERGED, MOVED, SPLIT

NEW, MOVED_ON, GROWN = "new", "moved on", "grown"
QUIET = "quiet"
SECTIONS = (NEW, MOVED_ON, GROWN, MERGED, SPLIT, MOVED, QUIET)
"""In the order in which they are shown."""


@dataclass(frozen=True)
class OtherStory:
    """A story that another took in, or has articles of."""

    story: str
    headline: str


@dataclass(frozen=True)
class NewsItem:
    """A story with what changed for it.

    Attributes
    ----------
    section
        ``new``; ``moved on`` for a new story of a thread that was there; ``grown``; ``merged``
        for a story that took others in, which ended; ``split`` off ``other``, or in parts of which
        ``other`` holds most, where at least as many left as came; ``moved`` when articles came
        from stories that go on; ``quiet`` when nothing came.
    url
        Address of the article that gives the headline, without trackers; so is ``newest_url``.
    came
        How many articles came, or moved.
    left
        How many of the articles that were there are in other stories now.
    newest, newest_outlet, newest_url
        The newest of the articles that came to a story that was there: its title, who published
        it and where; else empty.
    new_outlets
        Names of the outlets that are new to the story.
    other, other_headline
        The story that it took in, or that its articles come from; where there are several, the
        one that most of them come from; else empty.
    others
        All these stories.
    by_renewal
        Whether it changed because the frozen figures were measured anew.
    """

    section: str
    story: str
    headline: str
    url: str
    outlet: str
    thread: str
    articles: int
    outlets: int
    first_published: str
    last_published: str
    came: int
    new_outlets: tuple[str, ...]
    other: str
    other_headline: str
    by_renewal: bool
    mark: str
    left: int = 0
    newest: str = ""
    newest_outlet: str = ""
    newest_url: str = ""
    others: tuple[OtherStory, ...] = ()


@dataclass(frozen=True)
class News:
    """What is new between two runs.

    Attributes
    ----------
    since
        Number of the run it is told from; 0 for the beginning.
    since_time
        When that run was; empty for the beginning.
    until
        Number of the newest run.
    items
        By section in the order of ``SECTIONS``, the widest stories first.
    settled
        How many stories were settled meanwhile.
    """

    store: str
    since: int
    since_time: str
    until: int
    until_time: str
    items: tuple[NewsItem, ...]
    settled: int

    def of(self, section: str) -> list[NewsItem]:
        """Items of one section."""
        return [item for item in self.items if item.section == section]
