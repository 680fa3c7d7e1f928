"""Reads feed files and OPML lists of them into records; what a feed says is left to ``dialects``.

Nothing is ever fetched: a feed is a file, and an address in a list is skipped and named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote, urlsplit

from clustering.model import Reading, Record, Skip
from clustering.sources.base import ReadOptions, Source, skipping
from clustering.sources.dates.order import settle_dates
from clustering.sources.dialects import Feed, parse_feed
from clustering.sources.folders import look_at, writable
from clustering.sources.values import WrongType, read_outlet, read_text
from clustering.sources.xml_bytes import repair
from clustering.system.progress import Progress

if TYPE_CHECKING:
    from xml.etree import ElementTree

FEED_SUFFIXES = (".rss", ".atom", ".rdf", ".xml", ".opml", ".json", ".jsonfeed")
SURE_SUFFIXES = (".rss", ".atom", ".opml", ".jsonfeed")
"""Suffixes that nothing but feeds have."""

MAX_ADDRESS_SHOWN = 200  # characters
_IS_OPML = re.compile(rb"<(?:\w+:)?opml[\s/>]", re.I)


class FeedSource(Source):
    """A feed file, or a list of feed files."""

    kind: ClassVar[str] = "feed"
    takes: ClassVar[str] = "a feed (.rss, .atom, .xml, .rdf, .json) or a list of feeds (.opml)"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name has the suffix of a feed."""
        return Path(name).name.lower().endswith(FEED_SUFFIXES)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
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
        pending, seen = [(Path(name), False)], set()
        while pending:
            file, is_listed = pending.pop(0)
            with skipping(_name(file), reading.skipped):
                real = file.resolve()
                if real in seen:
                    continue
                seen.add(real)
                data = _load(file, options, reading)
                if data is None:
                    continue
                if _IS_OPML.search(data[:10_000]):
                    if is_listed:
                        reason = "a list of feeds inside another list"
                        reading.skipped.append(Skip(_name(file), reason))
                        continue
                    pending += [(listed, True) for listed in _list_feeds(file, data, reading)]
                    continue
                start = len(reading.records)
                feed = parse_feed(file, data)
                _add_entries(file, feed, reading, taken)
                made = [feed.made] if feed.made else []
                reading.records[start:] = settle_dates(reading.records[start:], options, made)
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
                read_outlet(entry.outlet_name, "outlet"),
                read_text(entry.outlet_domain, "outlet address"),
                entry.published,
                entry.topics,
                related_urls=entry.related_urls,
                unread_date=entry.unread_date,
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


# OPML.


def _list_feeds(path: Path, data: bytes, reading: Reading) -> list[Path]:
    """Return the files a list names, in its order; note what is not a file."""
    source = _name(path)
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data:
        reading.skipped.append(Skip(source, "defines XML entities, which no list of feeds needs"))
        return []
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(repair(data))
    except ElementTree.ParseError as error:
        line = error.position[0]
        reason = str(error).partition(":")[0]
        reading.skipped.append(Skip(source, f"not well-formed XML ({reason})", line))
        return []
    files: list[Path] = []
    for address in _addresses(root):
        try:
            parts = urlsplit(address)
        except ValueError as error:
            reason = f"lists {address[:MAX_ADDRESS_SHOWN]}, which is no address ({error})"
            reading.skipped.append(Skip(source, reason))
            continue
        if parts.scheme in ("", "file"):
            named = Path(unquote(parts.path) if parts.scheme else address)
            files.append(path.parent / named)
        else:
            shown = address[:MAX_ADDRESS_SHOWN]
            reason = f"lists {shown}; nothing is fetched, so save the feed and list the file"
            reading.skipped.append(Skip(source, reason))
    return files


def _addresses(root: ElementTree.Element) -> Iterator[str]:
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl") or ""
        if address.strip():
            yield address.strip()
