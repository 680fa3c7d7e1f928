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

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray
from clustering.pairs.nearest import Pairs
from clustering.pairs.smoothing import smooth
from clustering.stories.linkage import renumber
from clustering.vectors.base import Vectors, row_dots, unit_rows

# Stories of a thread are at least this many times as alike as the geometric mean of strangers
# and of articles in one story. Chosen on azure_2020 and allsides_2020: 1.9 gives 0.857 / 0.790,
# 2.1 gives 0.871 / 0.765. One likeness for both sets is too low for one or too high for the other.
_ABOVE_STRANGERS = 2.0
# And at least this share as alike as the articles of one story. Headlines without text share
# next to no words with strangers, and all of sport became one thread: chosen on rss_stream by
# eye. It binds on no readers' set; on ecbplus_odd it costs 0.014 F1.
_LIKE_A_STORY = 0.9
# Days after which half of the likeness has faded; no more fades. Without it nine years of
# allsides run together into threads of eight years; with 56 or 90 the longest are 81 and 143 days.
_DAYS_TO_HALF = 56.0
# Share of the likeness that counts between stories of one outlet, as between its articles: 0.868 /
# 0.769 with it, 0.862 / 0.785 without, but a vendor's own posts (azure) make 72 threads, not 136.
_ONE_OUTLET = 0.5
# Calendar days whose stories are strangers of one time.
_ONE_TIME = 14.0
# Likeness is rounded to so many decimals before it is compared: single precision holds no more.
_DECIMALS = 6


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
        How much a neighbouring story of likeness 1 adds to a story's vector
        (:func:`clustering.pairs.smoothing.smooth`); the setting of that name.
    jobs
        Threads of the processor to use; 0 for one for each core.
    least
        How alike groups of stories must be to be one thread; ``None`` to tell it from these
        stories.

    Returns
    -------
    thread_of
        Number of each story's thread, shape ``(stories,)``. Threads are numbered from 0 in
        order of their first article (the lowest position).
    least
        How alike they had to be; infinite where nothing is said.

    Notes
    -----
    The likeness of two groups is the mean over all pairs of their stories, computed from sums of
    vectors; it fades with the days between them to a half. Groups that are each other's best
    merge in rounds, as in :func:`clustering.stories.linkage.average_linkage`. Ties (to six
    decimals) go to the group with the lower first article. The cost grows with the pairs: 100,000
    invented headlines (45,742 stories, 1.75 million edges) take 1.7 CPU s, 200,000 take 3.1.

    A story of one article cannot say how alike the articles of a story are: where there are no
    others, nothing is said and every story is a thread of its own.
    """
    if not len(story_of):
        return np.zeros(0, dtype=np.int64), np.inf if least is None else least
    story_at = renumber(story_of)  # numbered in order of first article
    stories = int(story_at.max()) + 1
    groups, own = _stories_as_groups(vectors, days, story_at, outlet_of)
    thread = np.arange(stories)
    if least is None and own <= 0:
        least = np.inf
    if least is None or np.isfinite(least):
        left, right, _ = _unique_pairs(story_at[left], story_at[right], stories)
        groups = _smoothed(groups, left, right, smoothing, jobs)
        least = _least_likeness(groups, own) if least is None else least
        thread = _merge(groups, left, right, least, jobs)
    found = np.empty(stories, dtype=np.int64)
    found[story_of] = renumber(thread)[story_at]
    return found, least


@dataclass(frozen=True)
class _Groups:
    """Groups of stories as sums over their stories; arrays of shape ``(groups,)``.

    Attributes
    ----------
    words
        Sum of the stories' unit vectors, float64; shape ``(groups, features)``.
    outlets
        Sum of the shares each outlet has in a story's articles; shape ``(groups, outlets)``.
    size
        Number of stories.
    times
        Number of dated stories, sum of their days, sum of the squares; shape ``(groups, 3)``.
    """

    words: sparse.csr_array
    outlets: sparse.csr_array | None
    size: FloatArray
    times: FloatArray

    def likeness(self, left: IntArray, right: IntArray, jobs: int = 1) -> FloatArray:
        """Mean likeness of the stories of each pair of groups; shape ``(pairs,)``."""
        count = self.size[left] * self.size[right]
        mean = row_dots(self.words, left, right, jobs) / count
        return np.round(mean * self._share_that_counts(left, right), _DECIMALS)

    def merged(self, target: IntArray, groups: int) -> _Groups:
        """Add up groups: ``target`` is each group's new number, -1 for those left out."""
        kept = np.flatnonzero(target >= 0)
        ends = (target[kept], kept)
        adding = sparse.csr_array((np.ones(len(kept)), ends), shape=(groups, len(target)))
        outlets = None if self.outlets is None else _sorted(adding @ self.outlets)
        size, times = np.asarray(adding @ self.size), np.asarray(adding @ self.times)
        return _Groups(_sorted(adding @ self.words), outlets, size, times)

    def _share_that_counts(self, left: IntArray, right: IntArray) -> FloatArray:
        """Share of the likeness that neither time nor a common outlet takes away."""
        apart = _days_apart(self.times[left], self.times[right])
        share: FloatArray = 1.0 - 0.5 * np.minimum(apart / _DAYS_TO_HALF, 1.0)
        if self.outlets is not None:
            one_outlet = row_dots(self.outlets, left, right) / (self.size[left] * self.size[right])
            share = share * (1.0 - (1.0 - _ONE_OUTLET) * one_outlet)
        return share


def _days_apart(left: FloatArray, right: FloatArray) -> FloatArray:
    """Root mean square of the days between the stories of two groups; 0 where one is undated."""
    known = (left[:, 0] > 0) & (right[:, 0] > 0)
    left, right = (np.where(known[:, None], side, [1.0, 0.0, 0.0]) for side in (left, right))
    left, right = left / left[:, :1], right / right[:, :1]
    square: FloatArray = left[:, 2] + right[:, 2] - 2.0 * left[:, 1] * right[:, 1]
    return np.sqrt(np.maximum(square, 0.0))


def _stories_as_groups(
    vectors: Vectors, days: FloatArray, story_of: IntArray, outlet_of: IntArray | None
) -> tuple[_Groups, float]:
    """Sum up each story, and tell how alike the articles of one story are.

    Returns
    -------
    groups
        A group of one story each: the mean vector of its articles, at length 1.
    own
        Median over stories of several articles of their mean likeness; 0 without any.
    """
    articles, stories = len(story_of), int(story_of.max()) + 1
    everything = np.arange(articles)
    adding = sparse.csr_array((np.ones(articles), (story_of, everything)), (stories, articles))
    sums = _sorted(adding @ vectors.exact)
    size = np.bincount(story_of).astype(np.float64)
    several = size > 1
    alone = np.bincount(story_of, weights=_squares(vectors.exact))
    inside = (_squares(sums) - alone)[several] / (size * (size - 1.0))[several]
    outlets = None
    if outlet_of is not None and (outlet_of >= 0).any():
        known = np.flatnonzero(outlet_of >= 0)
        share = 1.0 / size[story_of[known]]
        shape = (stories, int(outlet_of.max()) + 1)
        outlets = _sorted(sparse.csr_array((share, (story_of[known], outlet_of[known])), shape))
    groups = _Groups(_unit(sums), outlets, np.ones(stories), _times(days, story_of, stories))
    return groups, float(np.median(inside)) if several.any() else 0.0


def _times(days: FloatArray, story_of: IntArray, stories: int) -> FloatArray:
    """Whether each story is dated, its mean day, and the square; shape ``(stories, 3)``."""
    dated = ~np.isnan(days)
    count = np.bincount(story_of[dated], minlength=stories)
    # Days of small numbers keep squares exact; whole times keep strangers' times where they are.
    origin = np.floor(days[dated].min() / _ONE_TIME) * _ONE_TIME if dated.any() else 0.0
    total = np.bincount(story_of[dated], weights=days[dated] - origin, minlength=stories)
    mean = total / np.maximum(count, 1)
    return np.stack([(count > 0).astype(np.float64), mean, mean**2], axis=1)


def _smoothed(
    groups: _Groups, left: IntArray, right: IntArray, weight: float, jobs: int
) -> _Groups:
    """Let each story lean on those near it: two reports of a matter may share no word."""
    near = Pairs(left, right, groups.likeness(left, right, jobs))
    single = Vectors(sparse.csr_array(groups.words.astype(np.float32)), [])
    smoothed = smooth(single, near, np.ones(len(left)), weight, jobs)
    return _Groups(smoothed.exact, groups.outlets, groups.size, groups.times)


def _least_likeness(groups: _Groups, own: float) -> float:
    """How alike groups of stories must be to be one thread."""
    between = float(np.sqrt(_likeness_of_strangers(groups) * own))
    return max(_ABOVE_STRANGERS * between, _LIKE_A_STORY * own)


def _likeness_of_strangers(groups: _Groups) -> float:
    """Mean likeness of two stories of one time; the undated are a time of their own."""
    dated = groups.times[:, 0] > 0
    time = np.where(dated, np.floor(groups.times[:, 1] / _ONE_TIME), -1.0)
    _, time = np.unique(time, return_inverse=True)
    size = np.bincount(time).astype(np.float64)
    total = groups.merged(time, len(size))
    pairs = (size * (size - 1.0)).sum()
    together = _squares(total.words).sum() - _squares(groups.words).sum()
    return float(max(together, 0.0) / max(pairs, 1.0))  # rounding may leave less than nothing


def _merge(groups: _Groups, left: IntArray, right: IntArray, least: float, jobs: int) -> IntArray:
    """Merge groups that are each other's best, in rounds, down to a likeness of ``least``.

    Returns
    -------
    IntArray
        Lowest story of each story's thread; shape ``(stories,)``.
    """
    thread = np.arange(len(groups.size))
    lowest = thread  # lowest story of each group that may still merge
    likeness = groups.likeness(left, right, jobs)
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
        grown = np.bincount(into, minlength=len(into)) > 1
        live = np.unique(into[np.concatenate([left, right])])
        number = np.full(len(into), -1)
        number[live] = np.arange(len(live))
        groups, lowest = groups.merged(number[into], len(live)), lowest[live]
        left, right, kept = _unique_pairs(number[into[left]], number[into[right]], len(live))
        likeness, grown = likeness[kept], grown[live]
        again = grown[left] | grown[right]
        likeness[again] = groups.likeness(left[again], right[again], jobs)


def _merges(left: IntArray, right: IntArray, likeness: FloatArray, groups: int) -> IntArray:
    """Group that each group becomes part of: its partner or itself, whichever is lower."""
    best = np.zeros(groups)
    np.maximum.at(best, left, likeness)
    np.maximum.at(best, right, likeness)
    partner = np.full(groups, groups)
    for group, other in ((left, right), (right, left)):
        is_best = likeness == best[group]
        np.minimum.at(partner, group[is_best], other[is_best])
    itself = np.arange(groups)
    partner = np.where(partner < groups, partner, itself)
    return np.where(partner[partner] == itself, np.minimum(partner, itself), itself)


def _unique_pairs(
    left: IntArray, right: IntArray, count: int
) -> tuple[IntArray, IntArray, IntArray]:
    """Pairs of different groups, each once, ``left < right``, sorted, and where each came from."""
    different = np.flatnonzero(left != right)
    left, right = left[different], right[different]
    keys = np.minimum(left, right) * count + np.maximum(left, right)
    keys, first = np.unique(keys, return_index=True)
    return keys // count, keys % count, different[first]


def _unit(sums: sparse.csr_array) -> sparse.csr_array:
    """Scale rows to length 1 in single precision, as vectors are."""
    return unit_rows(sums.astype(np.float32)).astype(np.float64)


def _squares(matrix: sparse.csr_array) -> FloatArray:
    """Dot product of each row with itself."""
    return np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel()


def _sorted(matrix: sparse.csr_array) -> sparse.csr_array:
    """Put each row's columns in order, so that sums are the same on every run."""
    matrix = sparse.csr_array(matrix)
    matrix.sum_duplicates()
    return matrix
