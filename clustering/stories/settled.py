"""Keeps settled stories as they were: a new article may join one, none of its own leaves."""

from __future__ import annotations

import numpy as np

from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, IntArray
from clustering.stories.linkage.tree import renumber


def stays_at_rest(
    group_of: IntArray, before: IntArray, is_resting: BoolArray, is_settled: BoolArray
) -> BoolArray:
    """Tell which stories at rest stay: those that are grouped with none that is decided again.

    A story that does not stay is decided again, and so are those that are grouped with it. The
    first two arrays are as :func:`keep_settled` takes them, the others of shape ``(stories,)``.
    """
    stories = len(is_resting)
    if not is_resting.any():
        return is_resting
    # What is new is a story that is decided; settled ones pass nothing on.
    decided = stories
    story = np.where(before >= 0, before, decided)
    counts = ~np.append(is_settled, False)[story]
    nodes = stories + 1 + int(group_of.max()) + 1
    left, right = story[counts], stories + 1 + group_of[counts]
    every = np.flatnonzero(~is_resting & ~is_settled)
    left, right = np.append(left, every), np.append(right, np.full(len(every), decided))
    component = connected_components(left, right, nodes)
    stays: BoolArray = is_resting & (component[:stories] != component[decided])
    return stays


def keep_settled(group_of: IntArray, before: IntArray, is_settled: BoolArray) -> IntArray:
    """Put the articles of settled stories back into them; number groups in order of first article.

    A group of new articles around articles of settled stories joins the one that has most of
    these. A group with articles of a story that is not settled stays a story of its own.

    Parameters
    ----------
    group_of
        Group of each article in this run, ``0 … groups - 1``; shape ``(articles,)``.
    before
        Story of each article in the run before, -1 for a new article; shape ``(articles,)``.
    is_settled
        Whether each of those stories is settled; shape ``(stories,)``.
    """
    if not len(group_of) or not is_settled.any():
        return group_of
    groups = int(group_of.max()) + 1
    known = before >= 0
    settled = known & np.append(is_settled, False)[before]
    is_open = np.zeros(groups, dtype=np.bool_)
    is_open[group_of[known & ~settled]] = True
    # The settled story with most articles in each group, the lower number first among equals.
    pairs, counts = np.unique(
        np.stack([group_of[settled], before[settled]], axis=1), axis=0, return_counts=True
    )
    order = np.lexsort((-pairs[:, 1], counts))
    joins = np.full(groups, -1)
    joins[pairs[order, 0]] = pairs[order, 1]
    into = np.where(is_open, -1, joins)[group_of]
    into[settled] = before[settled]
    return renumber(np.where(into >= 0, groups + into, group_of))
