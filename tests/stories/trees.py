"""Random merge trees for tests, and a slow, obvious cut by contrast to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import log, sqrt

import numpy as np

from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.stories import contrast
from clustering.stories.linkage.agglomerate import LinkConstraints, tree_of_pairs
from clustering.stories.linkage.slices import ArticlePairs, SliceNumbers
from clustering.stories.linkage.tree import MergeTree, whole_quanta
from clustering.system.progress import Tell

Parts = frozenset[frozenset[int]]


def average_linkage(
    left: PairEnds,
    right: PairEnds,
    strength: FloatArray,
    leaves: int,
    constraints: LinkConstraints | None = None,
    tell: Tell | None = None,
    names_differ: BoolArray | None = None,
    slices: Sequence[SliceNumbers] = (),
) -> MergeTree:
    """Return the tree of merges of some pairs, each once, ``left < right``."""
    differ = np.zeros(len(left), dtype=np.bool_) if names_differ is None else names_differ
    pairs = ArticlePairs(left, right, whole_quanta(strength), differ)
    return tree_of_pairs(pairs, leaves, constraints, tell, slices)


def assert_same(one: MergeTree, other: MergeTree) -> None:
    """Assert that two trees are the same, to the bit."""
    assert one.left.tolist() == other.left.tolist()
    assert one.right.tolist() == other.right.tolist()
    assert one.height.tobytes() == other.height.tobytes()
    assert one.other_names is not None
    assert other.other_names is not None
    assert one.other_names.tobytes() == other.other_names.tobytes()


def random_strengths(seed: int, size: int, density: float) -> tuple[IntArray, IntArray, FloatArray]:
    """Strengths of some pairs, spread over all of 0 to 1."""
    rng = np.random.default_rng(seed)
    left, right = np.triu_indices(size, 1)
    kept = rng.random(len(left)) < density
    return left[kept], right[kept], rng.uniform(0.01, 1.0, int(kept.sum()))


def crowded_strengths(seed: int, size: int) -> tuple[IntArray, IntArray, FloatArray]:
    """Strengths as between reports: a few events, alike within, less so between, some copies."""
    rng = np.random.default_rng(seed)
    event = rng.integers(0, rng.integers(1, 4), size)
    left, right = np.triu_indices(size, 1)
    within = rng.uniform(0.05, rng.uniform(0.1, 0.9), len(left))
    between = rng.uniform(0.001, rng.uniform(0.02, 0.3), len(left))
    strength = np.where(event[left] == event[right], within, between)
    copies = rng.random(len(left)) < 0.05
    strength[copies] = rng.uniform(0.7, 1.0, int(copies.sum()))
    kept = rng.random(len(left)) < rng.uniform(0.4, 1.0)
    return left[kept], right[kept], strength[kept]


def crowded_tree(seed: int, size: int) -> tuple[MergeTree, IntArray]:
    """Tree of such reports, with the number of words of each: headlines, excerpts, or both.

    Of every second one it is known which pairs name other things.
    """
    rng = np.random.default_rng(seed)
    words = rng.integers(*((4, 12), (16, 40), (4, 40))[seed % 3], size)
    strengths = crowded_strengths(seed, size)
    differ = rng.random(len(strengths[0])) < rng.random() if seed % 2 else None
    return average_linkage(*strengths, size, names_differ=differ), words


def parts_of(group_of: IntArray) -> Parts:
    """Return the groups as sets of articles."""
    return frozenset(
        frozenset(np.flatnonzero(group_of == group).tolist()) for group in np.unique(group_of)
    )


@dataclass(frozen=True)
class Group:
    """A node of a tree with all that is below it, in plain sight."""

    members: frozenset[int]
    height: float
    halves: tuple[Group, ...]
    other_names: float = 0.0

    @property
    def texts(self) -> int:
        """Texts that are no copies of each other."""
        if not self.halves or self.height >= contrast._COPIES:
            return 1
        return sum(half.texts for half in self.halves)

    @property
    def pair_heights(self) -> list[float]:
        """Height at which each two texts are joined."""
        if not self.halves or self.height >= contrast._COPIES:
            return []
        left, right = self.halves
        between = [self.height] * (left.texts * right.texts)
        return between + left.pair_heights + right.pair_heights


def groups_of(tree: MergeTree) -> list[Group]:
    """Return the groups at the roots of a tree."""
    nodes = [Group(frozenset([leaf]), 1.0, ()) for leaf in range(tree.leaves)]
    shares = np.zeros(len(tree.height)) if tree.other_names is None else tree.other_names
    for left, right, height, share in zip(tree.left, tree.right, tree.height, shares, strict=True):
        halves = nodes[left], nodes[right]
        members = halves[0].members | halves[1].members
        nodes.append(Group(members, float(height), halves, float(share)))
    below = {id(half) for node in nodes for half in node.halves}
    return [node for node in nodes if id(node) not in below]


def slow_cut(tree: MergeTree, words: IntArray, detail: float) -> Parts:
    """Try every way to cut the tree that the rules leave, and take the one that is worth most.

    Of equals it is the one with the fewest groups.
    """
    found: set[frozenset[int]] = set()
    for root in groups_of(tree):
        found |= _best_way(root, 0.0, words, max(detail, contrast._UNCERTAINTY))[1]
    return frozenset(found)


def _best_way(group: Group, outside: float, words: IntArray, detail: float) -> tuple[float, Parts]:
    ways = _ways(group, outside, words, detail)
    worth = [(sum(value for value, _ in way), way) for way in ways]
    most = max(value for value, _ in worth)
    value, way = min((w for w in worth if w[0] >= most - 1e-9), key=lambda w: len(w[1]))
    return value, frozenset(members for _, members in way)


Way = list[tuple[float, frozenset[int]]]


def _ways(group: Group, outside: float, words: IntArray, detail: float) -> Iterator[Way]:
    """Every way to cut a group: what each part is worth, and its articles."""
    base = contrast._BASE_HEIGHT
    outside = min(outside, detail) + base
    size = len(group.members)
    if not group.halves:
        yield [(log((detail + base) / outside), group.members)]
        return
    left, right = group.halves
    doubt = contrast._UNCERTAINTY / sqrt(left.texts * right.texts)
    own = size * log((max(min(group.height, detail) - doubt, 0.0) + base) / outside)
    apart = sum(_best_way(half, group.height, words, detail)[0] for half in group.halves)
    margin = contrast._PARTS_MARGIN * (1 - 2 / size) * max(apart, 0.0)
    is_two, is_close = _are_two(group, words), group.height >= detail
    is_certain = group.height >= contrast._CERTAIN
    if is_certain or (not is_two and (is_close or own >= apart - margin - 1e-9)):
        yield [(own if is_close else max(own, apart), group.members)]
    if is_certain or (not is_two and is_close):
        return
    lower = [list(_ways(half, group.height, words, detail)) for half in group.halves]
    for one, other in product(*lower):
        yield one + other


def _are_two(group: Group, words: IntArray) -> bool:
    """Whether the halves are two events: by their names, or each of three and nearer within."""
    return group.other_names >= contrast._OTHER_NAMES or all(
        half.texts >= contrast._MIN_HALF
        and group.height < contrast._HALVES_RATIO * float(np.mean(half.pair_heights))
        and sum(words[m] for m in half.members) >= contrast._MIN_WORDS * len(half.members)
        for half in group.halves
    )


def pairs_together(parts: Parts) -> set[tuple[int, int]]:
    """Pairs of articles that are in one group."""
    return {pair for part in parts for pair in combinations(sorted(part), 2)}
