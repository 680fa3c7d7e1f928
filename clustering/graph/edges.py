"""The evidence graph: which articles are linked, how strongly, and why."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from clustering.answers.constraints import ANSWER_NAMES
from clustering.arrays.blocks import stretches
from clustering.arrays.time_blocks import TimeBlocks
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.graph.discounts import (
    WordDiscounts,
    outlet_discount,
    roundup_share,
    roundups,
    words_discount,
)
from clustering.model import Corpus
from clustering.pairs.borrowed_dates import BorrowedDates, days_and_decay
from clustering.pairs.nearest import Pairs, with_links
from clustering.settings.model import Settings
from clustering.vectors.base import Vectors
from clustering.vectors.in_blocks import similarities, told_of_pairs

# Part of the way from a pair's similarity to 1 that a related link adds, scaled by similarity.
RELATED_LINK_GAIN = 0.25
_PAIRS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Edge:
    """The evidence between two articles, ready to be shown.

    Attributes
    ----------
    left, right
        Positions of the articles, ``left < right``.
    similarity
        Cosine of their weighted words, 0 to 1.
    strength
        Similarity after the evidence of related links and the days between the articles;
        compared with the link floor.
    related
        Whether a related list joins them.
    same_text
        Whether their cleaned texts are equal.
    days_apart
        Days between the times they are judged by; ``None`` when one is unknown.
    borrowed_date
        Whether one of these times is that of another article, the nearest that has one.
    date_trust
        How far ``days_apart`` counts, 0 to 1; 1 where no time is borrowed.
    labelled
        What a person said of the two: ``same``, ``different`` or ``copy``.
    discount
        Share of the strength that counts (see :mod:`clustering.graph.discounts`); 1 for all.
    names_differ
        Whether both titles name somebody or something, and nothing that the other article has.
    meaning
        How near two articles in different languages are in meaning; ``None`` where it is not told.
    """

    left: int
    right: int
    similarity: float
    strength: float
    related: bool
    same_text: bool
    days_apart: float | None
    borrowed_date: bool = False
    date_trust: float = 1.0
    labelled: str | None = None
    discount: float = 1.0
    names_differ: bool = False
    meaning: float | None = None


@dataclass(frozen=True)
class Graph:
    """Edges between ``articles`` articles as parallel arrays, sorted by ``(left, right)``.

    Every array has shape ``(edges,)``; ``left < right`` throughout, each pair once. They hold what
    an :class:`Edge` says. ``labelled`` has a key of ``ANSWER_NAMES``, 0 for nothing, and is
    ``None`` where nobody was asked; ``borrowed`` is ``None`` where each article has its own time or
    none; ``meaning`` is ``nan`` where it is not told, and ``None`` where no pair is compared by it.
    """

    articles: int
    left: IntArray
    right: IntArray
    similarity: FloatArray
    strength: FloatArray
    related: BoolArray
    same_text: BoolArray
    days_apart: FloatArray
    discount: FloatArray
    names_differ: BoolArray
    labelled: IntArray | None = None
    borrowed: BorrowedDates | None = None
    meaning: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.left)

    @cached_property
    def borrowed_date(self) -> BoolArray:
        """Whether ``days_apart`` rests on a borrowed date; shape ``(edges,)``."""
        if self.borrowed is None:
            return np.zeros(len(self), dtype=np.bool_)
        borrows = self.borrowed.dated_by != np.arange(self.articles)
        either: BoolArray = borrows[self.left] | borrows[self.right]
        return either & ~np.isnan(self.days_apart)

    @cached_property
    def date_trust(self) -> FloatArray:
        """How far ``days_apart`` counts, 0 to 1; shape ``(edges,)``."""
        if self.borrowed is None:
            return np.ones(len(self))
        return np.where(self.borrowed_date, self.borrowed.trust_between(self.left, self.right), 1.0)

    def edge(self, position: int) -> Edge:
        """Return one edge by its position in the arrays."""
        told = {name: column.item(position) for name, column in self._columns.items()}
        for name in ("days_apart", "meaning"):
            told[name] = None if np.isnan(told.get(name, np.nan)) else told[name]
        told["labelled"] = ANSWER_NAMES.get(told.get("labelled", 0))
        told["borrowed_date"] = bool(self.borrowed_date[position])
        told["date_trust"] = float(self.date_trust[position])
        return Edge(**told)

    def only(self, kept: BoolArray, engine: Engine = IN_MEMORY) -> Graph:
        """Return the graph with some of its edges; ``kept`` has shape ``(edges,)``."""
        if kept.all():
            return self
        columns = self._columns
        gathered = engine.gather(
            [column[some][kept[some]] for column in columns.values()]
            for some in stretches(len(self), _PAIRS_AT_ONCE)
        )
        changed: dict[str, Any] = dict(zip(columns, gathered, strict=True))
        return replace(self, **changed)

    def with_edges(self, **more: npt.NDArray[Any]) -> Graph:
        """Add edges of other pairs; a column that is not given is 0 or false for all of them."""
        left, right = (np.concatenate([getattr(self, end), more[end]]) for end in ("left", "right"))
        order = np.argsort(left * self.articles + right, kind="stable")
        changed: dict[str, Any] = {}
        for name, column in self._columns.items():
            added = more.get(name, np.zeros(len(more["left"]), dtype=column.dtype))
            changed[name] = np.concatenate([column, added])[order]
        return replace(self, **changed)

    @cached_property
    def _columns(self) -> dict[str, npt.NDArray[Any]]:
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in told.items() if isinstance(value, np.ndarray)}

    def between(self, left: int, right: int) -> Edge | None:
        """Return the edge between two articles, in either order, or ``None``."""
        low, high = sorted((left, right))
        start, stop = np.searchsorted(self.left, [low, low + 1])
        position = start + int(np.searchsorted(self.right[start:stop], high))
        if position < stop and self.right[position] == high:
            return self.edge(position)
        return None

    def within(self, members: IntArray) -> list[Edge]:
        """Return the edges whose two ends are both among ``members`` (shape ``(n,)``)."""
        inside = np.zeros(self.articles, dtype=np.bool_)
        inside[members] = True
        if len(members) < 200:  # a story: look only at its own rows
            starts = np.searchsorted(self.left, members)
            stops = np.searchsorted(self.left, members + 1)
            rows = [np.arange(a, b) for a, b in zip(starts, stops, strict=True)]
            rows_of = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
            kept = np.sort(rows_of[inside[self.right[rows_of]]])
        else:
            kept = np.flatnonzero(inside[self.left] & inside[self.right])
        return [self.edge(int(position)) for position in kept]


def build_graph(
    corpus: Corpus,
    own: Vectors,
    vectors: Vectors,
    pairs: Pairs,
    same_text: IntArray,
    settings: Settings,
    borrowed: BorrowedDates | None = None,
    engine: Engine = IN_MEMORY,
    blocks: TimeBlocks | None = None,
) -> Graph:
    """Turn near pairs and related links into edges with their evidence.

    Likeness is measured on ``vectors`` for every candidate in ``pairs``. It decays with the
    time between two articles, in a straight line to nothing at ``window`` days. A
    related link never joins strangers: it moves a pair ``RELATED_LINK_GAIN`` of the way towards
    1, scaled by the pair's similarity, so that a pair without shared words gets nothing. Then the
    discounts count: for one outlet, and, unless a related link joins the two or their texts are
    equal, for other names and few shared words. With ``related: merge`` a linked pair has
    strength 1.

    The edges are those at or above the link floor, and all related links, however weak, so that the
    evidence can be shown.

    Parameters
    ----------
    own
        Of the articles' own words, before smoothing.
    vectors
        After smoothing.
    same_text
        Class of each article's cleaned text, shape ``(articles,)``; equal numbers, equal texts.
    borrowed
        By whose publication time each article is judged; ``None`` for each by its own.
    blocks
        Of time, to measure the edges in; ``None`` for all at once.
    """
    size = len(corpus)
    links = corpus.links if settings.related != "ignore" else corpus.links[:0]
    near = with_links(pairs, links, size)
    alike = similarities(vectors, *near[:2], settings.jobs, engine, blocks)

    def linked(some: slice) -> tuple[npt.NDArray[Any], ...]:
        """Measure some of the pairs, and keep those that link."""
        ends = near[0][some].astype(np.int64), near[1][some].astype(np.int64)
        is_related = near[2][some]
        similarity = alike(some)
        days_apart, strength = days_and_decay(corpus.days, borrowed, *ends, settings.window)
        discount = outlet_discount(corpus, *ends, similarity)
        strength *= discount
        gain = RELATED_LINK_GAIN * similarity * (1.0 - similarity)
        strength *= np.where(is_related, similarity + gain, similarity)
        kept = np.flatnonzero(is_related | (strength >= settings.link))
        told = near[0][some], near[1][some], is_related, similarity, strength, days_apart, discount
        return tuple([column[kept] for column in told])

    # Pairs that do not link are left out block by block, so that memory never holds all columns
    # of all pairs; and what links is put together one column after the other.
    left, right, related, similarity, strength, days_apart, discount = engine.gather(
        map(linked, stretches(len(near[0]), _PAIRS_AT_ONCE))
    )

    def judged(some: slice) -> tuple[npt.NDArray[Any], ...]:
        """Return which of some edges the words of the two may weaken, and their ends."""
        is_other = same_text[left[some]] != same_text[right[some]]
        is_judged = ~related[some] & is_other
        return is_judged, left[some][is_judged], right[some][is_judged]

    parts = [*stretches(len(left), _PAIRS_AT_ONCE)]
    is_judged, *ends = engine.gather(map(judged, parts))
    roundup = roundups(corpus, own, *ends)
    del ends
    told = told_of_pairs(
        *(words_discount, (np.float64, np.bool_), own, (left, right), (similarity,)),
        *(settings.jobs, engine, blocks, is_judged, WordDiscounts(own).between),
    )

    def settled(some: slice) -> tuple[npt.NDArray[Any], ...]:
        """Return the columns of some edges, of those that still link."""
        one, other = left[some].astype(np.int64), right[some].astype(np.int64)
        is_related = related[some]
        share, differ = np.ones(len(one)), np.zeros(len(one), dtype=np.bool_)
        within = np.flatnonzero(is_judged[some])
        share[within], differ[within] = told(some)
        share[within] *= roundup_share(roundup, one[within], other[within])
        strong = strength[some] * share
        if settings.related == "merge":
            strong[is_related] = 1.0
        kept = is_related | (strong >= settings.link)
        is_same = same_text[one] == same_text[other]
        first = one, other, similarity[some], strong, is_related, is_same
        columns = *first, days_apart[some], discount[some] * share, differ
        return tuple([column[kept] for column in columns])

    told_of_edges: Any = engine.gather(map(settled, parts))
    return replace(Graph(size, *told_of_edges), borrowed=borrowed)
