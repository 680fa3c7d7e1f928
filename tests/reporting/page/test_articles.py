"""The articles of the page, and which of their addresses are links."""

from __future__ import annotations

from clustering.reporting.page.document import page_data
from clustering.reporting.plain_values import printable
from clustering.result import Result
from clustering.web.links import is_web


def test_only_addresses_that_may_be_linked_are_links(hostile: Result) -> None:
    articles = page_data(hostile)["articles"]
    given = [printable(article.url) for article in hostile.articles]
    assert any(articles["url"])
    assert all(is_web(url) for url in articles["url"] if url)
    shown = [articles["address"].get(at, url) for at, url in enumerate(articles["url"])]
    assert shown == given
