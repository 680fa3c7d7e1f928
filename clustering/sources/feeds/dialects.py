"""Reads what the entries of a feed say: RSS and Atom through feedparser, and JSON Feed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeGuard
from urllib.parse import urljoin

from clustering.sources.dates import read_date, read_first_date
from clustering.sources.feeds.xml_bytes import repair
from clustering.sources.names import FIELD_NAMES
from clustering.sources.values import is_address, is_part_of_site, read_names, read_urls, type_name
from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import Unreadable

# Tags that stand inside a word or before a comma without a space.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.I,
)
_LINK = re.compile(r"<(a|font)\b[^<>]{0,5000}>[^<]{0,5000}</\1\s{0,9}>", re.I)
MAX_LABEL_CHARS = 30
"""Of a description that is one link: ``Comments`` is no text, a sentence is."""

_IS_XML = re.compile(rb"\s*+(?:\xef\xbb\xbf)?\s*+<")


class Entry(NamedTuple):
    """What one entry says, before it is checked; names as in a record."""

    id: object
    title: object
    excerpt: object
    urls: tuple[object, ...]
    outlet_name: object
    outlet_domain: object
    published: datetime | None
    topics: tuple[str, ...] = ()
    related_urls: tuple[str, ...] = ()
    unread_date: str = ""


class Feed(NamedTuple):
    """The entries of one file, what is wrong with it, if anything is, and when it was made."""

    entries: list[Entry]
    fault: str = ""
    line: int | None = None
    made: datetime | None = None


def parse_feed(data: bytes) -> Feed:
    """Parse the content of a feed file, in whichever dialect it is."""
    if not data.strip():
        return Feed([], "empty file")
    data = repair(data)
    return _parse_xml(data) if _IS_XML.match(data) else _parse_json(data)


# RSS and Atom.


def _parse_xml(data: bytes) -> Feed:
    from xml.sax import SAXParseException

    import feedparser

    # A stream: text it would take for an address or a path, and fetch it.
    found = feedparser.parse(io.BytesIO(data), resolve_relative_uris=True, sanitize_html=False)
    error = found.get("bozo_exception") if found.get("bozo") else None
    line, broken = None, ""
    if isinstance(error, SAXParseException):
        # Where the XML declaration is missing, feedparser adds a line with one.
        added = not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
        line = (error.getLineNumber() or 1) - added
        broken = f"not well-formed XML ({error.getMessage()})"
    if not found.get("version") and not found.entries:
        return Feed([], broken or "neither a feed nor a list of feeds", line)
    if broken:
        broken += f"; {len(found.entries)} entries could be read"
    made = read_date(found.feed.get("updated")) or read_date(found.feed.get("published"))
    return Feed([_read_entry(entry, found.feed) for entry in found.entries], broken, line, made)


def _read_entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    published, unread = read_first_date([entry.get(name) for name in _written_times(entry)])
    said = {field: _first(entry, names.feed) for field, names in FIELD_NAMES.items()}
    excerpt, source = said["excerpt"], said["outlet"] or {}
    html = excerpt[0].get("value") if isinstance(excerpt, list) else excerpt
    name = source.get("title")
    return Entry(
        id=said["id"],
        title=_plain(said["title"]),
        excerpt=_plain("" if _is_list_of_links(html) else html),
        urls=_on_site(map(entry.get, FIELD_NAMES["url"].feed), feed.get("link")),
        outlet_name=_plain(name or feed.get("title")),
        outlet_domain=source.get("href") if name else None,
        published=published,
        topics=read_names([tag.get("term") for tag in said["topics"] or ()]),
        related_urls=read_urls(
            [link.get("href") for link in entry.get("links") or () if link.get("rel") == "related"]
        ),
        unread_date=unread,
    )


def _written_times(entry: Mapping[str, Any]) -> list[str]:
    """Return the names of the times that an entry has; feedparser answers for others as well."""
    return [name for name in FIELD_NAMES["published"].feed if name in entry]


def _first(entry: Mapping[str, Any], names: Sequence[str]) -> Any:  # noqa: ANN401 - as parsed
    """Return what stands under the first of some names under which something does."""
    return next(filter(None, map(entry.get, names)), None)


def _plain(value: object) -> object:
    """Make plain text of HTML."""
    from clustering.text.clean import clean_text, without_unseen

    if not isinstance(value, str):
        return value
    return clean_text(_INLINE.sub("", without_unseen(value)) if "<" in value else value)


def _is_list_of_links(html: object) -> bool:
    """Whether a description only links: to other articles, as those of Google News, or to comments.

    A sentence that is one link is text.
    """
    if not isinstance(html, str) or "<a" not in html:
        return False
    rest, links = _LINK.subn(" ", html)
    if any(map(str.isalpha, str(_plain(rest)))):
        return False
    return links > 1 or len(str(_plain(html))) <= MAX_LABEL_CHARS


def _on_site(urls: Iterable[object], site: object) -> tuple[object, ...]:
    """Resolve the addresses that leave out the site of the feed."""
    if not is_address(site):
        return tuple(urls)
    return tuple(_resolved(url, str(site)) for url in urls)


def _resolved(url: object, site: str) -> object:
    try:
        return urljoin(site, url) if _leaves_out_site(url) else url
    except ValueError:  # brackets that hold no host
        return url


def _leaves_out_site(url: object) -> TypeGuard[str]:
    if not isinstance(url, str) or not url:
        return False
    start = url.partition("/")[0]
    return is_part_of_site(url) or url.startswith("//") or not set(".:") & set(start)


# JSON Feed.


def _parse_json(data: bytes) -> Feed:
    try:
        feed = load_json(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, Unreadable) as error:
        line = getattr(error, "line", None)
        return Feed([], "neither XML nor valid JSON", line)
    if not isinstance(feed, dict) or not is_json_feed(feed):
        return Feed([], "not a JSON Feed; another JSON document ends in .json")
    items = feed.get("items")
    if not isinstance(items, list):
        return Feed([], f"items is {type_name(items)}, not a list")
    return Feed([_read_item(item if isinstance(item, dict) else {}, feed) for item in items])


def is_json_feed(document: object) -> bool:
    """Whether a JSON document says that it is a JSON Feed."""
    return isinstance(document, dict) and "jsonfeed.org" in str(document.get("version"))


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    said = {field: _first(item, names.json_feed) for field, names in FIELD_NAMES.items()}
    written = [item.get(name) for name in FIELD_NAMES["published"].json_feed]
    published, unread = read_first_date(written)
    return Entry(
        id=said["id"],
        title=_plain(said["title"]),
        excerpt=_plain(said["excerpt"]),
        urls=_on_site(map(item.get, FIELD_NAMES["url"].json_feed), feed.get("home_page_url")),
        outlet_name=_plain(feed.get("title")),
        outlet_domain=None,
        published=published,
        topics=read_names(said["topics"]),
        unread_date=unread,
    )
