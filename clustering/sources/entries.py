"""Makes records of the entries of a feed or a sitemap."""

from __future__ import annotations

from collections import Counter

from clustering.model import Reading, Record, Skip
from clustering.sources.base import ReadOptions
from clustering.sources.dates.order import settle_dates
from clustering.sources.dialects import Feed, parse_feed
from clustering.sources.sitemaps import parse_sitemap
from clustering.sources.taken import Tally
from clustering.sources.values import WrongType, read_outlet, read_text

# What the fields of entries are called in most feeds.
_NAMES = {"title": "title", "excerpt": "description", "urls": "link", "published": "date"}
_NAMES |= {"outlet_name": "source or title of the feed", "topics": "tags"}
_FIELDS = {"urls": "url", "outlet_name": "outlet"}


class Entries:
    """Collects the entries of one or more files as the records of one source.

    Parameters
    ----------
    options
        How dates are read.

    Attributes
    ----------
    skipped
        What could not be read.
    """

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


def read_entries(source: str, file_name: str, data: bytes, options: ReadOptions) -> Reading:
    """Read a feed or a sitemap that is in memory."""
    entries = Entries(options)
    entries.add(source, file_name, data)
    return entries.finish(source, 1)


def _read_id(value: object) -> str:
    return read_text(value, "id") if isinstance(value, str | int) else ""
