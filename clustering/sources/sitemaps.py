"""Reads sitemaps: those of news name outlet, day and title of each address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from clustering.sources.dates import read_first_date
from clustering.sources.dialects import Entry, Feed
from clustering.sources.values import read_names
from clustering.sources.xml_bytes import repair
from clustering.text.english import counted

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_IS_SITEMAP = re.compile(rb"<(?:\w+:)?urlset[\s>]", re.I)
_IS_INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]", re.I)
START_BYTES = 10_000
"""Of a file, where the name of its first element is looked for."""


def parse_sitemap(data: bytes) -> Feed | None:
    """Return the addresses of a sitemap as entries; ``None`` for what is no sitemap."""
    start = data[:START_BYTES]
    if is_index(data):
        return Feed([], "a list of sitemaps inside another list, which are not read")
    if not _IS_SITEMAP.search(start):
        return None
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return Feed([], "defines XML entities, which no sitemap needs")
    from xml.etree.ElementTree import ParseError

    entries: list[Entry] = []
    try:
        for url in _elements(repair(data), "url"):
            entries.append(_read(url))
    except ParseError as error:
        reason = str(error).partition(":")[0]
        count = len(entries)
        fault = f"not well-formed XML ({reason}); {count} entries could be read"
        return Feed(entries, fault, error.position[0])
    return Feed(entries)


def is_index(data: bytes) -> bool:
    """Whether the content of a file is a list of sitemaps."""
    return _IS_INDEX.search(data[:START_BYTES]) is not None


def named_in_index(data: bytes) -> tuple[list[str], str]:
    """Return the sitemaps that a list names, and what is wrong with the list.

    Those that changed last come first, then those that do not say when they did.
    """
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        return [], "defines XML entities, which no sitemap needs"
    from xml.etree.ElementTree import ParseError

    found: list[tuple[str, str]] = []
    fault = ""
    try:
        for sitemap in _elements(repair(data), "sitemap"):
            texts = {_plain(child): (child.text or "").strip() for child in sitemap}
            if texts.get("loc"):
                changed, _ = read_first_date([texts.get("lastmod")])
                found.append((changed.isoformat() if changed else "", texts["loc"]))
    except ParseError as error:
        reason = str(error).partition(":")[0]
        fault = f"not well-formed XML ({reason}); {counted(len(found), 'sitemap')} could be read"
    found.sort(key=lambda one: one[0], reverse=True)  # those of one day in their order
    return list(dict.fromkeys(name for _, name in found)), fault


def _elements(data: bytes, tag: str) -> Iterator[Element]:
    """Give each element of a tag that is whole, up to where the file breaks."""
    from xml.etree.ElementTree import XMLPullParser

    parser: XMLPullParser[Any] = XMLPullParser(("end",))
    for start in range(0, len(data), 65_536):
        parser.feed(data[start : start + 65_536])
        for event in parser.read_events():
            element = cast(Any, event)[1]
            if _plain(element) == tag:
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
