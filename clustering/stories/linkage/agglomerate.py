"""Agglomerative clustering by average linkage over the evidence graph: the tree of merges.

A pair counts with its strength above the link floor, and with 0 below the floor, so groups
never merge across connected components. Within a component the two groups with the highest
average over all pairs of their articles merge, again and again. The tree holds the partition
for every cohesion: cut at 0 it gives the components.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from clustering.arrays.blocks import stretches
from clustering.arrays.components import connected_components
from clustering.arrays.types import BoolArray, IntArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.graph.edges import Graph
from clustering.stories.linkage.slices import ArticlePairs, SliceNumbers, merge_in_slices
from clustering.stories.linkage.tree import Merges, MergeTree, joined_merges, tree_of, whole_quanta
from clustering.system.progress import Tell

_EDGES_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class LinkConstraints:
    """Must-link and cannot-link pairs of articles; arrays of shape ``(pairs, 2)``."""

    must_link: IntArray
    cannot_link: IntArray


def components(graph: Graph, link: float) -> IntArray:
    """Return each article's component over edges of at least ``link``; shape ``(articles,)``."""
    strong = _is_link(graph, slice(None), link)
    return connected_components(graph.left[strong], graph.right[strong], graph.articles)


def _is_link(graph: Graph, some: slice, link: float) -> BoolArray:
    """Whether each of some edges links; one of strength 0 (related, no shared word) never does."""
    return (graph.strength[some] >= link) & (graph.strength[some] > 0)


def merge_tree(
    graph: Graph,
    link: float,
    tell: Tell | None = None,
    engine: Engine = IN_MEMORY,
    slices: Sequence[SliceNumbers] = (),
) -> MergeTree:
    """Build the tree of merges of a graph's edges of at least ``link``.

    ``slices`` are as :func:`clustering.stories.linkage.slices.merge_in_slices` takes them.
    """
    constraints = _link_constraints(graph, link)
    pairs = ArticlePairs(*engine.gather(_links(graph, link)))
    return tree_of_pairs(pairs, graph.articles, constraints, tell, slices, engine)


def _links(graph: Graph, link: float) -> Iterator[ArticlePairs]:
    """Return the edges that link, with what is above the floor, some at a time."""
    for some in stretches(len(graph), _EDGES_AT_ONCE):
        strength = graph.strength[some]
        strong = np.flatnonzero(_is_link(graph, some, link))
        # An edge exactly at the floor still links, so that cohesion 0 gives the components.
        excess = whole_quanta(strength[strong] - link)
        yield ArticlePairs(
            graph.left[some][strong].astype(np.int32),
            graph.right[some][strong].astype(np.int32),
            excess,
            graph.names_differ[some][strong],
        )


def tree_of_pairs(
    pairs: ArticlePairs,
    leaves: int,
    constraints: LinkConstraints | None = None,
    tell: Tell | None = None,
    slices: Sequence[SliceNumbers] = (),
    engine: Engine = IN_MEMORY,
) -> MergeTree:
    """Merge groups by the average strength over all pairs of their articles.

    Reciprocal agglomeration: in each round every two groups that are each other's best
    neighbour merge at once. Average linkage is reducible (a merge brings no third group
    closer), so the rounds build the same tree as merging the closest two one at a time
    (Murtagh 1983, "A survey of recent advances in hierarchical clustering algorithms").
    Ties go to the group with the lower first article.

    Must-link pairs are merged before anything else, at height 1, and the groups of cannot-link
    pairs never merge. Averages still go over all pairs. Forbidding a merge brings no groups closer,
    so the tree is still that of merging the closest two one at a time.

    Parameters
    ----------
    pairs
        Each once, ``left < right``; pairs not given have strength 0.
    leaves
        Number of articles.
    """
    began = joined_merges([])
    if constraints is not None:
        began = _must_link_merges(constraints.must_link, leaves)
        pairs = pairs.with_forbidden(constraints.cannot_link)
    return tree_of(merge_in_slices(pairs, began, leaves, slices, tell, engine), leaves)


def _link_constraints(graph: Graph, link: float) -> LinkConstraints | None:
    """Return the must-link and cannot-link pairs: equal texts that link, and answers.

    Equal texts must link because an article keeps only so many neighbours: averages over the
    pairs found would split thousands of copies of one text.
    """

    def are_equal(some: slice) -> BoolArray:
        merges = graph.related[some] & (graph.strength[some] >= 1.0)  # related links that merge
        return _is_link(graph, some, link) & (graph.same_text[some] | merges)

    equal, labelled = _ends(graph, are_equal), graph.labelled
    if labelled is None or not labelled.any():
        return LinkConstraints(equal, equal[:0]) if len(equal) else None
    cannot_link = _ends(graph, lambda some: labelled[some] < 0)
    must_link = _ends(graph, lambda some: labelled[some] > 0)
    # A cannot-link of one article holds for all that must link to it.
    group = connected_components(must_link[:, 0], must_link[:, 1], graph.articles)
    equal = equal[~np.isin(group[equal], group[cannot_link]).any(axis=1)]
    return LinkConstraints(np.concatenate([equal, must_link]), cannot_link)


def _ends(graph: Graph, which: Callable[[slice], BoolArray]) -> IntArray:
    """Return the articles of those edges that are told to be it; shape ``(edges, 2)``."""
    found: list[IntArray] = []
    for some in stretches(len(graph), _EDGES_AT_ONCE):
        chosen = which(some)
        found.append(np.stack([graph.left[some][chosen], graph.right[some][chosen]], axis=1))
    return np.concatenate(found)


def _must_link_merges(must_link: IntArray, leaves: int) -> Merges:
    """Return the merges that join the articles of each must-link group one after another."""
    component = connected_components(must_link[:, 0], must_link[:, 1], leaves)
    _, firsts = np.unique(component, return_index=True)
    group = firsts[component]
    later = np.flatnonzero(group != np.arange(leaves))
    later = later[np.argsort(group[later], kind="stable")]
    left = group[later]
    level = np.arange(len(later)) - np.searchsorted(left, left) + 1
    return Merges(left, later, np.ones(len(later)), np.zeros(len(later)), level)
