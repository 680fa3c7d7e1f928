"""Writes the news of a store as a feed of stories: Atom 1.0 (RFC 4287) or RSS 2.0."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote
from xml.etree import ElementTree

from clustering.reporting.news import words as news_words
from clustering.reporting.plain_values import printable
from clustering.version import TOOL_NAME
from clustering.web.links import linkable

if TYPE_CHECKING:
    from clustering.store.news_items import News, NewsItem

_ATOM = "http://www.w3.org/2005/Atom"
_NAME = "urn:samestory:"
_IN_URIS = "%:/?#@!$&'()*+,;=~"  # beside letters, digits and -._


def write_atom(news: News, stream: TextIO) -> None:
    """Write an Atom feed with an entry for each story that changed."""
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"{_NAME}news")
    _add(feed, "title", "What is new")
    _add(feed, "updated", news.until_time)
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", TOOL_NAME)
    for item in news.items:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", _entry_name(news, item))
        _add(entry, "title", item.headline)
        _add(entry, "updated", news.until_time)
        if item.first_published:
            _add(entry, "published", item.first_published)
        address = _address(item)
        if address:
            ElementTree.SubElement(entry, "link", rel="alternate", href=address)
        ElementTree.SubElement(entry, "category", term=item.section)
        # An entry that leads nowhere has to say all there is.
        _add(entry, "summary" if address else "content", _summary(item))
    _write(feed, stream)


def write_rss(news: News, stream: TextIO) -> None:
    """Write an RSS feed with an item for each story that changed."""
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    _add(channel, "title", "What is new")
    _add(channel, "link", "https://pypi.org/project/samestory/")
    _add(channel, "description", news_words.since_in_words(news))
    _add(channel, "lastBuildDate", _rfc822(news.until_time))
    for item in news.items:
        entry = ElementTree.SubElement(channel, "item")
        _add(entry, "title", item.headline)
        if address := _address(item):
            _add(entry, "link", address)
        _add(entry, "description", escape(_summary(item), quote=False))  # readers take it as HTML
        _add(entry, "category", item.section)
        _add(entry, "guid", _entry_name(news, item)).set("isPermaLink", "false")
        _add(entry, "pubDate", _rfc822(news.until_time))
    _write(rss, stream)


def _entry_name(news: News, item: NewsItem) -> str:
    """Name an entry for good: a story is told again when it changes again."""
    return f"{_NAME}{item.story}:{item.section.replace(' ', '-')}:{news.until}"


def _address(item: NewsItem) -> str:
    """Return where a story is linked to, in the letters that a URI may have; empty for nowhere."""
    scheme, _, rest = linkable(item.url).partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{host}{slash}{quote(path, safe=_IN_URIS)}" if scheme else ""


def _summary(item: NewsItem) -> str:
    facts = [news_words.size_in_words(item), news_words.item_in_words(item)]
    return ". ".join(fact for fact in facts if fact)


def _add(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = printable(text)
    return child


def _rfc822(time: str) -> str:
    return format_datetime(datetime.fromisoformat(time))


def _write(root: ElementTree.Element, stream: TextIO) -> None:
    ElementTree.indent(root, " ")
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
    stream.write(ElementTree.tostring(root, encoding="unicode"))
    stream.write("\n")
