"""Reads sitemaps: those of news name outlet, day and title of each address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from clustering.sources.dates import read_first_date
from clustering.sources.dialects import Entry, Feed
from clustering.sources.values import read_names
from clustering.sources.xml_bytes import repair

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_IS_SITEMAP = re.compile(rb"<(?:\w+:)?urlset[\s>]", re.I)
_IS_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]", re.I)
START_BYTES = 10_000
"""Of a file, where the name of its first element is looked for."""


def parse_sitemap(data: bytes) -> Feed | None:
    """Return the addresses of a sitemap as entries; ``None`` for what is no sitemap."""
    start = data[:START_BYTES]
    if _IS_INDEX.search(start):
        return Feed([], "a list of sitemaps, which are not read; name the sitemaps themselves")
    if not _IS_SITEMAP.search(start):
        return None
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return Feed([], "defines XML entities, which no sitemap needs")
    from xml.etree.ElementTree import ParseError

    entries: list[Entry] = []
    try:
        for url in _urls(repair(data)):
            entries.append(_read(url))
    except ParseError as error:
        reason = str(error).partition(":")[0]
        count = len(entries)
        fault = f"not well-formed XML ({reason}); {count} entries could be read"
        return Feed(entries, fault, error.position[0])
    return Feed(entries)


def _urls(data: bytes) -> Iterator[Element]:
    """Give each ``url`` element that is whole, up to where the file breaks."""
    from xml.etree.ElementTree import XMLPullParser

    parser: XMLPullParser[Any] = XMLPullParser(("end",))
    for start in range(0, len(data), 65_536):
        parser.feed(data[start : start + 65_536])
        for event in parser.read_events():
            element = cast(Any, event)[1]
            if _plain(element) == "url":
                yield element
                element.clear()
    parser.close()


def _read(url: Element) -> Entry:
    texts: dict[str, str] = {}
    for child in url:
        if _plain(child) == "news":
            for inner in child.iter():
                texts.setdefault(f"news {_plain(inner)}", (inner.text or "").strip())
        else:
            texts.setdefault(_plain(child), (child.text or "").strip())
    published, unread = read_first_date([texts.get("news publication_date")])
    return Entry(
        id=None,
        title=texts.get("news title"),
        excerpt=None,
        urls=(texts.get("loc"),),
        outlet_name=texts.get("news name"),
        outlet_domain=None,
        published=published,
        topics=read_names(texts.get("news keywords")),
        unread_date=unread,
    )


def _plain(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
