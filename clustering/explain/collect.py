"""Collects what decided about two articles: shared words, dates, the path and the merge."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from clustering.arrays.types import IntArray
from clustering.articles.dates import DateSource, date_choice
from clustering.explain.explanation import Explanation, Merge
from clustering.explain.meaning import meaning_between
from clustering.explain.story_contrast import StoryContrast
from clustering.graph.discounts import names_differ
from clustering.graph.edges import Edge
from clustering.graph.series import are_series_parts
from clustering.grouping import Grouping
from clustering.pairs.borrowed_dates import days_and_decay
from clustering.stories.linkage.tree import MergeTree


def explain(
    result: Grouping,
    left: int,
    right: int,
    stories: tuple[StoryContrast, ...] = (),
    *,
    same_thread: bool = False,
) -> Explanation:
    """Collect what decided about two articles, given by their positions in the corpus.

    ``stories`` say how the story of each stands against its surroundings; ``same_thread`` whether
    these belong to one running matter.
    """
    days_apart, decay = _time_between(result, left, right)
    members = _component(result.tree, left)
    connected = bool(np.isin(right, members))
    path = _widest_path(result, members, left, right) if connected else []
    between = result.graph.between(left, right) if left != right else None
    ends = [left]
    for edge in path:
        ends.append(edge.right if edge.left == ends[-1] else edge.left)
    return Explanation(
        left=result.articles[left],
        right=result.articles[right],
        together=bool(result.story_of[left] == result.story_of[right]),
        similarity=float(result.vectors.similarities(np.array([left]), np.array([right]))[0]),
        shared_words=result.vectors.shared_words(left, right),
        edge=between,
        path=path,
        steps=[result.articles[end] for end in ends] if path else [],
        merge=_joining(result, left, right) if connected and left != right else None,
        link=result.settings.link,
        knob=result.knob,
        cut_at=result.cut_at,
        stories=stories if left != right else (),
        same_thread=same_thread,
        names=_other_names(result, left, right, between),
        series=_are_series_parts(result, left, right, between),
        left_date=date_choice(result.articles[left], result.reading),
        right_date=date_choice(result.articles[right], result.reading),
        days_apart=None if np.isnan(days_apart) else days_apart,
        window=result.settings.window,
        decay=decay,
        left_date_source=_date_source(result, left),
        right_date_source=_date_source(result, right),
        meaning=meaning_between(result, left, right),
    )


def _joining(result: Grouping, left: int, right: int) -> Merge:
    """Return the merge that joins two articles; its height is a value of the knob."""
    merge = _lowest_common_merge(result.tree, left, right)
    cut = result.cut_tree
    labels = cut.cut(0.0)
    height = _lowest_common_merge(cut, left, right).height if labels[left] == labels[right] else 0.0
    return Merge(height, merge.left_size, merge.right_size)


def _other_names(
    result: Grouping, left: int, right: int, edge: Edge | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names in the two titles, where neither article holds the other's names."""
    ends = np.array([left]), np.array([right])
    if edge is None and result.meaning is not None and result.meaning.differ(*ends)[0]:
        return (), ()
    differ = edge.names_differ if edge else left != right and names_differ(result.own, *ends)[0]
    return (result.names_in(left), result.names_in(right)) if differ else ((), ())


def _are_series_parts(result: Grouping, left: int, right: int, edge: Edge | None) -> bool:
    """Whether nothing joins the two because they are parts of one outlet's series."""
    if left == right or not result.settings.series or (edge and edge.strength > 0):
        return False
    every, none = np.arange(len(result.articles)), np.full(len(result.articles), -1)
    found = are_series_parts(result.corpus, np.array([left]), np.array([right]), every, none)
    return bool(found[0])


def _date_source(result: Grouping, member: int) -> DateSource | None:
    """Return the article whose date an article without one borrows."""
    borrowed = result.graph.borrowed
    if borrowed is None or borrowed.dated_by[member] in (member, -1):
        return None
    return DateSource(result.articles[borrowed.dated_by[member]], float(borrowed.trust[member]))


def _time_between(result: Grouping, left: int, right: int) -> tuple[float, float]:
    ends = np.array([left]), np.array([right])
    found = days_and_decay(result.corpus.days, result.graph.borrowed, *ends, result.settings.window)
    return float(found[0][0]), float(found[1][0])


def _component(tree: MergeTree, member: int) -> IntArray:
    """Return the articles that links at or above the threshold connect with one article."""
    labels = tree.cut(0.0)
    return np.flatnonzero(labels == labels[member])


def _widest_path(result: Grouping, members: IntArray, left: int, right: int) -> list[Edge]:
    """Return the path whose weakest edge is as strong as possible: that in the spanning tree."""
    import networkx as nx  # 0.06 s, which only explanations need

    chain: nx.Graph[int] = nx.Graph()
    chain.add_nodes_from([left, right])
    for edge in result.graph.within(members):
        if edge.strength >= result.settings.link or edge.labelled in ("same", "copy"):
            chain.add_edge(edge.left, edge.right, weight=edge.strength, edge=edge)
    tree = nx.maximum_spanning_tree(chain, weight="weight")
    nodes = nx.shortest_path(tree, left, right)
    return [chain.edges[a, b]["edge"] for a, b in pairwise(nodes)]


def _lowest_common_merge(tree: MergeTree, left: int, right: int) -> Merge:
    """Climb the whole tree from both articles to where they meet."""
    parent = np.full(tree.leaves + len(tree.left), -1)
    parent[tree.left] = parent[tree.right] = tree.leaves + np.arange(len(tree.left))
    size = np.ones(len(parent), dtype=np.int64)
    for node, (a, b) in enumerate(zip(tree.left, tree.right, strict=True), start=tree.leaves):
        size[node] = size[a] + size[b]
    mine, theirs = [left], [right]
    for way in (mine, theirs):
        while (above := int(parent[way[-1]])) >= 0:
            way.append(above)
    top = -1
    while mine[-1] == theirs[-1]:
        top = mine.pop()
        theirs.pop()
    height = float(tree.height[top - tree.leaves])
    return Merge(height, int(size[mine[-1]]), int(size[theirs[-1]]))
