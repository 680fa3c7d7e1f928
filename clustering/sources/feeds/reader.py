"""Reads feeds, sitemaps and lists of them into records; ``dialects`` knows what an entry says.

Nothing is fetched here: a feed is a file, and an address in a list is skipped and named.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import ClassVar

from clustering.model import Reading, Record, Skip
from clustering.sources.base import MAX_FILE_BYTES, ReadOptions, Source, skipping
from clustering.sources.dates.order import settle_dates
from clustering.sources.feeds.dialects import Feed, parse_feed
from clustering.sources.feeds.lists import is_list, read_list, skip_listed
from clustering.sources.feeds.sitemaps import parse_sitemap
from clustering.sources.folders import look_at, writable
from clustering.sources.taken import Tally
from clustering.sources.unpacked import unpacked, with_packing
from clustering.sources.values import WrongType, read_outlet, read_text
from clustering.system.progress import Progress

# What the fields of entries are called in most feeds.
_NAMES = {"title": "title", "excerpt": "description", "urls": "link", "published": "date"}
_NAMES |= {"outlet_name": "source or title of the feed", "topics": "tags"}
_FIELDS = {"urls": "url", "outlet_name": "outlet"}

FEED_SUFFIXES = with_packing((".rss", ".atom", ".rdf", ".xml", ".opml", ".jsonfeed"))
SURE_SUFFIXES = (".rss", ".atom", ".opml", ".jsonfeed")
"""Suffixes that nothing but feeds have."""


class FeedSource(Source):
    """A feed file, or a list of feed files."""

    takes: ClassVar[str] = (
        "a feed or a sitemap (.rss, .atom, .xml, .rdf, .jsonfeed) or a list of feeds (.opml)"
    )

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the name has the suffix of a feed."""
        return Path(name).name.lower().endswith(FEED_SUFFIXES)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Read every entry with a title or a link into a record.

        A record is named by the id of its entry where no other entry has it, and by
        ``file#entry[i]`` otherwise. The outlet is the entry's own source, as aggregators
        name it, or else the title of the feed.
        """
        entries = _Entries(options)
        pending, seen = [(Path(name), False)], set()
        while pending:
            file, is_listed = pending.pop(0)
            with skipping(_name(file), entries.skipped):
                real = file.resolve()
                if real in seen:
                    continue
                seen.add(real)
                data = _load(file, entries.skipped)
                if data is None:
                    continue
                if is_list(data):
                    if is_listed:
                        entries.skip(_name(file), "a list of feeds inside another list")
                        continue
                    listed = read_list(_name(file), data, file.parent)
                    entries.skipped.extend(listed.skipped)
                    if name not in options.followed:
                        entries.skipped.extend(skip_listed(_name(file), listed.addresses))
                    pending += [(one, True) for one in listed.files]
                    continue
                entries.add(_name(file), writable(file.name), data)
            if progress:
                progress("reading feeds", len(seen), len(seen) + len(pending))
        return entries.finish(_name(Path(name)), len(seen))


def read_entries(source: str, file_name: str, data: bytes, options: ReadOptions) -> Reading:
    """Read a feed or a sitemap that is in memory."""
    entries = _Entries(options)
    entries.add(source, file_name, data)
    return entries.finish(source, 1)


class _Entries:
    """Collects the entries of one or more files as the records of one source."""

    def __init__(self, options: ReadOptions) -> None:
        self._records: list[Record] = []
        self.skipped: list[Skip] = []
        self._options = options
        self._taken: set[str] = set()
        self._tally = Tally("entry")

    def add(self, source: str, file_name: str, data: bytes) -> None:
        """Add what a file holds; ``file_name`` starts the names of entries without an id."""
        feed = parse_sitemap(data) or parse_feed(data)
        start = len(self._records)
        self._add_entries(source, file_name, feed)
        made = [feed.made] if feed.made else []
        fresh = settle_dates(self._records[start:], self._options, made)
        self._records[start:] = fresh

    def finish(self, source: str, files: int) -> Reading:
        """Return all records, and what was taken."""
        records = self._records
        self._tally.records = len(records)
        for attribute in ("title", "excerpt", "urls", "outlet_name", "published", "topics"):
            field = _FIELDS.get(attribute, attribute)
            name = _NAMES.get(attribute, field)
            self._tally.count(field, (name,), sum(bool(getattr(one, attribute)) for one in records))
        taken = self._tally.sum_up(source)
        return Reading(records, self.skipped, files, taken=(taken,))

    def _add_entries(self, source: str, file_name: str, feed: Feed) -> None:
        """Check the entries of a feed and add them; note the ids they take."""
        if feed.fault:
            self.skip(source, feed.fault, feed.line)
        ids = [_read_id(entry.id) for entry in feed.entries]
        uses = Counter(ids)
        for position, (entry, own) in enumerate(zip(feed.entries, ids, strict=True)):
            place = f"#entry[{position}]"
            is_unique = own and own not in self._taken and uses[own] == 1
            try:
                urls = dict.fromkeys(read_text(url, "link") for url in entry.urls)
                urls.pop("", None)
                record = Record(
                    own if is_unique else file_name + place,
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
                self.skip(source + place, str(error))
                continue
            if record.title or record.urls:
                self._records.append(record)
                self._taken.add(record.name)
            else:
                self.skip(source + place, "neither a title nor a link")

    def skip(self, place: str, reason: str, line: int | None = None) -> None:
        """Note what could not be read."""
        self.skipped.append(Skip(place, reason, line))


def _read_id(value: object) -> str:
    return read_text(value, "id") if isinstance(value, str | int) else ""


def _load(path: Path, skipped: list[Skip]) -> bytes | None:
    """Return what is in a file, unpacked; otherwise note why there is nothing."""
    found = look_at(path, path.name)
    fault = found.fault
    data = b""
    if not fault and found.size <= MAX_FILE_BYTES:
        try:
            with path.open("rb") as file:
                data = unpacked(file, _name(path)).read(MAX_FILE_BYTES + 1)
        except OSError as error:
            fault = f"cannot be read ({error.strerror or error})"
    if not fault and max(found.size, len(data)) > MAX_FILE_BYTES:
        fault = f"larger than the limit of {MAX_FILE_BYTES:,} bytes"
    if not fault:
        return data
    skipped.append(Skip(_name(path), fault))
    return None


def _name(path: Path) -> str:
    return writable(path.as_posix())
