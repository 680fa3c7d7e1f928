"""Reads sitemaps: those of news name outlet, day and title of each address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from clustering.sources.dates import read_first_date
from clustering.sources.feeds.dialects import Entry, Feed
from clustering.sources.feeds.xml_bytes import elements, plain_tag
from clustering.sources.values import read_names
from clustering.text.english import counted
from clustering.text.parsing.limits import Unreadable

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
    entries: list[Entry] = []
    try:
        for url in elements(data, "url", "sitemap"):
            entries.append(_read(url))
    except Unreadable as error:
        return Feed(entries, _told(error, counted(len(entries), "entry", "entries")), error.line)
    return Feed(entries)


def is_index(data: bytes) -> bool:
    """Whether the content of a file is a list of sitemaps."""
    return _IS_INDEX.search(data[:START_BYTES]) is not None


def named_in_index(data: bytes) -> tuple[list[str], str]:
    """Return the sitemaps that a list names, and what is wrong with the list.

    Those that changed last come first, then those that do not say when they did.
    """
    found: list[tuple[str, str]] = []
    fault = ""
    try:
        for sitemap in elements(data, "sitemap", "sitemap"):
            texts = {plain_tag(child): (child.text or "").strip() for child in sitemap}
            if texts.get("loc"):
                changed, _ = read_first_date([texts.get("lastmod")])
                found.append((changed.isoformat() if changed else "", texts["loc"]))
    except Unreadable as error:
        fault = _told(error, counted(len(found), "sitemap"))
    found.sort(key=lambda one: one[0], reverse=True)  # those of one day in their order
    return list(dict.fromkeys(name for _, name in found)), fault


def _told(error: Unreadable, whole: str) -> str:
    return f"{error.reason}; {whole} could be read" if error.line else error.reason


def _read(url: Element) -> Entry:
    texts: dict[str, str] = {}
    for child in url:
        if plain_tag(child) == "news":
            for inner in child.iter():
                texts.setdefault(f"news {plain_tag(inner)}", (inner.text or "").strip())
        else:
            texts.setdefault(plain_tag(child), (child.text or "").strip())
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
