"""The articles that the page shows, as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from clustering.model import Article
from clustering.reporting import wording
from clustering.reporting.page.figures import copied_members, outlet_key
from clustering.reporting.page.values import MAX_TITLE_CHARS, seconds_since_1970
from clustering.reporting.plain_values import printable
from clustering.web.links import is_web, linkable

if TYPE_CHECKING:
    from clustering.result import Result

MAX_EXCERPT_CHARS = 320
EXCERPT_BUDGET = 2_500_000  # characters of all excerpts together
MAX_EXCERPTS = 15_000  # articles with an excerpt: more would have a few words each
MAX_TOPICS = 8  # of an article


def article_columns(
    result: Result, members: Sequence[int], outlets: Mapping[str, int]
) -> dict[str, Any]:
    """Return what is told of each article: one column a kind of value, one entry an article.

    ``members`` are positions of the articles in the corpus, story by story; ``outlets`` gives the
    number of each outlet in the page, by its key.
    """
    articles = [result.articles[member] for member in members]
    addresses = [printable(article.url) for article in articles]
    told = articles[:MAX_EXCERPTS]
    most = min(MAX_EXCERPT_CHARS, EXCERPT_BUDGET // max(len(told), 1))
    topics = _topics(articles)
    group_of = {group.id: at for at, group in enumerate(result.duplicate_groups)}
    groups = [result.copies_of.get(member) for member in members]
    copies = copied_members(result)
    return {
        "id": [article.id for article in articles],
        "title": [wording.shortened(article.title, MAX_TITLE_CHARS) for article in articles],
        "excerpt": [wording.shortened(article.excerpt, most, "") for article in told]
        + [""] * (len(articles) - len(told)),
        "url": [linkable(address) for address in addresses],
        "address": {at: one for at, one in enumerate(addresses) if one and not is_web(one)},
        "outlet": [outlets[outlet_key(article.outlet)] for article in articles],
        "time": [seconds_since_1970(article.published) for article in articles],
        "topics": [
            [topics[topic] for topic in article.topics[:MAX_TOPICS]] for article in articles
        ],
        "topic_names": [wording.one_line(topic, "(no name)") for topic in topics],
        "fringe": np.flatnonzero(~result.is_core[members]).tolist(),
        "names": _names(result, members),
        "group": [group_of[group.id] if group else -1 for group in groups],
        "kept": [int(member not in copies) for member in members],
    }


def _topics(articles: Iterable[Article]) -> dict[str, int]:
    """Give the topics numbers, the most frequent first."""
    counts = Counter(topic for article in articles for topic in article.topics[:MAX_TOPICS])
    ranked = sorted(counts, key=lambda topic: (-counts[topic], topic))
    return {topic: at for at, topic in enumerate(ranked)}


def _names(result: Result, members: Sequence[int]) -> dict[int, str]:
    """Return the names in each title that weaken a link, by the article's place in the page."""
    graph = result.graph
    same = result.story_of[graph.left] == result.story_of[graph.right]
    weakened = graph.names_differ & same
    ends = set(graph.left[weakened].tolist()) | set(graph.right[weakened].tolist())
    return {
        at: wording.one_line(", ".join(result.names_in(member)), "")
        for at, member in enumerate(members)
        if member in ends
    }
