"""The evidence inside stories as flat columns: edges with their shared words, and merges."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from clustering.arrays.components import minimum_spanning_forest
from clustering.arrays.types import FloatArray, IntArray
from clustering.articles.dates import whole_percent
from clustering.reporting.page.values import thousandths
from clustering.text.tokenizer import Numbering

if TYPE_CHECKING:
    from clustering.graph.edges import Graph
    from clustering.result import Result
    from clustering.vectors.base import Vectors

# The most edges of one story: the first of these limits that keeps all stories together within
# the budget. On 4,938 real articles the largest story has 1,375 edges, and all stories together
# have 15,592 in 1.1 MB.
MAX_PAGE_EDGES = (2_000, 1_000, 500, 300)
EDGE_BUDGET = 60_000
MAX_SHARED_WORDS = 8  # of an edge, as many as `samestory explain` prints
RELATED_FLAG, SAME_TEXT_FLAG = 1, 2  # flags of an edge
ANSWER_FLAGS = {1: 4, 2: 8, -1: 16}  # flags for what a person said of it
BORROWED_DATE_FLAG, OTHER_NAMES_FLAG = 32, 64
_BLOCK = 100_000  # edges whose words are multiplied at once

_BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SharedWords:
    """The shared words that add most to the similarity of each edge.

    Attributes
    ----------
    shown, total
        How many words of each edge are in the arrays, and how many it has; shape ``(edges,)``.
    word, part
        Column of each word in the vectors, and what it adds to the similarity; edge by edge,
        the strongest first.
    """

    shown: IntArray
    total: IntArray
    word: IntArray
    part: FloatArray


def places_in_story(result: Result) -> IntArray:
    """Return the position of each article in its story's own order; shape ``(articles,)``."""
    place = np.zeros(len(result.articles), dtype=np.int64)
    for story in result.stories:
        place[list(story.members)] = np.arange(len(story.members))
    return place


def shown_edges(result: Result, stories: int) -> tuple[IntArray, IntArray]:
    """Choose the edges to show of the first ``stories`` stories.

    Returns
    -------
    chosen
        Positions in the graph, story by story, the strongest first: as many of each story as fit
        (``MAX_PAGE_EDGES``), and all edges of its widest paths.
    total
        Edges that each story has; shape ``(stories,)``.
    """
    graph, story_of = result.graph, result.story_of
    story = story_of[graph.left]
    inside = np.flatnonzero((story == story_of[graph.right]) & (story < stories))
    order = np.lexsort((inside, -graph.strength[inside], story[inside]))
    chosen = inside[order]
    total = np.bincount(story[chosen], minlength=stories)
    rank = np.arange(len(chosen)) - np.repeat(np.cumsum(total) - total, total)
    kept = rank < _most_edges(total)
    if not kept.all():
        kept |= _carries_paths(graph, chosen, result.settings.link)
    return chosen[kept], total


def _most_edges(total: IntArray) -> int:
    """Return how many edges of one story fit, from how many each story has."""
    fits = (most for most in MAX_PAGE_EDGES if np.minimum(total, most).sum() <= EDGE_BUDGET)
    return next(fits, MAX_PAGE_EDGES[-1])


def _carries_paths(graph: Graph, edges: IntArray, link: float) -> _BoolArray:
    """Whether each edge is in the maximum spanning forest, which holds all widest paths."""
    strong = graph.strength[edges] >= link
    left, right = graph.left[edges][strong], graph.right[edges][strong]
    cost = 2.0 - graph.strength[edges][strong]  # an edge of cost 0 would be none
    forest = minimum_spanning_forest(left, right, cost, graph.articles).tocoo()
    kept = np.isin(
        graph.left[edges] * graph.articles + graph.right[edges],
        forest.row.astype(np.int64) * graph.articles + forest.col,
    )
    return np.asarray(kept & strong, dtype=np.bool_)


def shared_words(vectors: Vectors, left: IntArray, right: IntArray) -> SharedWords:
    """Find the words that pairs of articles share, for all pairs at once."""
    rank = np.empty(len(vectors.words), dtype=np.int64)
    rank[sorted(range(len(rank)), key=vectors.words.__getitem__)] = np.arange(len(rank))
    totals, rows, words, parts = [], [], [], []
    for start in range(0, len(left), _BLOCK):
        stop = start + _BLOCK
        one, other = (vectors.matrix[ends[start:stop]].astype(np.float64) for ends in (left, right))
        both = one.multiply(other).tocsr()
        sizes = np.diff(both.indptr)
        row = np.repeat(np.arange(len(sizes)), sizes)
        order = np.lexsort((rank[both.indices], -both.data, row))
        best = order[np.arange(len(order)) - np.repeat(both.indptr[:-1], sizes) < MAX_SHARED_WORDS]
        totals.append(sizes)
        rows.append(row[best] + start)
        words.append(both.indices[best])
        parts.append(both.data[best])
    if not totals:
        empty = np.zeros(0, dtype=np.int64)
        return SharedWords(empty, empty, empty, np.zeros(0))
    return SharedWords(
        shown=np.bincount(np.concatenate(rows), minlength=len(left)),
        total=np.concatenate(totals).astype(np.int64),
        word=np.concatenate(words).astype(np.int64),
        part=np.concatenate(parts),
    )


def edge_columns(result: Result, stories: int, words: Numbering) -> dict[str, Any]:
    """Return the edges inside the first ``stories`` stories, story by story, the strongest first.

    ``words`` numbers the words that are shared; new ones are added.
    """
    graph, place = result.graph, places_in_story(result)
    chosen, total = shown_edges(result, stories)
    left, right = graph.left[chosen], graph.right[chosen]
    shared = shared_words(result.vectors, left, right)
    known = {
        column: words[result.vectors.words[column]]
        for column in dict.fromkeys(shared.word.tolist())
    }
    days = graph.days_apart[chosen].tolist()
    trust = [whole_percent(share) for share in graph.date_trust[chosen].tolist()]
    meaning = [] if graph.meaning is None else graph.meaning[chosen].tolist()
    flags = graph.related[chosen] * RELATED_FLAG + graph.same_text[chosen] * SAME_TEXT_FLAG
    flags = flags + graph.borrowed_date[chosen] * BORROWED_DATE_FLAG
    flags = flags + graph.names_differ[chosen] * OTHER_NAMES_FLAG
    if graph.labelled is not None:
        for said, flag in ANSWER_FLAGS.items():
            flags = flags + (graph.labelled[chosen] == said) * flag
    count = np.bincount(result.story_of[left], minlength=stories)
    return {
        "count": count.tolist(),
        "total": total.tolist(),
        "left": place[left].tolist(),
        "right": place[right].tolist(),
        "strength": thousandths(graph.strength[chosen]),
        "similarity": thousandths(graph.similarity[chosen]),
        "days": [-1 if isnan(one) else round(10 * round(one, 1)) for one in days],
        "trust": {at: percent for at, percent in enumerate(trust) if percent < 100},
        "meaning": {
            at: round(100 * round(one, 2)) for at, one in enumerate(meaning) if not isnan(one)
        },
        "flags": flags.tolist(),
        "shown": shared.shown.tolist(),
        "shared": shared.total.tolist(),
        "word": [known[column] for column in shared.word.tolist()],
        "part": thousandths(shared.part),
    }


def story_merges(result: Result, place: IntArray) -> list[list[tuple[int, int, float]]]:
    """Return the merges that made each story, children before parents.

    In a story of ``n`` articles the nodes ``0 … n - 1`` are its articles, in the story's order,
    and merge ``k`` makes node ``n + k``. A merge is its two nodes and its height.
    """
    tree = result.cut_tree
    story = np.concatenate([result.story_of, np.full(len(tree.height), -1)]).tolist()
    local = np.concatenate([place, np.zeros(len(tree.height), dtype=np.int64)]).tolist()
    merges: list[list[tuple[int, int, float]]] = [[] for _ in result.stories]
    steps = zip(tree.left.tolist(), tree.right.tolist(), tree.height.tolist(), strict=True)
    for node, (left, right, height) in enumerate(steps, start=tree.leaves):
        if story[left] < 0 or story[left] != story[right] or height < result.cut_at:
            continue
        own = merges[story[left]]
        story[node] = story[left]
        local[node] = len(result.stories[story[left]].members) + len(own)
        own.append((local[left], local[right], height))
    return merges
