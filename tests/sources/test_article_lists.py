"""The list of articles in a document is found by what its objects hold."""

from __future__ import annotations

from clustering.sources.article_lists import cut_document, find_articles, holds_article
from clustering.sources.tables.rows import BadRow, Rows

ARTICLE = {"title": "Kelp", "url": "https://a.example/1", "date": "2025-03-26"}


def test_what_stands_inside_of_articles_is_no_list_of_its_own() -> None:
    related = [{"title": str(n), "url": f"https://b.example/{n}"} for n in range(9)]
    found = find_articles({"a": {"b": [{**ARTICLE, "related": related}]}})
    assert found is not None
    assert (found.path, len(found.items), found.full) == ("a.b", 1, 1)


def test_titles_and_addresses_together_count_more_than_many_names() -> None:
    found = find_articles({"tags": [{"name": "x"}] * 9, "news": [ARTICLE]})
    assert found is not None
    assert found.path == "news"


def test_items_that_are_no_objects_are_named_by_their_place() -> None:
    bad, rows = sorted(cut_document([ARTICLE, 3]), key=lambda cut: isinstance(cut, Rows))
    assert bad == BadRow(2, "a number, not an object")
    assert rows == Rows([1], ("title", "url", "date"), [tuple(ARTICLE.values())])


def test_an_object_is_an_article_by_its_title_or_its_address() -> None:
    assert holds_article({"headline": {"main": "Kelp"}})
    assert holds_article({"canonical": [{"href": "https://a.example"}]})
    assert not holds_article({"source": "Tide Post", "image": "https://a.example/x.jpg"})
