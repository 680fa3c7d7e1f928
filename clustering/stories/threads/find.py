"""Threads: stories of one running matter, such as a trial from charge to verdict; not a topic.

A thread grows from stories by average linkage, like a story from articles: the two groups that
are most alike merge, as long as they are alike enough. How much is enough differs from corpus to
corpus, so it is measured: two posts on one vendor's products are as alike as two reports of one
trial. What lies between is told by strangers (any two stories of one time) on one side and by the
articles inside stories on the other. Where that is not clear, a story stays a thread of its own.

BCubed F1 against the threads of two readers, on azure_2020 / allsides_2020: 0.868 / 0.769, with
precision 0.97 / 0.95. Stories taken as threads reach 0.849 / 0.638, the same stories cut by
contrast 0.861 / 0.730. Contrast misleads here: whether six stories or more are one matter is told
by how strongly they hold together (AUC 0.83 over both sets), not by how much more weakly they hold
to the rest (AUC 0.59).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.keys import sorted_unique
from clustering.arrays.rows import row_squares
from clustering.arrays.time_blocks import blocks_of_days
from clustering.arrays.types import FloatArray, IntArray, PairEnds
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.engines.sorted_pairs import sorted_pairs
from clustering.pairs.nearest import Pairs
from clustering.pairs.smoothing import smooth
from clustering.stories.linkage.tree import renumber
from clustering.stories.threads.groups import (
    ONE_TIME,
    StoryGroups,
    stories_as_groups,
)
from clustering.vectors.base import Vectors

# Stories of a thread are at least this many times as alike as the geometric mean of strangers
# and of articles in one story. Chosen on azure_2020 and allsides_2020: 1.9 gives 0.857 / 0.790,
# 2.1 gives 0.871 / 0.765. One likeness for both sets is too low for one or too high for the other.
_ABOVE_STRANGERS = 2.0
# And at least this share as alike as the articles of one story. Headlines without text share
# next to no words with strangers, and all of sport became one thread: chosen on rss_stream by
# eye. It binds on no readers' set; on ecbplus_odd it costs 0.014 F1.
_LIKE_A_STORY = 0.9

_PAIRS_AT_ONCE = 500_000  # bounds the memory


def find_threads(
    vectors: Vectors,
    days: FloatArray,
    story_of: IntArray,
    left: IntArray,
    right: IntArray,
    outlet_of: IntArray | None = None,
    smoothing: float = 0.15,
    jobs: int = 1,
    least: float | None = None,
    engine: Engine = IN_MEMORY,
) -> tuple[IntArray, float]:
    """Tell which stories belong to one running matter.

    Parameters
    ----------
    vectors
        Unit vectors of the articles, those by which stories were found.
    days
        Publication times in days, own or borrowed, ``nan`` where unknown; shape ``(articles,)``.
    story_of
        Number of each article's story, ``0 … stories - 1``; shape ``(articles,)``.
    left, right
        Pairs of articles that are near in words and time, such as the edges of the graph; shape
        ``(pairs,)``. Only stories that a pair joins are compared, so a thread may last longer
        than the window of the pairs but has no longer gaps.
    outlet_of
        Number of each article's outlet, -1 where it is unknown or tells nothing; shape
        ``(articles,)``. Between stories of one outlet half of the likeness counts.
    smoothing
        How much a neighbouring story of likeness 1 adds to a story's vector.
    least
        How alike groups of stories must be to be one thread; ``None`` to tell it from these.

    Returns
    -------
    thread_of
        Number of each story's thread, in order of their first article; shape ``(stories,)``.
    least
        How alike they had to be; infinite where nothing is said.

    Notes
    -----
    The likeness of two groups is the mean over all pairs of their stories, computed from sums of
    vectors; it fades with the days between them to a half. Groups that are each other's best
    merge in rounds, as in :mod:`clustering.stories.linkage.agglomerate`. Ties (to six decimals)
    go to the group with the lower first article.

    A story of one article cannot say how alike the articles of a story are: where there are no
    others, nothing is said and every story is a thread of its own.
    """
    if not len(story_of):
        return np.zeros(0, dtype=np.int64), np.inf if least is None else least
    story_at = renumber(story_of)  # numbered in order of first article
    stories = int(story_at.max()) + 1
    groups, own = stories_as_groups(vectors, days, story_at, outlet_of, engine)
    thread = np.arange(stories)
    if least is None and own <= 0:
        least = np.inf
    if least is None or np.isfinite(least):
        pairs = _pairs_of_stories(left, right, story_at, engine)
        groups = _smoothed(groups, *pairs, smoothing, jobs, engine)
        least = _least_likeness(groups, own) if least is None else least
        thread = _merge(groups, *pairs, least, jobs, engine)
    found = np.empty(stories, dtype=np.int64)
    found[story_of] = renumber(thread)[story_at]
    return found, least


def _pairs_of_stories(
    left: IntArray, right: IntArray, story_at: IntArray, engine: Engine
) -> tuple[PairEnds, PairEnds]:
    """Return the pairs of different stories that pairs of articles join, each once, sorted."""

    def pieces() -> Iterator[tuple[IntArray, IntArray]]:
        for some in stretches(len(left), _PAIRS_AT_ONCE):
            ends = np.sort([story_at[left[some]], story_at[right[some]]], axis=0)
            one, other = ends[:, ends[0] != ends[1]]
            yield one, other

    return sorted_pairs(pieces(), int(story_at.max()) + 1, engine)


def _smoothed(
    groups: StoryGroups,
    left: PairEnds,
    right: PairEnds,
    weight: float,
    jobs: int,
    engine: Engine,
) -> StoryGroups:
    """Let each story lean on those near it: two reports of a matter may share no word."""
    near = Pairs(left, right, groups.likeness(left, right, jobs, engine))
    single, decay = Vectors(groups.words, []), np.broadcast_to(np.float64(1.0), len(left))
    blocks = None
    if engine.is_sliced:
        days = np.where(groups.times[:, 0] > 0, groups.times[:, 1], np.nan)
        blocks = blocks_of_days(days, engine.block_rows)
    smoothed = smooth(single, near, decay, weight, jobs, engine, blocks)
    return StoryGroups(smoothed.matrix, groups.outlets, groups.size, groups.times)


def _least_likeness(groups: StoryGroups, own: float) -> float:
    """How alike groups of stories must be to be one thread."""
    between = float(np.sqrt(_likeness_of_strangers(groups) * own))
    return max(_ABOVE_STRANGERS * between, _LIKE_A_STORY * own)


def _likeness_of_strangers(groups: StoryGroups) -> float:
    """Mean likeness of two stories of one time; the undated are a time of their own."""
    dated = groups.times[:, 0] > 0
    time = np.where(dated, np.floor(groups.times[:, 1] / ONE_TIME), -1.0)
    _, time = np.unique(time, return_inverse=True)
    size = np.bincount(time).astype(np.float64)
    pairs = (size * (size - 1.0)).sum()
    total, alone = groups.squares_of_sums(time, len(size)), row_squares(groups.words, True)
    together = total.sum() - alone.sum()
    return float(max(together, 0.0) / max(pairs, 1.0))  # rounding may leave less than nothing


def _merge(
    groups: StoryGroups, left: PairEnds, right: PairEnds, least: float, jobs: int, engine: Engine
) -> IntArray:
    """Merge groups that are each other's best, in rounds, down to a likeness of ``least``.

    Return the lowest story of each story's thread; shape ``(stories,)``.
    """
    thread = np.arange(len(groups.size))
    lowest = thread  # lowest story of each group that may still merge
    likeness = groups.likeness(left, right, jobs, engine)
    while True:
        # The mean over two groups is never above both of theirs: a pair that is not alike enough
        # is out for good, and a group without pairs is done.
        enough = likeness >= least
        left, right, likeness = left[enough], right[enough], likeness[enough]
        if not len(left):
            return thread
        into = _merges(left, right, likeness, len(lowest))
        target = np.arange(len(thread))
        target[lowest] = lowest[into]
        thread = target[thread]
        is_live = np.zeros(len(into), dtype=np.bool_)
        is_live[into[left]] = is_live[into[right]] = True
        live = np.flatnonzero(is_live)
        number = np.full(len(into), -1, dtype=np.int32)
        number[live] = np.arange(len(live))
        grown = (np.bincount(into, minlength=len(into)) > 1)[live]
        groups, lowest = groups.merged(number[into], len(live), engine), lowest[live]
        left, right = number[into[left]], number[into[right]]
        is_new = grown[left] | grown[right]
        new = _unique_pairs(left[is_new], right[is_new], len(live))
        likeness = np.concatenate([likeness[~is_new], groups.likeness(*new, jobs)])
        left, right = (
            np.concatenate([side[~is_new], more])
            for side, more in zip((left, right), new, strict=True)
        )


def _merges(left: PairEnds, right: PairEnds, likeness: FloatArray, groups: int) -> IntArray:
    """Group that each group becomes part of: its partner or itself, whichever is lower."""
    best = np.zeros(groups)
    np.maximum.at(best, left, likeness)
    np.maximum.at(best, right, likeness)
    partner = np.full(groups, groups, dtype=left.dtype)
    for group, other in ((left, right), (right, left)):
        is_best = likeness == best[group]
        np.minimum.at(partner, group[is_best], other[is_best])
    itself = np.arange(groups)
    partner = np.where(partner < groups, partner, itself)
    return np.where(partner[partner] == itself, np.minimum(partner, itself), itself)


def _unique_pairs(left: PairEnds, right: PairEnds, count: int) -> tuple[PairEnds, PairEnds]:
    """Pairs of different groups, each once, ``left < right``, sorted."""
    keys = np.minimum(left, right).astype(np.int64) * count + np.maximum(left, right)
    keys = sorted_unique(keys[left != right])
    return (keys // count).astype(np.int32), (keys % count).astype(np.int32)
