"""Agglomerative clustering by average linkage over the evidence graph: the tree of merges.

A pair counts with its strength above the link floor, and with 0 below the floor, so groups
never merge across connected components. Within a component the two groups with the highest
average over all pairs of their articles merge, again and again. The tree holds the partition
for every cohesion: cut at 0 it gives the components.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.graph.edges import Graph
from clustering.stories.tree import MergeTree
from clustering.system.progress import Tell

# The two groups of each pair, and the sum over the pairs of their articles; shape ``(pairs,)``.
_PairSums = tuple[IntArray, IntArray, FloatArray]


@dataclass(frozen=True)
class LinkConstraints:
    """Must-link and cannot-link pairs of articles; arrays of shape ``(pairs, 2)``."""

    must_link: IntArray
    cannot_link: IntArray


def components(graph: Graph, link: float) -> IntArray:
    """Return each article's component over edges of at least ``link``; shape ``(articles,)``."""
    strong = _is_link(graph, link)
    return connected_components(graph.left[strong], graph.right[strong], graph.articles)


def _is_link(graph: Graph, link: float) -> BoolArray:
    """Whether each edge links; strength 0 (a related link, no shared word) never does."""
    return (graph.strength >= link) & (graph.strength > 0)


def merge_tree(graph: Graph, link: float, tell: Tell | None = None) -> MergeTree:
    """Build the tree of merges of a graph's edges.

    Parameters
    ----------
    link
        The link floor; edges under it are left out.
    tell
        Called after each round of merges with the number of pairs done and their total.
    """
    strong = _is_link(graph, link)
    # An edge exactly at the floor still links, so that cohesion 0 gives the components.
    excess = np.maximum(graph.strength[strong] - link, np.finfo(np.float64).eps)
    left, right = graph.left[strong], graph.right[strong]
    constraints = _link_constraints(graph, strong)
    differ = graph.names_differ[strong]
    return average_linkage(left, right, excess, graph.articles, constraints, tell, differ)


def average_linkage(
    left: IntArray,
    right: IntArray,
    strength: FloatArray,
    leaves: int,
    constraints: LinkConstraints | None = None,
    tell: Tell | None = None,
    names_differ: BoolArray | None = None,
) -> MergeTree:
    """Merge groups by the average strength over all pairs of their members.

    Reciprocal agglomeration: in each round every two groups that are each other's best
    neighbour merge at once. Average linkage is reducible (a merge brings no third group
    closer), so the rounds build the same tree as merging the closest two one at a time
    (Murtagh 1983, "A survey of recent advances in hierarchical clustering algorithms").

    Parameters
    ----------
    left, right, strength
        Pairs of articles, each once, ``left < right``; pairs not given have strength 0.
    leaves
        Number of articles.
    constraints
        Pairs that are merged before anything else, at height 1, and pairs whose groups
        never merge. Averages still go over all pairs. Forbidding a merge brings no groups
        closer, so the tree is still that of merging the closest two one at a time.
    tell
        Called after each round with the number of pairs done and their total.
    names_differ
        Whether the titles of each pair name other things.

    Returns
    -------
    MergeTree
        Ties go to the group with the lower first article.
    """
    merged_left: list[IntArray] = []
    merged_right: list[IntArray] = []
    heights: list[FloatArray] = []
    shares: list[FloatArray] = []
    node = np.arange(leaves, dtype=np.int64)  # tree node of each group
    size = np.ones(leaves, dtype=np.float64)
    ceiling = np.ones(leaves, dtype=np.float64)  # height at which each group last merged
    # Sums over the pairs between two groups: of all strengths, and of those with other names.
    pairs: _PairSums = left, right, strength.astype(np.float64)
    apart = np.zeros(len(left), dtype=np.bool_) if names_differ is None else names_differ
    differ: _PairSums = left[apart], right[apart], pairs[2][apart]
    made = 0
    if constraints is not None:
        group, chain_left, chain_right = _must_link_merges(constraints.must_link, leaves)
        made = len(chain_left)
        merged_left.append(chain_left)
        merged_right.append(chain_right)
        heights.append(np.ones(made))
        shares.append(np.zeros(made))
        size = np.bincount(group, minlength=leaves).astype(np.float64)
        ends = group[chain_right]  # each merge of a chain in turn; the last one stays
        node[ends] = leaves + np.arange(made)
        # Minus infinity survives every sum, so a forbidden pair is never the best.
        forbidden = np.full(len(constraints.cannot_link), -np.inf)
        left, right = np.concatenate([[left, right], constraints.cannot_link.T], axis=1)
        pairs = left, right, np.concatenate([pairs[2], forbidden])
        changed = np.zeros(leaves, dtype=np.bool_)
        changed[constraints.must_link] = changed[constraints.cannot_link] = True
        pairs, differ = (_merged(some, group, group >= 0, changed) for some in (pairs, differ))
    while len(pairs[0]):
        left, right, total = pairs
        best, partner = _best_partners(left, right, total / (size[left] * size[right]), len(node))
        active = best >= np.finfo(np.float64).tiny
        groups = np.arange(len(node), dtype=np.int64)
        mutual = active & (partner >= 0)
        mutual &= partner[np.where(mutual, partner, 0)] == groups
        first = np.flatnonzero(mutual & (groups < partner))
        if not len(first):
            break
        second = partner[first]
        height = np.minimum(best[first], np.minimum(ceiling[first], ceiling[second]))
        merged_left.append(node[first])
        merged_right.append(node[second])
        heights.append(height)
        share = np.zeros(len(node))
        merged = mutual[differ[0]] & (partner[differ[0]] == differ[1])
        share[differ[0][merged]] = differ[2][merged]
        shares.append(share[first] / (best[first] * size[first] * size[second]))
        node[first] = leaves + made + np.arange(len(first))
        made += len(first)
        size[first] += size[second]
        ceiling[first] = height
        target = groups.copy()
        target[second] = first
        # A group without a neighbour never has one again.
        pairs, differ = (_merged(some, target, active, mutual) for some in (pairs, differ))
        live = np.flatnonzero(active & (target == groups))
        if 2 * len(live) < len(groups):  # the last rounds are many, and of few groups
            target[live] = np.arange(len(live))
            node, size, ceiling = node[live], size[live], ceiling[live]
            pairs, differ = ((target[a], target[b], sums) for a, b, sums in (pairs, differ))
        if tell:
            tell(len(strength) - len(pairs[0]), len(strength))
    if not merged_left:
        empty = np.zeros(0, dtype=np.int64)
        return MergeTree(leaves, empty, empty, np.zeros(0))
    return MergeTree(
        leaves,
        np.concatenate(merged_left),
        np.concatenate(merged_right),
        np.concatenate(heights),
        None if names_differ is None else np.concatenate(shares),
    )


def _link_constraints(graph: Graph, strong: BoolArray) -> LinkConstraints | None:
    """Return the must-link and cannot-link pairs: equal texts that link, and answers.

    Equal texts must link because an article keeps only so many neighbours: averages over the
    pairs found would split thousands of copies of one text.
    """
    pairs = np.stack([graph.left, graph.right], axis=1)
    certain = graph.related & (graph.strength >= 1.0)  # related links that merge
    equal = strong & (graph.same_text | certain)
    if graph.labelled is None or not graph.labelled.any():
        return LinkConstraints(pairs[equal], pairs[:0]) if equal.any() else None
    cannot_link, must_link = pairs[graph.labelled < 0], pairs[graph.labelled > 0]
    # A cannot-link of one article holds for all that must link to it.
    group = connected_components(must_link[:, 0], must_link[:, 1], graph.articles)
    equal &= ~np.isin(group[pairs], group[cannot_link]).any(axis=1)
    return LinkConstraints(np.concatenate([pairs[equal], must_link]), cannot_link)


def _must_link_merges(must_link: IntArray, leaves: int) -> tuple[IntArray, IntArray, IntArray]:
    """Return the merges that join the articles of each must-link group one after another.

    Returns
    -------
    group, left, right
        First article of each article's group, and the nodes the merges join.
    """
    component = connected_components(must_link[:, 0], must_link[:, 1], leaves)
    _, firsts = np.unique(component, return_index=True)
    group = firsts[component]
    later = np.flatnonzero(group != np.arange(leaves))
    right = later[np.argsort(group[later], kind="stable")]
    is_second = np.diff(group[right], prepend=-1) != 0
    before = leaves + np.arange(len(right)) - 1
    return group, np.where(is_second, group[right], before), right


def _best_partners(
    left: IntArray, right: IntArray, average: FloatArray, groups: int
) -> tuple[FloatArray, IntArray]:
    """Highest average of each group and the lowest-numbered partner that has it."""
    best = np.full(groups, -1.0)
    np.maximum.at(best, left, average)
    np.maximum.at(best, right, average)
    partner = np.full(groups, groups, dtype=np.int64)
    at_left = average == best[left]
    np.minimum.at(partner, left[at_left], right[at_left])
    at_right = average == best[right]
    np.minimum.at(partner, right[at_right], left[at_right])
    return best, np.where(partner < groups, partner, -1)


def _merged(pairs: _PairSums, target: IntArray, active: BoolArray, changed: BoolArray) -> _PairSums:
    """Sum up the pairs of groups that merge; the others stay as they are.

    Parameters
    ----------
    target
        Group that each group becomes part of.
    active, changed
        Whether each group has a neighbour, and whether it merges.
    """
    left, right, total = pairs
    alive = active[left] & active[right]
    moves = changed[left] | changed[right]
    kept, moved = np.flatnonzero(alive & ~moves), np.flatnonzero(alive & moves)
    # Sums are made in the order of the groups, whatever merged before.
    moved = moved[np.argsort(left[moved] * len(target) + right[moved])]
    summed = _sum_by_group_pair(target[left[moved]], target[right[moved]], total[moved])
    left, right, total = (
        np.concatenate([old[kept], new]) for old, new in zip(pairs, summed, strict=True)
    )
    return left, right, total


def _sum_by_group_pair(left: IntArray, right: IntArray, total: FloatArray) -> _PairSums:
    """Sum the totals of pairs that lie between the same two groups now, sorted by these."""
    differs = left != right
    low = np.minimum(left, right)[differs]
    high = np.maximum(left, right)[differs]
    if not len(low):
        return low, high, total[differs]
    span = int(high.max()) + 1
    keys = low * span + high
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    sums = np.add.reduceat(total[differs][order], starts)
    unique = keys[starts]
    return unique // span, unique % span, sums
