"""The articles of the page, and which of their addresses are links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting.page import articles
from clustering.reporting.page.articles import article_columns
from clustering.reporting.plain_values import printable
from clustering.result import Result
from clustering.web.links import is_web
from tests.reporting.conftest import Piece, build, data_of


def test_only_addresses_that_may_be_linked_are_links(hostile: Result) -> None:
    columns = data_of(hostile)["articles"]
    given = [printable(article.url) for article in hostile.articles]
    assert any(columns["url"])
    assert all(is_web(url) for url in columns["url"] if url)
    shown = [columns["address"].get(at, url) for at, url in enumerate(columns["url"])]
    assert shown == given


def test_only_the_first_articles_have_an_excerpt(monkeypatch: pytest.MonkeyPatch) -> None:
    made = build([[Piece("Rain"), Piece("Rain again", hours=1)]])
    told = [replace(article, excerpt="It rained.") for article in made.articles]
    result = replace(made, corpus=replace(made.corpus, articles=told))
    assert article_columns(result, [0, 1], {"daily.example": 0})["excerpt"] == ["It rained."] * 2
    monkeypatch.setattr(articles, "MAX_EXCERPTS", 1)
    assert article_columns(result, [0, 1], {"daily.example": 0})["excerpt"] == ["It rained.", ""]
