"""Surroundings: how a group of a cut holds together, and what it would join next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.contrast import DETAILS, cut_by_contrast
from clustering.stories.linkage.tree import MergeTree
from clustering.stories.surroundings import Surroundings, surroundings
from tests.stories.trees import Group, average_linkage, crowded_tree, groups_of, parts_of

seeds = st.integers(0, 2**32 - 1)


def around(strengths: dict[tuple[int, int], float], group_of: list[int]) -> Surroundings:
    left, right = np.array(list(strengths), dtype=np.int64).reshape(-1, 2).T
    tree = average_linkage(left, right, np.array(list(strengths.values())), len(group_of))
    return surroundings(tree, np.array(group_of, dtype=np.int64))


# Of each group: inside, outside and the nearest group, where there is one.
Told = dict[frozenset[int], tuple[float | None, float, frozenset[int] | None]]


def slow_surroundings(
    root: Group,
    parts: set[frozenset[int]],
    core: set[int],
    outside: float = 0.0,
    beside: Group | None = None,
) -> Told:
    """Walk down from a root until a group of the cut is met."""
    if root.members in parts:
        inside = slow_inside(root, core)
        near = [part for part in parts if beside and part <= beside.members]
        nearest = min(near, key=lambda part: (-len(part), min(part)), default=None)
        return {root.members: (inside, outside, nearest)}
    left, right = root.halves
    return slow_surroundings(left, parts, core, root.height, right) | slow_surroundings(
        right, parts, core, root.height, left
    )


def slow_inside(group: Group, core: set[int]) -> float | None:
    """Walk down to the merge that joins two parts of the core; none for a lone article."""
    if not group.halves:
        return None
    left, right = group.halves
    if core.isdisjoint(left.members):
        return slow_inside(right, core)
    if core.isdisjoint(right.members):
        return slow_inside(left, core)
    return group.height


@given(
    seed=seeds,
    size=st.integers(1, 40),
    detail=st.sampled_from(DETAILS.tolist()),
    share=st.sampled_from([1.0, 0.7]),
)
def test_every_group_is_told_as_by_walking_down_the_tree(
    seed: int, size: int, detail: float, share: float
) -> None:
    tree, words = crowded_tree(seed, size)
    group_of = cut_by_contrast(tree, words, detail)
    is_core = np.random.default_rng(seed).random(size) < share
    parts = set(parts_of(group_of))
    expected: Told = {}
    for root in groups_of(tree):
        expected |= slow_surroundings(root, parts, set(np.flatnonzero(is_core).tolist()))
    found = surroundings(tree, group_of, is_core)
    if is_core.all():
        assert np.array_equal(found.inside, surroundings(tree, group_of).inside, equal_nan=True)
    assert len(expected) == len(found.inside)
    for part, (inside, outside, nearest) in expected.items():
        group = group_of[min(part)]
        assert found.outside[group] == outside
        assert np.isnan(found.inside[group]) if inside is None else found.inside[group] == inside
        assert found.nearest[group] == (-1 if nearest is None else group_of[min(nearest)])


def test_a_story_and_a_lone_article_are_each_others_nearest() -> None:
    found = around({(0, 1): 0.6, (0, 2): 0.1, (1, 2): 0.3}, [0, 0, 1, 2])
    assert found.inside[0] == pytest.approx(0.6)
    assert np.isnan(found.inside[1:]).all()
    assert found.outside == pytest.approx([0.2, 0.2, 0.0])
    assert found.nearest.tolist() == [1, 0, -1]


def test_the_largest_of_what_is_nearest_is_named_and_of_equals_the_first() -> None:
    joined = {(0, 1): 0.6, (2, 3): 0.4, (4, 5): 0.6}
    joined |= {(a, b): 0.2 for a in (0, 1) for b in (2, 3)}
    joined |= {(a, b): 0.1 for a in (0, 1, 2, 3) for b in (4, 5)}
    assert around(joined, [0, 0, 1, 2, 3, 3]).nearest.tolist() == [1, 2, 1, 0]
    assert around(joined, [0, 0, 1, 1, 2, 2]).nearest.tolist() == [1, 0, 0]


def test_no_articles_have_no_surroundings() -> None:
    empty = np.zeros(0, dtype=np.int64)
    found = surroundings(MergeTree(0, empty, empty, np.zeros(0)), empty)
    assert len(found.inside) == len(found.outside) == len(found.nearest) == 0
