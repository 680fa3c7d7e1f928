"""Writes ``graph.graphml``: the evidence inside stories of two or more articles, for graph tools.

Written as text: networkx reads the file, but needed 52 s and 2.3 GB to build and write a
graph of 100,000 articles and 500,000 edges.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO
from xml.sax.saxutils import escape

import numpy as np

from clustering.reporting.rows import StoryRow, clean, story_row

if TYPE_CHECKING:
    from clustering.graph import Edge
    from clustering.pipeline import Result

NODE_ATTRIBUTES = ("title", "outlet", "domain", "published", "url", "story")
EDGE_ATTRIBUTES = {
    "similarity": "double",
    "strength": "double",
    "related": "boolean",
    "same_text": "boolean",
    "days_apart": "double",
    "labelled": "string",
}
_NOT_XML = re.compile("[\ufffe\uffff]")  # beside what ``clean`` takes out


def write_graph(result: Result, stream: TextIO) -> None:
    """Write the articles and edges of all stories of two or more articles.

    An attribute that is unknown (a date, the days between two articles) is left out.
    """
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in NODE_ATTRIBUTES:
        stream.write(_key(name, "node", "string"))
    for name, kind in EDGE_ATTRIBUTES.items():
        stream.write(_key(name, "edge", kind))
    stream.write('<graph id="stories" edgedefault="undirected">\n')
    for story in result.stories:
        if not story.is_alone:
            _write_nodes(story_row(result, story), stream)
    graph = result.graph
    same_story = result.story_of[graph.left] == result.story_of[graph.right]
    for position in np.flatnonzero(same_story):
        stream.write(_edge(result, graph.edge(int(position))))
    stream.write("</graph>\n</graphml>\n")


def _write_nodes(story: StoryRow, stream: TextIO) -> None:
    for article in story["articles"]:
        values = {**article, "story": story["id"]}
        data = "".join(_data(name, values[name], "n") for name in NODE_ATTRIBUTES)
        stream.write(f'<node id="{_text(article["id"])}">{data}</node>\n')


def _edge(result: Result, edge: Edge) -> str:
    data = "".join(_data(name, getattr(edge, name), "e") for name in EDGE_ATTRIBUTES)
    left, right = (_text(result.articles[end].id) for end in (edge.left, edge.right))
    return f'<edge source="{left}" target="{right}">{data}</edge>\n'


def _key(name: str, side: str, kind: str) -> str:
    return f'<key id="{side[0]}_{name}" for="{side}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(name: str, value: object, side: str) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            shown = str(value).lower()
        case float():
            shown = str(round(value, 4))
        case _:
            shown = _text(str(value))
    return f'<data key="{side}_{name}">{shown}</data>'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", clean(text)), {'"': "&quot;"})
