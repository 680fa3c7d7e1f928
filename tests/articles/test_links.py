"""Related lists and related addresses join articles that are there."""

from __future__ import annotations

from typing import Any

from clustering.articles.merge import merge
from clustering.model import Record


def record(name: str, url: str, **given: Any) -> Record:  # noqa: ANN401 - fields of any type
    return Record(name=name, source="posts", title="Storm hits coast", urls=(url,), **given)


def test_a_related_list_links_its_post_to_its_entries() -> None:
    records = [
        record("post", "https://x.com/post"),
        record("post#related[0]", "https://x.com/one", related_to="post"),
        record("post#related[1]", "https://x.com/one?amp", related_to="post"),
        record("post#related[2]", "https://x.com/post/amp", related_to="post"),
        record("stray", "https://x.com/stray", related_to="a post that was not read"),
    ]
    corpus = merge(records)
    assert corpus.links.tolist() == [sorted(corpus.article_of[:2].tolist())]


def test_related_urls_link_to_articles_that_are_there() -> None:
    wanted = ("http://www.x.com/one/", "https://x.com/missing", "https://x.com/", "")
    corpus = merge(
        [
            record("row", "https://x.com/row", related_urls=wanted),
            record("one", "https://x.com/one", related_urls=("https://x.com/row",)),
        ]
    )
    assert corpus.links.tolist() == [[0, 1]]
