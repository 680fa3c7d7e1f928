"""Entries become records: links on their site, descriptions that are text, ids that are unique."""

from __future__ import annotations

import pytest

from clustering.model import Record
from clustering.sources.base import ReadOptions
from clustering.sources.entries import read_entries


def read(item: str, link: str = "https://tide.example/blog/") -> Record:
    feed = f"<rss version='2.0'><channel><link>{link}</link><item>{item}</item></channel></rss>"
    [record] = read_entries("f.rss", "f.rss", feed.encode(), ReadOptions()).records
    return record


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/news/one", "https://tide.example/news/one"),
        ("news/one", "https://tide.example/blog/news/one"),
        ("//cdn.example/one", "https://cdn.example/one"),
        ("https://other.example/one", "https://other.example/one"),
        ("other.example/one", "other.example/one"),
    ],
)
def test_a_relative_link_belongs_to_the_site_of_the_feed(link: str, url: str) -> None:
    assert read(f"<title>x</title><link>{link}</link>").urls == (url,)


def test_without_a_site_a_link_stays_as_it_is() -> None:
    assert read("<title>x</title><link>/one</link>", link="").urls == ("/one",)


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ("<ol><li><a href='a'>Kelp wins</a></li><li><a href='b'>Rain again</a></li></ol>", ""),
        ("<a href='a'>Kelp wins</a>&amp;nbsp;<font color='#6f6f6f'>Tide Post</font>", ""),
        ("<a href='a'>Comments</a>", ""),
        ("<a href='a'>A second licence was given to the farm in the bay.</a>", None),
        ("<p>The <a href='a'>farm</a> and its <a href='b'>kelp</a></p>", "The farm and its kelp"),
    ],
)
def test_a_list_of_links_is_no_text(html: str, excerpt: str | None) -> None:
    expected = "A second licence was given to the farm in the bay." if excerpt is None else excerpt
    description = html.replace("<", "&lt;").replace(">", "&gt;")
    assert read(f"<title>x</title><description>{description}</description>").excerpt == expected


def test_an_id_that_two_entries_have_names_neither() -> None:
    items = "<item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>"
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    reading = read_entries("f.rss", "f.rss", feed, ReadOptions())
    assert [record.name for record in reading.records] == ["f.rss#entry[0]", "f.rss#entry[1]"]
    assert reading.taken[0].records == 2
