"""Carries the ids of stories from run to run: a story keeps its id while most of it lives on."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

import numpy as np
from scipy import sparse

from clustering.arrays.components import connected_components
from clustering.arrays.types import FloatArray, IntArray
from clustering.stories.story import Story

# What a greater share of the old story adds to a match, and what an older story does: less than
# one article, and less than any share.
_SHARE, _AGE = 1e-3, 1e-9


def carry(before: IntArray, group_of: IntArray) -> IntArray:
    """Match the stories of the run before with those of this one.

    A story can go on only where the largest part of its articles is; where several could go on
    in one group, the matching with the most shared articles is taken (Kuhn 1955, in each
    component of overlapping stories). Ties go to the larger share of the old story, then to the
    older story. Return the story that goes on in each group, -1 for a new one; shape ``(groups,)``.

    Parameters
    ----------
    before
        Story of each article in the run before, the older the lower its number; -1 for a new
        article; shape ``(articles,)``.
    group_of
        Group of each article now, ``0 … groups - 1``; shape ``(articles,)``.
    """
    groups = int(group_of.max(initial=-1)) + 1
    found = np.full(groups, -1, dtype=np.int64)
    old = np.flatnonzero(before >= 0)
    if not len(old):
        return found
    pairs, shared = np.unique(
        np.stack([before[old], group_of[old]], axis=1), axis=0, return_counts=True
    )
    story, group = pairs.T
    most = np.zeros(int(story.max()) + 1, dtype=np.int64)
    np.maximum.at(most, story, shared)
    allowed = shared == most[story]
    share = shared / np.bincount(before[old])[story]
    weight = shared + _SHARE * share - _AGE * story
    story, group, weight = story[allowed], group[allowed], weight[allowed]
    component = connected_components(story, len(most) + group, len(most) + groups)[story]
    is_alone = np.bincount(component)[component] == 1
    found[group[is_alone]] = story[is_alone]
    order = np.argsort(component, kind="stable")
    order = order[~is_alone[order]]
    if not len(order):
        return found
    for part in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
        stories, goes_on = _best_matching(story[part], group[part], weight[part])
        found[goes_on] = stories
    return found


def _best_matching(
    story: IntArray, group: IntArray, weight: FloatArray
) -> tuple[IntArray, IntArray]:
    """Return the stories and groups of the matching with the greatest weight."""
    from scipy.optimize import linear_sum_assignment  # late: it takes 0.1 s to import

    stories, row = np.unique(story, return_inverse=True)
    groups, column = np.unique(group, return_inverse=True)
    table = sparse.coo_array((weight, (row, column)), (len(stories), len(groups))).toarray()
    row, column = linear_sum_assignment(table, maximize=True)
    is_match = table[row, column] > 0
    return stories[row[is_match]], groups[column[is_match]]


def keep_ids(
    stories: Sequence[Story], ids: Sequence[str], carried: IntArray, taken: Set[str]
) -> list[Story]:
    """Give stories that go on their ids; a new one gets an id that none of before has.

    ``ids`` are those of the stories of the run before, ``carried`` says which of these goes on in
    each story (-1 for none; shape ``(stories,)``), and ``taken`` are more ids that are not to be
    had.
    """
    used = {*ids, *taken}
    kept: list[Story] = []
    for story, old in zip(stories, carried.tolist(), strict=True):
        name = ids[old] if old >= 0 else unused_id(story.id, used)
        used.add(name)
        kept.append(story if name == story.id else replace(story, id=name))
    return kept


def unused_id(name: str, used: Set[str]) -> str:
    """Return the name, with a number behind it where it is used."""
    attempt, number = name, 1
    while attempt in used:
        number += 1
        attempt = f"{name}-{number}"
    return attempt
