"""From groups of articles to stories: headline, outlets, dates, cohesion and keywords."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
from scipy import sparse

from clustering.arrays.build import build_frozen
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.articles.dates import SORTS_LAST, is_day
from clustering.duplicates import DuplicateGroup
from clustering.model import Article, Corpus, Outlet
from clustering.stories.core import in_core
from clustering.stories.story import First, Story, StoryOutlet
from clustering.stories.surroundings import Surroundings
from clustering.system.progress import Tell
from clustering.vectors.base import Vectors, row_dots

KEYWORDS = 5
# How much more central another article must be before it takes the headline over.
_HELD_HEADLINE = 1.1
_PROGRESS_INTERVAL = 1_000  # stories between two reports of progress


_Parts = tuple[object, ...]
_FIELDS = [field.name for field in fields(Story)]


def describe_stories(
    corpus: Corpus,
    vectors: Vectors,
    group_of: IntArray,
    around: Surroundings,
    groups: Iterable[DuplicateGroup],
    tell: Tell | None = None,
    led: BoolArray | None = None,
) -> tuple[list[Story], IntArray]:
    """Describe each group of articles as a story.

    Parameters
    ----------
    group_of
        Group of each article, ``0 … groups - 1``; shape ``(articles,)``.
    around
        How strongly each group holds together, and to what is nearest outside.
    groups
        Duplicate groups, whose copies do not count as independent outlets.
    tell
        Called now and then with how many stories are described, of how many.
    led
        Whether each article gave a story its headline in the run before; shape ``(articles,)``.

    Returns
    -------
    stories
        Sorted by independent outlets, then articles, then first publication, then id.
    story_of
        Position in ``stories`` of each article's story; shape ``(articles,)``.
    """
    if not len(corpus):
        return [], np.zeros(0, dtype=np.int64)
    sums = _sums(vectors, group_of)
    sizes = np.bincount(group_of)
    dots = np.round(_dots_with_own_sum(vectors, sums, group_of), 9)
    is_core = in_core(dots, group_of)
    cohesion = _cohesion(sums, sizes).tolist()
    if not is_core.all():
        sums = _sums(vectors, group_of, is_core)
    keywords = _keywords(sums, vectors.words)
    inside = np.nan_to_num(around.inside, nan=1.0).tolist()
    outside = around.outside.tolist()
    lead_score = dots if led is None else dots * np.where(led, _HELD_HEADLINE, 1.0)
    centrality, core = lead_score.tolist(), is_core.tolist()
    kept_of = {copy: kept for group in groups for copy, kept in group.original_of().items()}
    # Members by group, time (undated last) and position, which is in the order of ids.
    ordered = np.lexsort((corpus.days, group_of)).tolist()
    ends = np.cumsum(sizes).tolist()
    parts: list[_Parts] = []
    for group, (start, stop) in enumerate(pairwise([0, *ends])):
        members = ordered[start:stop]
        figures = cohesion[group], inside[group], outside[group], keywords[group]
        parts.append(_parts(corpus.articles, members, centrality, core, kept_of) + figures)
        if tell and not len(parts) % _PROGRESS_INTERVAL:
            tell(len(parts), len(sizes))
    columns = dict(zip(_FIELDS, zip(*parts, strict=True), strict=True))
    stories = build_frozen(Story, len(parts), columns)
    order = sorted(range(len(stories)), key=lambda group: _rank(stories[group]))
    place = np.zeros(len(stories), dtype=np.int64)
    place[order] = np.arange(len(stories))
    return [stories[group] for group in order], place[group_of]


def _rank(story: Story) -> tuple[int, int, datetime, str]:
    return (
        -story.independent_outlets,
        -len(story.articles),
        story.first_published or SORTS_LAST,
        story.id,
    )


def _parts(
    articles: list[Article],
    members: list[int],
    centrality: list[float],
    core: list[bool],
    kept_of: dict[int, int],
) -> _Parts:
    """Describe one group of articles; the fields of a story up to its figures, in order."""
    if len(members) == 1:
        lead = articles[members[0]]
        when = lead.published
        outlets = (StoryOutlet(*lead.outlet, 1, when),)
        first = First(outlets if when else (), when, is_day(when))
        parts = ((lead,), (True,), outlets, first, 1, when, when)
        return ("s" + lead.id[1:], lead.title or lead.url, lead, tuple(members), *parts)
    sure = [m for m in members if core[m]]
    lead = articles[max(sure, key=centrality.__getitem__)]  # first of equals
    originals = _originals(sure, kept_of) if kept_of else sure
    own = tuple([articles[m] for m in members])
    surely = [articles[m] for m in sure]
    dates = [article.published for article in surely if article.published]
    return (
        "s" + own[0].id[1:],
        lead.title or lead.url,
        lead,
        tuple(members),
        own,
        tuple([core[m] for m in members]),
        _outlets(surely),
        _first(surely),
        len({articles[m].outlet.key for m in originals}),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )


def _originals(members: list[int], kept_of: dict[int, int]) -> list[int]:
    """Fold copies: one article for each text, the kept one or else the first in the story."""
    here = set(members)
    seen: set[int] = set()
    originals = []
    for member in members:
        kept = kept_of.get(member, member)
        if kept in here:
            if member == kept:
                originals.append(member)
        elif kept not in seen:
            seen.add(kept)
            originals.append(member)
    return originals


def _first(articles: list[Article]) -> First:
    """Tell who was first; ``articles`` are sorted by time, undated last.

    A day without an hour is before all hours of later days, and may be before or after any hour
    of its own; two times in one minute are a tie.
    """
    start = articles[0].published
    if start is None:
        return First((), None, False)
    day: list[tuple[datetime, Outlet]] = []
    for article in articles:
        if article.published is None or article.published.date() != start.date():
            break
        day.append((article.published, article.outlet))
    soonest = next((when for when, _ in day if not is_day(when)), None)
    outlets: dict[str, StoryOutlet] = {}
    for when, outlet in day:
        if is_day(when) or (soonest and when - soonest < timedelta(minutes=1)):
            outlets.setdefault(outlet.key, StoryOutlet(*outlet, 1, when))
    return First(tuple(outlets.values()), start, is_day(start))


def _outlets(articles: list[Article]) -> tuple[StoryOutlet, ...]:
    """Outlets in order of first publication; ``articles`` are sorted already."""
    by_outlet: dict[str, list[Article]] = {}
    for article in articles:
        by_outlet.setdefault(article.outlet.key, []).append(article)
    with_hours: dict[date, set[str]] = {}
    if any(is_day(own[0].published) for own in by_outlet.values()):
        for article in articles:
            if (when := article.published) and not is_day(when):
                with_hours.setdefault(when.date(), set()).add(article.outlet.key)
    outlets = []
    for key, own in by_outlet.items():
        when = own[0].published
        if when and is_day(when) and with_hours.get(when.date(), set()) - {key}:
            when = None
        outlets.append(StoryOutlet(*own[0].outlet, len(own), when))
    return tuple(sorted(outlets, key=lambda o: (o.first_published or SORTS_LAST, o.domain, o.name)))


def _sums(
    vectors: Vectors, group_of: IntArray, counted: BoolArray | None = None
) -> sparse.csr_array:
    """Sum of the unit vectors of each group, or those that count; ``(groups, features)``."""
    ones = np.ones(len(group_of)) if counted is None else counted.astype(np.float64)
    indicator = sparse.csr_array((ones, (group_of, np.arange(len(group_of)))))
    sums = sparse.csr_array(indicator @ vectors.exact)
    sums.sort_indices()
    return sums


def _dots_with_own_sum(vectors: Vectors, sums: sparse.csr_array, group_of: IntArray) -> FloatArray:
    """Dot product of each article with its own group's sum; shape ``(articles,)``."""
    everything = np.arange(len(group_of), dtype=np.int64)
    stacked = sparse.vstack([vectors.exact, sums], format="csr")
    return row_dots(sparse.csr_array(stacked), everything, group_of + len(group_of))


def _cohesion(sums: sparse.csr_array, sizes: IntArray) -> FloatArray:
    """Average similarity over the pairs of each group; 1 for a lone article."""
    square = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    pairs = sizes * (sizes - 1)
    average = np.divide(square - sizes, pairs, out=np.ones(len(sizes)), where=pairs > 0)
    clipped: FloatArray = np.clip(average, 0.0, 1.0)
    return clipped


def _keywords(sums: sparse.csr_array, words: list[str]) -> list[tuple[str, ...]]:
    """Words with the most weight in a group that other groups do not share.

    Scored by ``s * s / t``: the word's weight in the group times the group's part of the
    word's weight in the corpus.
    """
    total = np.asarray(sums.sum(axis=0)).ravel()
    score = np.round(sums.data * sums.data / total[sums.indices], 9)
    counts = np.diff(sums.indptr)
    row = np.repeat(np.arange(len(counts)), counts)
    # By falling score, then row by row, as a matrix keeps the order of what it is made from.
    order = np.argsort(
        -score, kind="stable"
    )  # columns are sorted within a row, and stay so in ties
    places = row[order], np.arange(len(order))
    order = sparse.csr_array((order, places), shape=(len(counts), len(order))).data
    best = order[np.arange(len(order)) - sums.indptr[row] < KEYWORDS]
    names = [words[column] for column in sums.indices[best].tolist()]
    ends = np.cumsum(np.minimum(counts, KEYWORDS)).tolist()
    return [tuple(names[start:end]) for start, end in pairwise([0, *ends])]
