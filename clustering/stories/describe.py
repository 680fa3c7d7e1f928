"""From groups of articles to stories: headline, outlets, dates and cohesion."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import accumulate, chain
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from clustering.arrays.columns import Columnar, column_of, few_as_objects
from clustering.arrays.compact import OnDemand, Tuples
from clustering.arrays.rows import row_squares
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.articles.dates import SORTS_LAST
from clustering.duplicates import DuplicateGroup
from clustering.model import Article, Corpus
from clustering.stories.core import in_core
from clustering.stories.firsts import outlets_of, who_was_first
from clustering.stories.keywords import find_keywords, group_sums
from clustering.stories.lead import Leads
from clustering.stories.marks import ONE_EVENT, mark_for
from clustering.stories.story import First, Story, StoryOutlet
from clustering.stories.surroundings import Surroundings
from clustering.system.progress import Tell
from clustering.vectors.base import Vectors, row_dots

# How much more central another article must be before it takes the headline over.
_HELD_HEADLINE = 1.1
_PROGRESS_INTERVAL = 1_000  # stories between two reports of progress


class _Several(NamedTuple):
    """What is told of the articles of a story of several."""

    lead: int
    members: list[int]
    core: tuple[bool, ...]
    outlets: tuple[StoryOutlet, ...]
    first: First
    independent_outlets: int
    first_published: datetime | None
    last_published: datetime | None


def describe_stories(
    corpus: Corpus,
    vectors: Vectors,
    own: Vectors,
    group_of: IntArray,
    measure: Callable[[BoolArray], Surroundings],
    groups: Iterable[DuplicateGroup],
    tell: Tell | None = None,
    led: BoolArray | None = None,
    languages: Sequence[str] | None = None,
) -> tuple[Sequence[Story], IntArray]:
    """Describe each group of articles as a story.

    Parameters
    ----------
    vectors
        With the words of nearby articles, as stories are judged by.
    own
        With the words of each article alone.
    group_of
        Group of each article, ``0 … groups - 1``; shape ``(articles,)``.
    measure
        Tells, of which articles are in the core of their group, how strongly each group holds
        together, and to what is nearest outside.
    groups
        Duplicate groups, whose copies do not count as independent outlets.
    tell
        Called now and then with how many stories of several articles are described, of how many.
    led
        Whether each article gave a story its headline in the run before; shape ``(articles,)``.
    languages
        The language of each article, where stories may hold several: then those of one language
        are compared with each other to tell the core.

    Returns
    -------
    stories
        Sorted by independent outlets, then articles, then first publication, then id.
    story_of
        Position in ``stories`` of each article's story; shape ``(articles,)``.
    """
    if not len(corpus):
        return [], np.zeros(0, dtype=np.int64)
    sums = group_sums(vectors.matrix, group_of)
    sizes = np.bincount(group_of)
    dots = np.round(_dots_with_own_sum(vectors, sums, group_of), 9)
    is_core = in_core(dots, group_of)
    if languages is not None:
        part_of = _by_language(group_of, languages)
        in_part = _dots_with_own_sum(vectors, group_sums(vectors.matrix, part_of), part_of)
        is_core = in_core(np.round(in_part, 9), part_of)
    around = measure(is_core)
    inside = np.nan_to_num(around.inside, nan=1.0)
    cohesion = _cohesion(sums, sizes)
    if not is_core.all():
        sums = group_sums(vectors.matrix, group_of, is_core)
    keywords = find_keywords(sums, own, group_of, is_core)
    lead_score = dots if led is None else dots * np.where(led, _HELD_HEADLINE, 1.0)
    # Members by group, time (undated last) and position, which is in the order of ids.
    ordered = np.lexsort((corpus.days, group_of))
    leads = Leads(corpus.articles, vectors, lead_score, languages)
    told = _tell_several(
        corpus, ordered, sizes, leads, is_core, inside, around.outside, groups, tell
    )
    order, members = _in_order(corpus, ordered, sizes, told)
    place = np.zeros(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    columns = _columns(corpus.articles, [told.get(group) for group in order.tolist()], members) | {
        "cohesion": cohesion[order].tolist(),
        "inside": inside[order].tolist(),
        "outside": around.outside[order].tolist(),
        "keywords": keywords.picked(order),
    }
    return few_as_objects(Columnar(Story, len(order), columns)), place[group_of]


def _by_language(group_of: IntArray, languages: Sequence[str]) -> IntArray:
    """Group the articles of each group by their language; shape ``(articles,)``."""
    codes = np.unique(np.array(languages), return_inverse=True)[1]
    parts: IntArray = np.unique(group_of * (codes.max() + 1) + codes, return_inverse=True)[1]
    return parts


def _tell_several(
    corpus: Corpus,
    ordered: IntArray,
    sizes: IntArray,
    leads: Leads,
    is_core: BoolArray,
    inside: FloatArray,
    outside: FloatArray,
    groups: Iterable[DuplicateGroup],
    tell: Tell | None,
) -> dict[int, _Several]:
    """Describe the groups of several articles."""
    outlets, published = (column_of(corpus.articles, name) for name in ("outlet", "published"))
    core = is_core.tolist()
    kept_of = {copy: kept for group in groups for copy, kept in group.original_of().items()}
    ends = np.cumsum(sizes)
    told: dict[int, _Several] = {}
    several = np.flatnonzero(sizes > 1).tolist()
    members_of = [ordered[ends[group] - sizes[group] : ends[group]].tolist() for group in several]
    cores = [[m for m in members if core[m]] for members in members_of]
    for group, members, sure, lead in zip(
        several, members_of, cores, leads.of_all(cores), strict=True
    ):
        originals = _originals(sure, kept_of) if kept_of else sure
        surely = [(outlets[m], published[m]) for m in sure]
        dates = [moment for _, moment in surely if moment]
        of_story = outlets_of(surely)
        mark = mark_for(inside[group], outside[group], len(of_story))
        is_sure = len(of_story) < 2 or mark == ONE_EVENT
        told[group] = _Several(
            lead,
            members,
            tuple([core[m] for m in members]),
            of_story,
            who_was_first(surely, None if is_sure else published[lead]),
            len({outlets[m].key for m in originals}),
            dates[0] if dates else None,
            dates[-1] if dates else None,
        )
        if tell and not len(told) % _PROGRESS_INTERVAL:
            tell(len(told), len(several))
    return told


def _in_order(
    corpus: Corpus, ordered: IntArray, sizes: IntArray, told: Mapping[int, _Several]
) -> tuple[IntArray, Tuples[int]]:
    """Return the groups in the order of the stories, and their members in this order.

    Stories of one article are last: by publication, then by id, in whose order articles are.
    """
    ids, published = column_of(corpus.articles, "id"), column_of(corpus.articles, "published")

    def rank(group: int) -> tuple[int, int, datetime, str]:
        one = told[group]
        first = one.first_published or SORTS_LAST
        return -one.independent_outlets, -len(one.members), first, ids[one.members[0]]

    alone = np.flatnonzero(sizes[group_at := np.repeat(np.arange(len(sizes)), sizes)] == 1)
    single = np.sort(ordered[alone])
    by_time = sorted(single.tolist(), key=lambda member: published[member] or SORTS_LAST)
    group_of = np.empty(len(ordered), dtype=np.int64)
    group_of[ordered] = group_at
    several = sorted(told, key=rank)
    order = np.concatenate([np.array(several, dtype=np.int64), group_of[by_time]])
    flat = array("q", chain.from_iterable(told[group].members for group in several))
    flat.extend(by_time)
    bounds = accumulate(sizes[order].tolist(), initial=0)
    return order, Tuples(flat, array("q", bounds))


def _columns(
    articles: Sequence[Article], told: Sequence[_Several | None], members: Tuples[int]
) -> dict[str, Sequence[Any]]:
    """Make the fields of stories, but for their figures; articles are made when asked for."""
    ids, outlets, published, titles, urls = (
        column_of(articles, name) for name in ("id", "outlet", "published", "title", "url")
    )
    firsts = [members.flat[start] for start in members.bounds[:-1]]
    leads = array("q", [one.lead if one else own for one, own in zip(told, firsts, strict=True)])
    alone = (True,)

    def outlets_at(at: int) -> tuple[StoryOutlet, ...]:
        one, own = told[at], firsts[at]
        return one.outlets if one else outlets_of([(outlets[own], published[own])])

    def first_at(at: int) -> First:
        one, own = told[at], firsts[at]
        return one.first if one else who_was_first([(outlets[own], published[own])])

    size = len(told)
    return {
        "id": ["s" + ids[own][1:] for own in firsts],
        "headline": [titles[lead] or urls[lead] for lead in leads],
        "lead": OnDemand(size, lambda at: articles[leads[at]]),
        "members": members,
        "articles": OnDemand(size, lambda at: tuple([articles[one] for one in members[at]])),
        "core": [one.core if one else alone for one in told],
        "outlets": OnDemand(size, outlets_at),
        "first": OnDemand(size, first_at),
        "independent_outlets": [one.independent_outlets if one else 1 for one in told],
        "first_published": [
            one.first_published if one else published[own]
            for one, own in zip(told, firsts, strict=True)
        ],
        "last_published": [
            one.last_published if one else published[own]
            for one, own in zip(told, firsts, strict=True)
        ],
    }


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


def _dots_with_own_sum(vectors: Vectors, sums: sparse.csr_array, group_of: IntArray) -> FloatArray:
    """Dot product of each article with its own group's sum; shape ``(articles,)``."""
    everything = np.arange(len(group_of), dtype=np.int64)
    return row_dots(vectors.matrix, everything, group_of, other=sums)


def _cohesion(sums: sparse.csr_array, sizes: IntArray) -> FloatArray:
    """Average similarity over the pairs of each group; 1 for a lone article."""
    square = row_squares(sums)
    pairs = sizes * (sizes - 1)
    average = np.divide(square - sizes, pairs, out=np.ones(len(sizes)), where=pairs > 0)
    clipped: FloatArray = np.clip(average, 0.0, 1.0)
    return clipped
