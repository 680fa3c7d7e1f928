"""From groups of articles to stories: headline, outlets, dates and cohesion."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from clustering.answers.constraints import Constraints
from clustering.arrays.columns import Columnar, column_of, few_as_objects
from clustering.arrays.compact import OnDemand, Tuples
from clustering.arrays.compact_values import Scalars, moments_at
from clustering.arrays.keys import span_positions
from clustering.arrays.rows import row_squares
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.duplicates import DuplicateGroup
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.model import Article, Corpus
from clustering.stories.answered import core_with_answers
from clustering.stories.core import in_core
from clustering.stories.cores import Cores
from clustering.stories.keywords import find_keywords, group_sums
from clustering.stories.lead import Leads
from clustering.stories.marks import ONE_EVENT, mark_for
from clustering.stories.story import Story
from clustering.stories.surroundings import Surroundings
from clustering.vectors.base import Vectors, row_dots

# How much more central another article must be before it takes the headline over.
_HELD_HEADLINE = 1.1


def describe_stories(
    corpus: Corpus,
    vectors: Vectors,
    own: Vectors,
    group_of: IntArray,
    measure: Callable[[BoolArray], Surroundings],
    groups: Iterable[DuplicateGroup],
    led: BoolArray | None = None,
    languages: Sequence[str] | None = None,
    constraints: Constraints | None = None,
    engine: Engine = IN_MEMORY,
) -> tuple[Sequence[Story], IntArray]:
    """Describe each group of articles as a story.

    Parameters
    ----------
    vectors
        With the words of nearby articles, as stories are judged by.
    own
        With the words of each article alone.
    group_of
        Group of each article; shape ``(articles,)``.
    measure
        Tells, of which articles are in the core of their group, how strongly each group holds
        together, and to what is nearest outside.
    groups
        Duplicate groups, whose copies do not count as independent outlets.
    led
        Whether each article gave a story its headline in the run before; shape ``(articles,)``.
    languages
        The language of each article, where stories may hold several: then those of one language
        are compared with each other to tell the core.
    constraints
        What people said: an article that they put into a story is in its core.

    Returns
    -------
    stories
        Sorted by independent outlets, then articles, then first publication, then id.
    story_of
        Position in ``stories`` of each article's story; shape ``(articles,)``.
    """
    if not len(corpus):
        return [], np.zeros(0, dtype=np.int64)
    sums = group_sums(vectors.matrix, group_of, engine=engine)
    sizes = np.bincount(group_of)
    dots = engine.hold(np.round(_dots_with_own_sum(vectors, sums, group_of), 9))
    is_core = in_core(dots, group_of)
    if languages is not None:
        part_of = _by_language(group_of, languages)
        parts = group_sums(vectors.matrix, part_of, engine=engine)
        in_part = _dots_with_own_sum(vectors, parts, part_of)
        is_core = in_core(np.round(in_part, 9), part_of)
    if constraints:
        is_core = core_with_answers(is_core, constraints)
    around = measure(is_core)
    inside = np.nan_to_num(around.inside, nan=1.0)
    cohesion = _cohesion(sums, sizes)
    if not is_core.all():
        sums = group_sums(vectors.matrix, group_of, is_core, engine)
    keywords = find_keywords(sums, own, group_of, is_core, engine)
    # Members by group, time (undated last) and position, which is in the order of ids.
    ordered = np.lexsort((corpus.days, group_of))
    kept_of = {copy: kept for group in groups for copy, kept in group.original_of().items()}
    by_group = Cores.of(corpus, ordered, group_of, is_core)
    independent = by_group.independent_outlets(kept_of)
    dated = by_group.dated()
    starts = np.cumsum(sizes) - sizes
    del by_group, kept_of, sums
    order = _order(corpus, ordered[starts], independent, sizes, dated[0])
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    story_of = engine.hold(place[group_of])
    ordered = engine.hold(ordered[span_positions(starts[order], sizes[order])])
    lead_score = dots if led is None else dots * np.where(led, _HELD_HEADLINE, 1.0)
    columns = _told_of_cores(
        Cores.of(corpus, ordered, story_of, is_core),
        Leads(corpus, vectors, lead_score, languages),
        inside[order],
        around.outside[order],
        engine,
    )
    published = column_of(corpus.articles, "published")
    for name, found in zip(("first_published", "last_published"), dated, strict=True):
        columns[name] = moments_at(published, found[order])
    columns |= _told_of_members(corpus.articles, ordered, sizes[order], is_core, engine) | {
        "independent_outlets": Scalars(independent[order]),
        "cohesion": Scalars(cohesion[order]),
        "keywords": keywords.picked(order),
    }
    stories = Columnar(Story, len(order), columns)
    return stories if engine.is_sliced else few_as_objects(stories, weight=2), story_of


def _order(
    corpus: Corpus, first: IntArray, independent: IntArray, sizes: IntArray, dated: IntArray
) -> IntArray:
    """Return the groups in the order of the stories.

    ``first`` is the article of each that comes first, ``dated`` the first of its core that has a
    time.
    """
    times = np.append(corpus.published_seconds, np.nan)[dated]  # undated last
    return np.lexsort((first, times, -sizes, -independent))


def _told_of_cores(
    cores: Cores, leads: Leads, inside: FloatArray, outside: FloatArray, engine: Engine
) -> dict[str, Sequence[Any]]:
    """Make the fields of stories that are told from their cores."""
    outlets = cores.outlets()
    engine.hold_columns_of(outlets.flat)
    engine.hold_told_of(cores)
    figures = (Scalars[float](inside), Scalars[float](outside), Scalars[int](outlets.sizes))
    is_sure = np.fromiter(
        (
            count < 2 or mark_for(within, without, count) == ONE_EVENT
            for within, without, count in zip(*figures, strict=True)
        ),
        dtype=np.bool_,
        count=len(inside),
    )
    lead = cores.article[cores.starts]
    several = np.flatnonzero(np.diff(cores.starts, append=len(cores.article)) > 1)
    lead[several] = leads.of_all(cores.articles_of(several))
    articles, (titles, urls) = (
        cores.corpus.articles,
        (column_of(cores.corpus.articles, name) for name in ("title", "url")),
    )
    headlines = engine.texts()
    headlines.extend(titles[at] or urls[at] for at in Scalars[int](lead))
    return {
        "headline": headlines.finished(),
        "lead": OnDemand(Scalars[int](engine.hold(lead)), articles.__getitem__),
        "outlets": outlets,
        "first": cores.firsts(np.where(is_sure, -1, lead)),
        "inside": Scalars(inside),
        "outside": Scalars(outside),
    }


def _told_of_members(
    articles: Sequence[Article],
    ordered: IntArray,
    sizes: IntArray,
    is_core: BoolArray,
    engine: Engine,
) -> dict[str, Sequence[Any]]:
    """Make the fields of stories that are told from all their articles, when they are asked for."""
    ids, names = column_of(articles, "id"), engine.texts()
    ends = np.cumsum(sizes)
    names.extend("s" + ids[at][1:] for at in Scalars[int](ordered[ends - sizes]))
    bounds = array("q", np.append(0, ends).tobytes())
    members = Scalars[int](ordered)
    return {
        "id": names.finished(),
        "members": Tuples(members, bounds),
        "articles": Tuples(OnDemand(members, articles.__getitem__), bounds),
        "core": Tuples(Scalars(is_core[ordered]), bounds),
    }


def _by_language(group_of: IntArray, languages: Sequence[str]) -> IntArray:
    """Group the articles of each group by their language; shape ``(articles,)``."""
    codes = np.unique(np.array(languages), return_inverse=True)[1]
    parts: IntArray = np.unique(group_of * (codes.max() + 1) + codes, return_inverse=True)[1]
    return parts


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
