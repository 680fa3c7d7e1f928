"""What a run found, and the questions people ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from clustering.answers.constraints import Constraints
from clustering.arrays.columns import column_of
from clustering.arrays.compact import Tuples
from clustering.arrays.compact_values import Scalars, ShortTexts
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.articles.names import ArticleNames
from clustering.duplicates import DuplicateGroup
from clustering.epoch import Epoch
from clustering.explain.collect import explain
from clustering.explain.explanation import Explanation
from clustering.explain.story_contrast import StoryContrast
from clustering.grouping import Grouping
from clustering.model import Article
from clustering.pairs.borrowed_dates import days_with_borrowed
from clustering.settings.outlet_groups import NO_GROUPS, OutletGroups
from clustering.stories.alarms import Alarm, find_alarms
from clustering.stories.marks import Mark, mark_of
from clustering.stories.story import Story, of_several_articles, outlet_counts
from clustering.stories.surroundings import surroundings
from clustering.stories.threads.stories import Thread, describe_threads, name_threads


@dataclass(frozen=True, repr=False)
class Result(Grouping):
    """Everything a run found out, with answers to the questions people ask of it.

    Attributes
    ----------
    settings
        As given.
    tree
        The merge tree; the height of a merge is the average strength between its halves.
    story_of
        Shape ``(articles,)``: position in ``stories`` of each article's story.
    thread_numbers
        Number of each story's thread; shape ``(stories,)``.
    seconds
        Wall-clock seconds for each stage, in the order they ran.
    memory
        The most memory the process had held up to the end of each stage, in MB; it never
        falls. Empty where the system does not count it.
    constraints
        What people said of pairs of articles, where the run applied it.
    carried_threads
        Id that each thread had in the run before, "" for a new one; empty where there was none.
    epoch
        The figures of the corpus that a later run may take over; ``None`` where words are not
        counted.
    outlet_groups
        The user's groups of outlets.
    """

    stories: Sequence[Story]
    thread_numbers: IntArray
    duplicate_groups: list[DuplicateGroup]
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    constraints: Constraints | None = None
    carried_threads: tuple[str, ...] = ()
    epoch: Epoch | None = None
    outlet_groups: OutletGroups = NO_GROUPS

    @property
    def all_stories(self) -> Sequence[Story]:
        """The stories that ``story_of`` counts; of a part of a result, those of the whole."""
        return self.stories

    @cached_property
    def shown_articles(self) -> BoolArray:
        """Whether each article is in one of ``stories``; shape ``(articles,)``."""
        is_shown = np.zeros(len(self.articles), dtype=np.bool_)
        is_shown[self._of_members("members")] = True
        return is_shown

    @cached_property
    def coverage(self) -> list[Story]:
        """Stories that several outlets carried."""
        return [story for story in of_several_articles(self.stories) if story.is_coverage]

    @cached_property
    def days(self) -> FloatArray:
        """Time of each article in days, its own or borrowed; ``nan`` where unknown."""
        return days_with_borrowed(self.corpus.days, self.graph.borrowed)

    @property
    def counts(self) -> dict[str, int]:
        """The counts at the top of every report."""
        return {
            "records": self.reading.read_count,
            "articles": len(self.corpus),
            "stories": len(self.stories),
            "coverage": int((outlet_counts(self.stories) > 1).sum()),
            "duplicate_groups": len(self.duplicate_groups),
            "skipped": len(self.reading.skipped),
        }

    @cached_property
    def alarms(self) -> list[Alarm]:
        """Signs that a story was merged by accident."""
        return find_alarms(self.stories, column_of(self.articles, "title"), self.settings.window)

    def mark_of(self, story: Story) -> Mark:
        """Return ``one event``, ``look at this`` or an empty text."""
        return mark_of(story)

    @cached_property
    def _nearest(self) -> IntArray:
        return surroundings(self.tree, self.story_of).nearest

    def nearest_to(self, story: Story) -> Story | None:
        """Return the story that is nearest outside; ``None`` where nothing is linked."""
        nearest = int(self._nearest[self.story_of[story.members[0]]])
        return self.stories[nearest] if nearest >= 0 else None

    def contrast_of(self, story: Story) -> StoryContrast:
        """Return how strongly a story holds together, and how strongly to the nearest one."""
        nearest = self.nearest_to(story)
        return StoryContrast(
            articles=sum(story.core),
            has_fringe=not all(story.core),
            inside=None if story.is_alone else story.inside,
            outside=story.outside,
            nearest=nearest.lead if nearest else None,
        )

    @cached_property
    def threads(self) -> list[Thread]:
        """Stories that belong to one running matter, in the order of their first article.

        A story that belongs to no other is a thread of its own.
        """
        return describe_threads(self.stories, self.thread_numbers, self.carried_threads)

    @cached_property
    def thread_ids(self) -> ShortTexts:
        """Id of the thread of each of ``all_stories``."""
        names = name_threads(self.all_stories, self.thread_numbers, self.carried_threads)
        return names.picked(self.thread_numbers)

    def thread_of(self, story: Story) -> Thread:
        """Return the thread that a story is in."""
        return self._thread_by_story[story.id]

    @cached_property
    def _thread_by_story(self) -> dict[str, Thread]:
        return {story.id: thread for thread in self.threads for story in thread.stories}

    @cached_property
    def is_core(self) -> BoolArray:
        """Whether each article is in the core of its story; shape ``(articles,)``."""
        is_core = np.ones(len(self.articles), dtype=np.bool_)
        is_core[self._of_members("members")] = self._of_members("core")
        return is_core

    def _of_members(self, name: str) -> IntArray:
        """Return what a field says of the members of stories, one after the other."""
        flat = Tuples.kept(column_of(self.stories, name)).flat
        return flat.array if isinstance(flat, Scalars) else np.array(flat, dtype=np.int64)

    @cached_property
    def fringe_sizes(self) -> IntArray:
        """How many articles lean on each of ``all_stories``; shape ``(stories,)``."""
        return np.bincount(self.story_of[~self.is_core], minlength=len(self.all_stories))

    def alarms_of(self, story: Story) -> list[str]:
        """Return the sentences of the alarms about one story."""
        return self._alarms_by_story.get(story.id, [])

    @cached_property
    def _alarms_by_story(self) -> dict[str, list[str]]:
        sentences: dict[str, list[str]] = {}
        for alarm in self.alarms:
            sentences.setdefault(alarm.story, []).append(alarm.sentence)
        return sentences

    @cached_property
    def group_of(self) -> dict[int, DuplicateGroup]:
        """Duplicate group of each article (by position in the corpus) that has one."""
        return {member: group for group in self.duplicate_groups for member in group.members}

    @cached_property
    def copies_of(self) -> dict[int, DuplicateGroup]:
        """Duplicate group of each article that shares its text, not only its headline."""
        return {member: group for group in self.duplicate_groups for member in group.copies()}

    def story(self, name: str | int | Article) -> Story:
        """Return the story with this id, or that of the article called ``name`` (:meth:`find`)."""
        place = self._place_of.get(name) if isinstance(name, str) else None
        return self.all_stories[int(self.story_of[self.find(name)]) if place is None else place]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        """Position of each story in ``all_stories``, by its id."""
        return {name: at for at, name in enumerate(column_of(self.all_stories, "id"))}

    def find(self, name: str | int | Article) -> int:
        """Return the position of an article, or of what is called ``name``.

        That is a record, an id, a URL or a path.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        return self._names.find(name.id if isinstance(name, Article) else str(name))

    @cached_property
    def _names(self) -> ArticleNames:
        return ArticleNames(self.reading, self.corpus)

    def why(self, left: str | int | Article, right: str | int | Article) -> Explanation:
        """Explain why two articles (named as in :meth:`find`) are, or are not, in one story."""
        ends = self.find(left), self.find(right)
        places = dict.fromkeys(self.story_of[list(ends)].tolist())
        contrasts = tuple([self.contrast_of(self.stories[place]) for place in places])
        threads = self.thread_numbers[self.story_of[list(ends)]]
        return explain(self, *ends, contrasts, same_thread=bool(threads[0] == threads[1]))
