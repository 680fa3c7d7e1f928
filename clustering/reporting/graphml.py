"""Writes ``graph.graphml``: the evidence inside stories of two or more articles, for graph tools.

Written as text: networkx reads the file, but needed 52 s and 2.3 GB to build and write a
graph of 100,000 articles and 500,000 edges. Programs that draw graphs give up long before a
million articles, so of a large run the file holds the first stories only, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TextIO, cast

import numpy as np

from clustering.answers.constraints import ANSWER_NAMES
from clustering.arrays.columns import column_of
from clustering.arrays.types import IntArray
from clustering.reporting.plain_values import printable
from clustering.reporting.tables.rows import article_row

if TYPE_CHECKING:
    import networkx

    from clustering.graph.edges import Graph
    from clustering.result import Result
    from clustering.stories.story import Story


NODE_ATTRIBUTES = ("title", "outlet", "domain", "published", "url", "story")
EDGE_ATTRIBUTES = {
    "similarity": "double",
    "strength": "double",
    "related": "boolean",
    "same_text": "boolean",
    "days_apart": "double",
    "borrowed_date": "boolean",
    "labelled": "string",
    "meaning": "double",
}
# What graph programs still open and lay out.
MAX_GRAPH_ARTICLES = 100_000
MAX_GRAPH_EDGES = 1_000_000
_EDGES_AT_ONCE = 10_000
_NOT_XML = re.compile("[\ufffe\uffff]")  # beside what ``printable`` takes out


class GraphExtent(NamedTuple):
    """How much of a result the graph holds: the first ``shown`` stories of the list.

    Of the ``stories`` of two or more articles, ``written`` are among these. ``edges`` are positions
    of the edges inside stories, those of all stories.
    """

    edges: IntArray
    stories: int
    shown: int
    written: int


def write_graph(result: Result, stream: TextIO) -> None:
    """Write the articles and edges of stories of two or more articles.

    Stories that more outlets carried come first; with ``MAX_GRAPH_ARTICLES`` articles or
    ``MAX_GRAPH_EDGES`` edges the graph ends, and a ``desc`` says what is not in it. An attribute
    that is unknown (a date, the days between two articles) is left out.
    """
    extent = _extent(result)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    if sentence := _sentence(extent):
        stream.write(f"<desc>{_text(sentence)}</desc>\n")
    of_nodes = [*NODE_ATTRIBUTES, *(("language",) if result.meaning else ())]
    for name in of_nodes:
        stream.write(_key(name, "node", "string"))
    for name, kind in EDGE_ATTRIBUTES.items():
        if name != "meaning" or result.meaning:
            stream.write(_key(name, "edge", kind))
    stream.write('<graph id="stories" edgedefault="undirected">\n')
    for story in result.stories[: extent.shown]:
        if not story.is_alone:
            _write_nodes(result, story, stream)
    edges = extent.edges[result.story_of[result.graph.left[extent.edges]] < extent.shown]
    ids = [_text(one) for one in column_of(result.articles, "id")]
    for start in range(0, len(edges), _EDGES_AT_ONCE):
        stream.writelines(_edges(result.graph, edges[start : start + _EDGES_AT_ONCE], ids))
    stream.write("</graph>\n</graphml>\n")


def left_out(result: Result) -> str:
    """Return a sentence on what the graph leaves out and what to use instead; empty for nothing."""
    return _sentence(_extent(result))


def _extent(result: Result) -> GraphExtent:
    """Find how many of the first stories fit, with all of their articles and edges."""
    graph = result.graph
    story = result.story_of[graph.left]
    edges = np.flatnonzero(story == result.story_of[graph.right])
    inside = np.bincount(story[edges], minlength=len(result.stories))
    size = np.array([len(story.articles) for story in result.stories], dtype=np.int64)
    size[size == 1] = 0  # an article alone is not in the graph
    fits = (np.cumsum(size) <= MAX_GRAPH_ARTICLES) & (np.cumsum(inside) <= MAX_GRAPH_EDGES)
    shown = int(fits.sum())
    return GraphExtent(edges, int((size > 0).sum()), shown, int((size[:shown] > 0).sum()))


def _sentence(extent: GraphExtent) -> str:
    if extent.written == extent.stories:
        return ""
    return (
        f"graph.graphml holds the first {extent.written:,} of {extent.stories:,} stories of two "
        f"or more articles ({MAX_GRAPH_ARTICLES:,} articles or {MAX_GRAPH_EDGES:,} links are as "
        "many as programs for graphs can show); for all of them use stories.json or "
        "assignments.csv (--formats json,csv)."
    )


def _write_nodes(result: Result, story: Story, stream: TextIO) -> None:
    for member, article in zip(story.members, story.articles, strict=True):
        values = {**article_row(article), "story": story.id}
        data = "".join(_data(name, values[name], "n") for name in NODE_ATTRIBUTES)
        if result.meaning:
            data += _data("language", result.meaning.codes[member], "n")
        stream.write(f'<node id="{_text(article.id)}">{data}</node>\n')


def _edges(graph: Graph, positions: IntArray, ids: Sequence[str]) -> Iterator[str]:
    """Yield an element for each edge; built one attribute at a time, in a third of the time."""
    columns = [
        [f'<edge source="{ids[left]}" target="' for left in graph.left[positions].tolist()],
        [f'{ids[right]}">' for right in graph.right[positions].tolist()],
    ]
    for name in EDGE_ATTRIBUTES:
        array = getattr(graph, name)
        if array is None:
            continue
        values = array[positions].tolist()
        if name == "labelled":
            values = map(ANSWER_NAMES.get, values)
        columns.append(_snippets(name, list(values)))
    return (f"{''.join(parts)}</edge>\n" for parts in zip(*columns, strict=True))


def _snippets(name: str, values: Sequence[object]) -> list[str]:
    """Write one attribute of many edges; of other values than numbers, each different one once."""
    if EDGE_ATTRIBUTES[name] == "double":
        head = f'<data key="e_{name}">'
        return [f"{head}{round(v, 4)}</data>" if v == v else "" for v in cast(list[float], values)]
    known = {value: _data(name, value, "e") for value in set(values)}
    return [known[value] for value in values]


def _key(name: str, side: str, kind: str) -> str:
    return f'<key id="{side[0]}_{name}" for="{side}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(name: str, value: object, side: str) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            shown = str(value).lower()
        case _:
            shown = _text(str(value))
    return f'<data key="{side}_{name}">{shown}</data>'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", printable(text)), quote=False).replace('"', "&quot;")


def to_networkx(result: Result) -> networkx.Graph[str]:
    """Return the articles and the links inside stories.

    Nodes are ids of articles, with title, outlet, domain, published, url and story. Edges have
    the evidence: similarity, strength, related, same_text, days_apart, borrowed_date, what
    people answered as labelled, and meaning between languages. What is unknown is left out.
    """
    import networkx  # 0.06 s, which a report does not need

    graph: networkx.Graph[str] = networkx.Graph()
    for story in result.stories:
        for article in story.articles:
            known = {
                "title": article.title,
                "outlet": article.outlet.name,
                "domain": article.outlet.domain,
                "published": article.published,
                "url": article.url,
                "story": story.id,
            }
            graph.add_node(article.id, **{name: value for name, value in known.items() if value})
    edges = result.graph
    ids = column_of(result.articles, "id")
    inside = np.flatnonzero(result.story_of[edges.left] == result.story_of[edges.right])
    columns = {
        name: getattr(edges, name)[inside].tolist()
        for name in EDGE_ATTRIBUTES
        if getattr(edges, name) is not None
    }
    if "labelled" in columns:
        columns["labelled"] = [ANSWER_NAMES.get(number) for number in columns["labelled"]]
    ends = zip(edges.left[inside].tolist(), edges.right[inside].tolist(), strict=True)
    for (left, right), *values in zip(ends, *columns.values(), strict=True):
        if ids[left] in graph:
            graph.add_edge(
                ids[left],
                ids[right],
                **{
                    name: value
                    for name, value in zip(columns, values, strict=True)
                    if value is not None and value == value  # days apart may be nan
                },
            )
    return graph
