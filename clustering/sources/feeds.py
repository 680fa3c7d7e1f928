"""Reads feed files into records: RSS, Atom, JSON Feed, and OPML lists of such files.

Nothing is ever fetched: a feed is a file, and an address in a list is skipped and named.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.sax import SAXParseException

from clustering.article import Reading, Record, Skip
from clustering.errors import UsageError
from clustering.sources.base import Progress, ReadOptions, Source
from clustering.sources.dates import read_date
from clustering.sources.folders import look_at, writable
from clustering.sources.values import WrongType, read_names, read_text, read_urls, type_name

SUFFIXES = (".rss", ".atom", ".rdf", ".xml", ".opml", ".json", ".jsonfeed")
SURE_SUFFIXES = (".rss", ".atom", ".opml", ".jsonfeed")
"""Suffixes that nothing but feeds have."""

_IS_OPML = re.compile(rb"<(?:\w+:)?opml[\s/>]", re.I)
# What no reader sees, and tags that stand inside a word or before a comma without a space.
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.I,
)
_IS_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<")


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


class Feed(NamedTuple):
    """The entries of one file, and what is wrong with the file, if anything is."""

    entries: list[Entry]
    fault: str = ""
    line: int | None = None


class FeedSource(Source):
    """A feed file, or a list of feed files."""

    kind: ClassVar[str] = "feed"
    takes: ClassVar[str] = "a feed (.rss, .atom, .xml, .rdf, .json) or a list of feeds (.opml)"

    @classmethod
    def accepts(cls, path: Path) -> bool:
        """Whether the path has the suffix of a feed."""
        return path.name.lower().endswith(SUFFIXES)

    def read(self, path: Path, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every entry with a title or a link into a record.

        A record is named by the id of its entry where no other entry has it, and by
        ``file#entry[i]`` otherwise. The outlet is the entry's own source, as aggregators
        name it, or else the title of the feed.

        Raises
        ------
        UsageError
            When feedparser is not installed.
        """
        reading = Reading([], [], 0)
        taken: set[str] = set()
        pending, seen = [(path, False)], set()
        while pending:
            file, is_listed = pending.pop(0)
            real = file.resolve()
            if real in seen:
                continue
            seen.add(real)
            data = _load(file, options, reading)
            if data is None:
                continue
            if _IS_OPML.search(data[:10_000]):
                found = [] if is_listed else _list_feeds(file, data, reading)
                if is_listed:
                    reading.skipped.append(Skip(_name(file), "a list of feeds inside another list"))
                pending += [(listed, True) for listed in found]
                continue
            _add_entries(file, _parse(file, data), reading, taken)
            if progress:
                progress("reading feeds", len(seen), len(seen) + len(pending))
        return Reading(reading.records, reading.skipped, len(seen))


def _load(path: Path, options: ReadOptions, reading: Reading) -> bytes | None:
    """Return what is in a file; otherwise note why there is nothing."""
    found = look_at(path, path.name)
    largest = options.limits.file_bytes
    fault = found.fault
    if not fault and found.size > largest:
        fault = f"larger than the limit of {largest:,} bytes"
    if not fault:
        try:
            return path.read_bytes()
        except OSError as error:
            fault = f"cannot be read ({error.strerror})"
    reading.skipped.append(Skip(_name(path), fault))
    return None


def _name(path: Path) -> str:
    return writable(path.as_posix())


def _parse(path: Path, data: bytes) -> Feed:
    if not data.strip():
        return Feed([], "empty file")
    return _parse_xml(path, data) if _IS_XML.match(data) else _parse_json(data)


def _add_entries(path: Path, feed: Feed, reading: Reading, taken: set[str]) -> None:
    """Check the entries of a feed and add them to the reading; note the ids they take."""
    source, name = _name(path), writable(path.name)
    if feed.fault:
        reading.skipped.append(Skip(source, feed.fault, feed.line))
    ids = [_read_id(entry.id) for entry in feed.entries]
    uses = Counter(ids)
    for position, (entry, own) in enumerate(zip(feed.entries, ids, strict=True)):
        place = f"{name}#entry[{position}]"
        is_unique = own and own not in taken and uses[own] == 1
        try:
            urls = dict.fromkeys(read_text(url, "link") for url in entry.urls)
            urls.pop("", None)
            record = Record(
                own if is_unique else place,
                source,
                read_text(entry.title, "title"),
                read_text(entry.excerpt, "summary"),
                tuple(urls),
                read_text(entry.outlet_name, "outlet"),
                read_text(entry.outlet_domain, "outlet address"),
                entry.published,
                entry.topics,
                related_urls=entry.related_urls,
            )
        except WrongType as error:
            reading.skipped.append(Skip(f"{source}#entry[{position}]", str(error)))
            continue
        if record.title or record.urls:
            reading.records.append(record)
            taken.add(record.name)
        else:
            skip = Skip(f"{source}#entry[{position}]", "neither a title nor a link")
            reading.skipped.append(skip)


def _read_id(value: object) -> str:
    return read_text(value, "id") if isinstance(value, str | int) else ""


# RSS and Atom.


def _parse_xml(path: Path, data: bytes) -> Feed:
    feedparser = _import(path)
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
    return Feed([_read_entry(entry, found.feed) for entry in found.entries], broken, line)


def _import(path: Path) -> Any:  # noqa: ANN401 - a module without types
    try:
        import feedparser
    except ImportError:
        raise UsageError(
            f"{path}: feeds are read by feedparser, which is not installed; "
            "install it with: pip install 'samestory[feeds]'."
        ) from None
    return feedparser


def _read_entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    source = entry.get("source") or {}
    content = entry.get("content") or [{}]
    name = source.get("title")
    return Entry(
        id=entry.get("id"),
        title=_plain(entry.get("title")),
        excerpt=_plain(entry.get("summary") or content[0].get("value")),
        urls=(entry.get("feedburner_origlink"), entry.get("link")),
        outlet_name=_plain(name or feed.get("title")),
        outlet_domain=source.get("href") if name else None,
        published=_read_time(entry),
        topics=read_names([tag.get("term") for tag in entry.get("tags") or ()]),
        related_urls=read_urls(
            [link.get("href") for link in entry.get("links") or () if link.get("rel") == "related"]
        ),
    )


def _read_time(entry: Mapping[str, Any]) -> datetime | None:
    for name in ("published", "updated", "created"):
        if name not in entry:  # feedparser answers for names it does not have
            continue
        if moment := read_date(entry.get(name)):
            return moment
        parts = entry.get(f"{name}_parsed")
        try:
            if parts:
                year, month, day, hour, minute, second = parts[:6]
                return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:  # a leap second, or a year 0
            continue
    return None


def _plain(value: object) -> object:
    """Make plain text of HTML."""
    from clustering.text import clean

    if not isinstance(value, str):
        return value
    return clean(_INLINE.sub("", _UNSEEN.sub(" ", value))) if "<" in value else clean(value)


# JSON Feed.


def _parse_json(data: bytes) -> Feed:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        return Feed([], "neither XML nor valid JSON", line)
    if not isinstance(feed, dict) or "jsonfeed.org" not in str(feed.get("version")):
        return Feed([], "not a JSON Feed; a table of JSON lines ends in .jsonl")
    items = feed.get("items")
    if not isinstance(items, list):
        return Feed([], f"items is {type_name(items)}, not a list")
    return Feed([_read_item(item if isinstance(item, dict) else {}, feed) for item in items])


def _read_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    return Entry(
        id=item.get("id"),
        title=_plain(item.get("title")),
        excerpt=_plain(item.get("summary") or item.get("content_text") or item.get("content_html")),
        urls=(item.get("url"), item.get("external_url")),
        outlet_name=_plain(feed.get("title")),
        outlet_domain=None,
        published=read_date(item.get("date_published")) or read_date(item.get("date_modified")),
        topics=read_names(item.get("tags")),
    )


# OPML.


def _list_feeds(path: Path, data: bytes, reading: Reading) -> list[Path]:
    """Return the files a list names, in its order; note what is not a file."""
    source = _name(path)
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        reading.skipped.append(Skip(source, "defines XML entities, which no list of feeds needs"))
        return []
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        line = error.position[0]
        reason = str(error).partition(":")[0]
        reading.skipped.append(Skip(source, f"not well-formed XML ({reason})", line))
        return []
    files: list[Path] = []
    for address in _addresses(root):
        parts = urlsplit(address)
        if parts.scheme in ("", "file"):
            named = Path(unquote(parts.path) if parts.scheme else address)
            files.append(path.parent / named)
        else:
            reason = f"lists {address}; nothing is fetched, so save the feed and list the file"
            reading.skipped.append(Skip(source, reason))
    return files


def _addresses(root: ElementTree.Element) -> Iterator[str]:
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl") or ""
        if address.strip():
            yield address.strip()
