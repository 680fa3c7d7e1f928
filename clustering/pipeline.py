"""The corridor, walked once: from records to stories and duplicates. Rooms do the work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from time import perf_counter
from typing import TYPE_CHECKING

from clustering.alarms import Alarm, find_alarms
from clustering.article import Article, Corpus, FloatArray, IntArray, Reading
from clustering.bulk import uncollected
from clustering.constraints import (
    Constraints,
    heed,
    honour_copies,
    label_edges,
    settle_constraints,
)
from clustering.duplicates import DuplicateGroup, find_duplicates, text_classes
from clustering.errors import UsageError
from clustering.graph import Graph, build_graph
from clustering.identity import merge
from clustering.labels import Labels
from clustering.linkage import MergeTree, components, merge_tree, natural_cohesion
from clustering.memory import peak_memory_mb
from clustering.pairs import candidate_floor, nearest_pairs, rivals
from clustering.progress import Progress, Tell
from clustering.series import Series, find_series
from clustering.settings import Settings
from clustering.smoothing import smooth
from clustering.stories import Story, describe_stories
from clustering.undated import lend_dates, lent_days, time_between
from clustering.urls import canonical
from clustering.vectors import Vectors, vectorize

if TYPE_CHECKING:
    from clustering.explain import Explanation


@dataclass(frozen=True)
class Result:
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
        What people said of pairs of articles, where the run was told to honour it.
    """

    reading: Reading
    corpus: Corpus
    settings: Settings
    vectors: Vectors
    graph: Graph
    tree: MergeTree
    stories: list[Story]
    story_of: IntArray
    duplicate_groups: list[DuplicateGroup]
    series: list[Series] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    constraints: Constraints | None = None

    @property
    def articles(self) -> list[Article]:
        """All articles, sorted by id."""
        return self.corpus.articles

    @property
    def cohesion(self) -> float:
        """The cohesion that was used: the setting, or what suits the corpus."""
        return self.settings.cohesion or 0.0

    @cached_property
    def coverage(self) -> list[Story]:
        """Stories that several outlets carried; runs of one template are not among them."""
        return [s for s in self.stories if s.is_coverage and self.series_of(s) is None]

    @cached_property
    def days(self) -> FloatArray:
        """Times that articles are judged by, in days, ``nan`` where unknown; ``(articles,)``."""
        return lent_days(self.corpus.days, self.graph.loans)

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
        """Position of the article called ``name``: an id, a URL, a path or a record name.

        Raises
        ------
        UsageError
            When nothing, or more than one article, goes by that name.
        """
        names = self._names
        for key in (name, canonical(name)):
            if key and key in names:
                return names[key]
        ends = {at for known, at in names.items() if known.endswith("/" + name.lstrip("./"))}
        if len(ends) == 1:
            return ends.pop()
        if ends:
            raise UsageError(f"{name}: {len(ends)} articles go by that name; give the whole path.")
        from rapidfuzz import process

        nearest = process.extractOne(name, list(names), score_cutoff=60)
        hint = f" Did you mean {nearest[0]!r}?" if nearest else ""
        raise UsageError(f"{name}: no article has this id, URL, path or record name.{hint}")

    @cached_property
    def _names(self) -> dict[str, int]:
        names = {key: at for at, article in enumerate(self.articles) for key in article.keys}
        for record, at in zip(self.reading.records, self.corpus.article_of.tolist(), strict=True):
            names.setdefault(record.source, at)
            names[record.name] = at
        return names | {article.id: at for at, article in enumerate(self.articles)}

    def why(self, left: str, right: str) -> Explanation:
        """Explain why two articles (named as in :meth:`find`) are, or are not, in one story."""
        from clustering.explain import explain

        return explain(self, self.find(left), self.find(right))


class _Stopwatch:
    """Tells the progress of stages and notes how long each took and the memory up to its end."""

    def __init__(self, progress: Progress | None) -> None:
        self.seconds: dict[str, float] = {}
        self.memory: dict[str, int] = {}
        self._progress = progress

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if self._progress:
            self._progress(name, 0, None)
        start = perf_counter()
        yield
        self.seconds[name] = perf_counter() - start
        if peak := peak_memory_mb():
            self.memory[name] = peak

    def teller(self, what: str) -> Tell | None:
        """Return what long work within a stage calls; ``None`` where nobody listens."""
        return partial(self._progress, what) if self._progress else None


@uncollected()
def run(
    reading: Reading,
    settings: Settings,
    progress: Progress | None = None,
    answers: Labels | None = None,
) -> Result:
    """Walk the corridor: articles, vectors, pairs, graph, stories and duplicates.

    Parameters
    ----------
    reading
        What :func:`clustering.sources.read` gave, or records of your own, whose times are in
        a zone.
    progress
        Told the name of each stage as it begins, and how far the long ones have come.
    answers
        What people said of pairs of articles; stories and duplicates honour it.
    """
    watch = _Stopwatch(progress)
    with watch.stage("articles"):
        corpus = merge(reading.records)
        constraints = settle_constraints(reading, corpus, answers) if answers else None
    with watch.stage("series"):
        series = find_series(corpus.articles, settings.window) if settings.series else []
    with watch.stage("vectors"):
        vectors = vectorize(corpus.articles, settings, series)
    with watch.stage("pairs"):
        rival_count = rivals(corpus.days, settings.window)
        pairs = nearest_pairs(
            vectors.matrix,
            corpus.days,
            neighbours=settings.neighbours,
            floor=min(settings.link, candidate_floor(rival_count)),
            window=settings.window,
            jobs=settings.jobs,
            tell=watch.teller("pairs"),
        )
    with watch.stage("smoothing"):
        loans = None
        if settings.borrow_dates:
            known = heed(pairs, constraints, len(corpus)) if constraints else pairs
            loans = lend_dates(corpus.days, known, settings.window)
        _, left_over = time_between(corpus.days, loans, pairs.left, pairs.right, settings.window)
        vectors = smooth(vectors, pairs, left_over, settings.smoothing, settings.jobs)
    with watch.stage("graph"):
        texts = text_classes(corpus.articles)
        graph = build_graph(corpus, vectors, pairs, texts, settings, loans)
        if constraints:
            graph = label_edges(graph, constraints, corpus, vectors, texts, settings.window)
    with watch.stage("duplicates"):
        groups = find_duplicates(reading, corpus, pairs, settings)
        if constraints:
            groups = honour_copies(reading, corpus, groups, constraints, settings)
    with watch.stage("stories"):
        cohesion = settings.cohesion
        if cohesion is None:
            cohesion = natural_cohesion(rival_count)
        tree = merge_tree(graph, settings.link, cohesion, watch.teller("merging"))
        labels = tree.cut(cohesion)
        tell = watch.teller("stories")
        stories, story_of = describe_stories(corpus, vectors, labels, groups, tell)
    return Result(
        reading=reading,
        corpus=corpus,
        settings=settings.model_copy(update={"cohesion": cohesion}),
        vectors=vectors,
        graph=graph,
        tree=tree,
        stories=stories,
        story_of=story_of,
        duplicate_groups=groups,
        series=series,
        seconds=watch.seconds,
        memory=watch.memory,
        constraints=constraints,
    )
