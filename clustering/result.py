"""What a run found, and the questions people ask of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from clustering.answers.constraints import Constraints
from clustering.arrays.types import FloatArray
from clustering.articles.names import ArticleNames
from clustering.duplicates import DuplicateGroup
from clustering.explain import Explanation, explain
from clustering.grouping import Grouping
from clustering.pairs.borrowed_dates import days_with_borrowed
from clustering.series import Series
from clustering.stories.alarms import Alarm, find_alarms
from clustering.stories.describe import Story
from clustering.stories.linkage import components


@dataclass(frozen=True)
class Result(Grouping):
    """Everything a run found out; answers the questions people ask of it.

    Attributes
    ----------
    settings
        As given, with the cohesion that was used.
    tree
        The merges by which stories grew; cut at ``cohesion`` it gives ``stories``.
    story_of
        Shape ``(articles,)``: position in ``stories`` of each article's story.
    series
        Runs of one outlet's templated articles; to be shown apart from the stories.
    seconds
        Wall-clock seconds for each stage, in the order they ran.
    memory
        The most memory the process had held up to the end of each stage, in MB; it never
        falls. Empty where the system does not count it.
    constraints
        What people said of pairs of articles, where the run applied it.
    """

    stories: list[Story]
    duplicate_groups: list[DuplicateGroup]
    series: list[Series] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    constraints: Constraints | None = None

    @cached_property
    def coverage(self) -> list[Story]:
        """Stories that several outlets carried; runs of one template are not among them."""
        return [s for s in self.stories if s.is_coverage and self.series_of(s) is None]

    @cached_property
    def days(self) -> FloatArray:
        """Times that articles are judged by, in days, ``nan`` where unknown; ``(articles,)``."""
        return days_with_borrowed(self.corpus.days, self.graph.borrowed)

    @property
    def counts(self) -> dict[str, int]:
        """The numbers at the top of every report."""
        return {
            "records": len(self.reading.records),
            "articles": len(self.corpus),
            "stories": len(self.stories),
            "coverage": len(self.coverage),
            "duplicate_groups": len(self.duplicate_groups),
            "skipped": len(self.reading.skipped),
        }

    @cached_property
    def alarms(self) -> list[Alarm]:
        """Signs that a story, or the whole corpus, was merged by accident."""
        links = components(self.graph, self.settings.link)
        return find_alarms(self.stories, links, self.settings.window)

    def series_of(self, story: Story) -> Series | None:
        """Return the series most of a story's articles belong to; such a story is no coverage."""
        counts = Counter(self._series_of_member.get(member) for member in story.members)
        place, articles = counts.most_common(1)[0]
        most = 2 * articles > len(story.articles)
        return self.series[place] if place is not None and most else None

    @cached_property
    def _series_of_member(self) -> dict[int, int]:
        return {
            member: place for place, series in enumerate(self.series) for member in series.members
        }

    def alarms_of(self, story: Story) -> list[str]:
        """Sentences of the alarms about one story."""
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

    def story(self, name: str) -> Story:
        """Story of the article called ``name`` (see :meth:`find`)."""
        return self.stories[int(self.story_of[self.find(name)])]

    def find(self, name: str) -> int:
        """Position of the article called ``name``: a record, an id, a URL or a path.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        return self._names.find(name)

    @cached_property
    def _names(self) -> ArticleNames:
        return ArticleNames(self.reading, self.corpus)

    def why(self, left: str, right: str) -> Explanation:
        """Explain why two articles (named as in :meth:`find`) are, or are not, in one story."""
        return explain(self, self.find(left), self.find(right))
