"""The news as a feed: what the standards ask for, and readable by a feed reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest

from clustering.reporting.news.feed import write_atom, write_rss
from clustering.store.news_items import News, OtherStory
from tests.factories import text_written
from tests.reporting.news.test_show import ITEM, NEWS

ATOM = "{http://www.w3.org/2005/Atom}"


def atom(news: News = NEWS) -> ElementTree.Element:
    return ElementTree.fromstring(text_written(write_atom, news))


def rss() -> ElementTree.Element:
    channel = ElementTree.fromstring(text_written(write_rss, NEWS)).find("channel")
    assert channel is not None
    return channel


@pytest.mark.parametrize("url", [ITEM.url, "", "posts/ferry.md", "javascript:alert(1)"])
def test_atom_has_what_rfc_4287_asks_for(url: str) -> None:
    feed = atom(replace(NEWS, items=tuple(replace(item, url=url) for item in NEWS.items)))
    assert all(feed.find(ATOM + tag) is not None for tag in ("id", "title", "updated", "author"))
    for entry in feed.iter(f"{ATOM}entry"):
        assert all(entry.find(ATOM + tag) is not None for tag in ("id", "title", "updated"))
        assert entry.find(f"{ATOM}link") is not None or entry.find(f"{ATOM}content") is not None
    names = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(names)) == len(names) == len(NEWS.items)


def test_rss_has_what_its_specification_asks_for() -> None:
    channel = rss()
    assert all(channel.findtext(tag) for tag in ("title", "link", "description"))
    assert parsedate_to_datetime(channel.findtext("lastBuildDate", "")).tzinfo is not None
    for item in channel.iter("item"):
        assert item.findtext("title")
        assert parsedate_to_datetime(item.findtext("pubDate", ""))


@pytest.mark.parametrize("write", [write_atom, write_rss])
def test_a_feed_reader_reads_it_without_complaint(write: Callable[..., None]) -> None:
    found = feedparser.parse(text_written(write, NEWS))
    assert not found.bozo
    assert found.entries[-1].title == ITEM.headline
    assert found.entries[-1].link == ITEM.url
    assert "+12 articles" in found.entries[-1].summary


def test_a_story_that_changes_again_is_a_new_entry() -> None:
    later = feedparser.parse(text_written(write_atom, replace(NEWS, until=6)))
    earlier = {entry.findtext(f"{ATOM}id") for entry in atom().iter(f"{ATOM}entry")}
    assert not earlier & {entry.id for entry in later.entries}


def test_addresses_are_in_the_letters_that_feeds_may_have() -> None:
    url = 'https://zeit.example/öl|preis?q="a"&n=%C3%A4#x'
    text = text_written(write_rss, replace(NEWS, items=(replace(ITEM, url=url),)))
    link = ElementTree.fromstring(text).findtext("channel/item/link")
    assert link == "https://zeit.example/%C3%B6l%7Cpreis?q=%22a%22&n=%C3%A4#x"


def test_a_headline_with_markup_is_text_for_readers_that_take_a_description_as_html() -> None:
    other = OtherStory("s2", "<img src=x> A&B")
    merged = replace(ITEM, section="merged", others=(other,))
    text = text_written(write_rss, replace(NEWS, items=(merged,)))
    (description,) = ElementTree.fromstring(text).findall("channel/item/description")
    assert "“&lt;img src=x&gt; A&amp;B”" in (description.text or "")


def test_a_story_without_an_address_has_no_link() -> None:
    text = text_written(write_rss, replace(NEWS, items=(replace(ITEM, url=""),)))
    assert "<link>" not in text.split("<item>")[1]
