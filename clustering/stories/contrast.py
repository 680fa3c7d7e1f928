"""Cuts the merge tree into stories where the contrast of inside to outside is greatest.

One strength means different things in different corpora: two posts on one vendor's products reach
0.35 as strangers, two wire reports of one trial 0.20 as one story. So each story is judged by its
own surroundings: how strongly its halves hold together (``inside``), against how strongly it holds
to what is nearest outside (``outside``). A group of ``n`` articles is worth

    n * log((inside + d) / (outside + d)),

and an article alone is worth as much with ``inside`` = ``detail``. Of all ways to cut the tree, the
one with the greatest sum is taken, with a margin for large groups. This is the excess of mass of
HDBSCAN (Campello et al. 2013) on an average-linkage tree, in logarithms, with single articles as
candidates.

``detail`` is the one knob, from coarse to fine: the higher it is, the more an article alone is
worth. Every merge that a higher detail makes, a lower one makes too, so the partitions at all
details are nested, and a second tree (:func:`merge_details`) holds all of them.
"""

from __future__ import annotations

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.stories.linkage.tree import MergeTree, merge_rounds, parent_heights

DETAILS: FloatArray = np.arange(1, 101) / 100
"""All values that ``detail`` can have: hundredths."""

# Added to both heights, so that next to nothing outside is not infinitely less. F1 is flat to
# 0.004 from 0.015 to 0.025; 0.05 breaks up the widest stories of headlines.
_BASE_HEIGHT = 0.02
# The average of few pairs is uncertain: what is taken off it, divided by the root of the number of
# pairs. Of the stories of several outlets 0.76 instead of 0.71 are then one event; F1 is the same
# to 0.003.
_UNCERTAINTY = 0.04
# The best of many ways to cut is worth too much by chance, so a large group stays whole unless the
# parts are worth this share more; nothing more for two articles, half of it for four. Without it a
# story of seventy or of 280 falls into parts when a few articles come to it.
_PARTS_MARGIN = 0.15
# From this height on a merge is always made: such reports cannot be left alone (0.003 F1).
_CERTAIN = 0.45
# Two halves stay apart whose merge is lower than this share of the mean height within either of
# them: two events of one matter (0.01 F1 on sets read by event; flat from 0.55 to 0.65).
_HALVES_RATIO = 0.6
# The rule is for halves of four different texts each, and not for headlines: with fewer different
# words an article than this, few words are shared within an event as well.
_MIN_HALF = 4
_MIN_WORDS = 14
# Two halves stay apart, too, where this share of what joins them comes from pairs that name other
# things: twins, two events of one kind. F1 is the same to 0.0002 on each of eight sets; of sixteen
# invented pairs of twins among six other articles fourteen are told apart rather than seven.
_OTHER_NAMES = 0.8
# What is added to the margin of two halves that were one story before, and what is taken off where
# they were two. Less for these: articles that come give reasons to join rather than to part. With
# an equal margin fewer articles change their story on headlines, but stories join late, and others
# are further from a run over everything at once; see reports/stream.md. Halves that were one story
# part only where they are worth more, not because few words join them: whether that parts them
# hangs on where a single article joins, and so they parted and met again from run to run.
_HELD_TOGETHER = 0.25
_HELD_APART = 0.1
# Articles that merge from here on are copies, and count as one text.
_COPIES = 0.7
# Sums that differ by less are equal, whatever the processor's rounding; then the group stays whole.
_TOLERANCE = 1e-9
_NODES_AT_ONCE = 100_000  # bounds the memory
_DETAILS_AT_ONCE = 20  # bounds the memory: 3 MB for each at 200,000 articles


def cut_by_contrast(
    tree: MergeTree,
    words: IntArray,
    detail: float,
    yesterday: IntArray | None = None,
    engine: Engine = IN_MEMORY,
) -> IntArray:
    """Return the group of each article at one detail, numbered in order of first article.

    Parameters
    ----------
    words
        Number of different words of each article; shape ``(leaves,)``.
    detail
        From coarse to fine, 0.01 to 1.
    yesterday
        Group of each article in an earlier run, -1 for a new one; shape ``(leaves,)``. What was
        one group stays one, and what was apart stays apart, unless the other is clearly better.
    """
    held = None if yesterday is None else _held_over(tree, yesterday)
    kept = _kept(tree, words, np.array([detail]), held, engine)
    made = _with_ancestors(tree, kept)[:, 0]
    return tree.groups_of(made)


def merge_details(tree: MergeTree, words: IntArray) -> MergeTree:
    """Return the merges with, as height, the highest detail at which each is made.

    Cut at any of ``DETAILS`` this tree gives what :func:`cut_by_contrast` gives there. A merge
    that is made at no detail is not in it.
    """
    highest = np.zeros(len(tree.height))
    for start in range(0, len(DETAILS), _DETAILS_AT_ONCE):
        details = DETAILS[start : start + _DETAILS_AT_ONCE]
        made = _with_ancestors(tree, _kept(tree, words, details, None, IN_MEMORY))
        highest = np.maximum(highest, (made * details).max(axis=1, initial=0.0))
    is_made = highest > 0
    number = np.concatenate(
        [np.arange(tree.leaves), tree.leaves + np.cumsum(is_made) - 1]
    )  # of each node in the new tree; whatever a merge joins is made where the merge is
    left, right = number[tree.left[is_made]], number[tree.right[is_made]]
    return MergeTree(tree.leaves, left, right, highest[is_made])


def _kept(
    tree: MergeTree, words: IntArray, details: FloatArray, held: FloatArray | None, engine: Engine
) -> BoolArray:
    """Whether each merge's group is worth more whole than cut; shape ``(merges, details)``.

    ``held`` holds what :func:`_held_over` returns.
    """
    details = np.maximum(details, _UNCERTAINTY)  # under it the partitions would not be nested
    leaves = tree.leaves
    nodes = leaves + len(tree.height)
    outside, best = (
        engine.room(nodes * len(details), np.float64).reshape(nodes, len(details)) for _ in range(2)
    )
    above = parent_heights(tree, engine)[:, np.newaxis]
    for some in stretches(nodes, _NODES_AT_ONCE):
        outside[some] = np.log(np.minimum(above[some], details) + _BASE_HEIGHT)
    best[:leaves] = np.log(details + _BASE_HEIGHT) - outside[:leaves]
    kept = np.zeros((len(tree.height), len(details)), dtype=np.bool_)
    held = np.zeros(len(tree.height)) if held is None else held
    halves = _Halves(tree, words, held, engine)
    for start, stop in merge_rounds(tree):
        rows, made = slice(start, stop), slice(leaves + start, leaves + stop)
        left, right, height = tree.left[rows], tree.right[rows], tree.height[rows, np.newaxis]
        size, pairs, is_two = halves.join(rows)
        doubt = (_UNCERTAINTY / np.sqrt(pairs))[:, np.newaxis]
        inside = np.maximum(np.minimum(height, details) - doubt, 0.0)
        own = size[:, np.newaxis] * (np.log(inside + _BASE_HEIGHT) - outside[made])
        apart = best[left] + best[right]
        is_close = height >= details
        margin = _PARTS_MARGIN * (1 - 2 / size) + held[rows]
        least = apart - margin[:, np.newaxis] * np.maximum(apart, 0) - _TOLERANCE
        whole = (own >= least) | is_close
        kept[rows] = (whole & ~is_two[:, np.newaxis]) | (height >= _CERTAIN)
        as_one = np.where(is_close, own, np.maximum(own, apart))
        best[made] = np.where(kept[rows], as_one, apart)
    return kept


def joins(height: float, size: int, inside: float, outside: float, detail: float) -> bool:
    """Whether one more article would belong to a group, by the rule that cuts the tree.

    ``height`` is the average strength, above the link floor, of the article to the ``size``
    articles of the group; ``inside`` and ``outside`` are the heights at which its halves are joined
    (``nan`` for a lone article), and at which it joins what is nearest outside.
    """
    if height >= min(_CERTAIN, detail) or height >= inside:
        return True

    def worth(at: float) -> float:
        return float(np.log(min(at, detail) + _BASE_HEIGHT))

    alone = detail if size == 1 else max(inside - _UNCERTAINTY / np.sqrt(size - 1), 0.0)
    whole = (size + 1) * (worth(max(height - _UNCERTAINTY / np.sqrt(size), 0.0)) - worth(outside))
    apart = size * (worth(alone) - worth(max(outside, height))) + worth(detail) - worth(height)
    margin = _PARTS_MARGIN * (1 - 2 / (size + 1))
    return whole >= apart - margin * max(apart, 0.0) - _TOLERANCE


class _Halves:
    """What is known of the groups that merge, one round after the other."""

    def __init__(self, tree: MergeTree, words: IntArray, held: FloatArray, engine: Engine) -> None:
        nodes = tree.leaves + len(tree.height)
        self._tree = tree
        # Of each node its articles, its different texts, and the heights of all pairs of texts.
        self._size, self._texts, self._sum, self._words = (
            engine.room(nodes, np.float64) for _ in range(4)
        )
        self._size[:] = self._texts[:] = 1.0
        self._words[: tree.leaves] = words
        self._was_one = held > 0
        self._least_ratio = _HALVES_RATIO * (1 - held)

    def join(self, rows: slice) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Join the halves of some merges.

        Return the articles of each new group, the pairs of texts between its halves, and whether
        these are two events rather than one.
        """
        tree = self._tree
        left, right, height = tree.left[rows], tree.right[rows], tree.height[rows]
        made = slice(tree.leaves + rows.start, tree.leaves + rows.stop)
        pairs = self._texts[left] * self._texts[right]
        is_two = np.minimum(self._texts[left], self._texts[right]) >= _MIN_HALF
        is_two &= ~self._was_one[rows]
        for half in (left, right):
            texts = self._texts[half]
            mean = self._sum[half] / np.maximum(texts * (texts - 1) / 2, 1)
            is_two &= height < self._least_ratio[rows] * mean
            is_two &= self._words[half] >= _MIN_WORDS * self._size[half]
        if tree.other_names is not None:
            is_two |= tree.other_names[rows] >= _OTHER_NAMES
        self._size[made] = self._size[left] + self._size[right]
        self._words[made] = self._words[left] + self._words[right]
        is_copy = height >= _COPIES
        texts = self._texts[left] + self._texts[right]
        total = self._sum[left] + self._sum[right] + height * pairs
        self._texts[made] = np.where(is_copy, 1.0, texts)
        self._sum[made] = np.where(is_copy, 0.0, total)
        return self._size[made], pairs, is_two


def _held_over(tree: MergeTree, yesterday: IntArray) -> FloatArray:
    """Return what is added to the margin of each merge: less than nothing where it was two groups.

    A half is what most of its articles were; where it has only new ones nothing is known of it.
    """
    nodes = tree.leaves + len(tree.height)
    # The largest group of before below each node, and how many of its articles are there. Counts
    # of two halves that agree add up; where they do not, the greater one goes on.
    group = np.concatenate([yesterday, np.full(len(tree.height), -1)])
    count = np.concatenate([(yesterday >= 0).astype(np.int64), np.zeros(nodes - tree.leaves, int)])
    held = np.zeros(len(tree.height))
    for start, stop in merge_rounds(tree):
        left, right = tree.left[start:stop], tree.right[start:stop]
        one, other = group[left], group[right]
        agree = one == other
        margin = np.where(agree, _HELD_TOGETHER, -_HELD_APART)
        held[start:stop] = np.where((one < 0) | (other < 0), 0.0, margin)
        made = slice(tree.leaves + start, tree.leaves + stop)
        is_left = count[left] >= count[right]
        group[made] = np.where(is_left, one, other)
        count[made] = np.where(
            agree, count[left] + count[right], np.maximum(count[left], count[right])
        )
    return held


def _with_ancestors(tree: MergeTree, kept: BoolArray) -> BoolArray:
    """Whether each merge is within a group that is kept whole; shape ``(merges, details)``."""
    made = np.concatenate([np.zeros((tree.leaves, kept.shape[1]), dtype=np.bool_), kept])
    for start, stop in reversed(merge_rounds(tree)):
        for half in (tree.left[start:stop], tree.right[start:stop]):
            made[half] |= made[tree.leaves + start : tree.leaves + stop]
    return made[tree.leaves :]
