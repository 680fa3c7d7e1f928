"""Reads what a web address holds as a file of its kind is read; fetching it is left to others."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar
from urllib.parse import unquote, urljoin, urlsplit

from clustering.arrays.columns import column_of, with_columns
from clustering.arrays.compact import Constant
from clustering.errors import UsageError
from clustering.model import Reading, Skip
from clustering.sources.base import (
    Document,
    NotFetched,
    ReadOptions,
    Source,
    without_login,
)
from clustering.sources.documents import DOCUMENT_SUFFIXES, DocumentSource
from clustering.sources.feeds.lists import is_list, read_list, skip_listed
from clustering.sources.feeds.reader import FEED_SUFFIXES, FeedSource
from clustering.sources.feeds.xml_bytes import repair
from clustering.sources.headers.suffixes import POST_SUFFIXES
from clustering.sources.posts.reader import PostSource
from clustering.sources.tables.reader import TABLE_SUFFIXES, TableSource
from clustering.system.files import is_on_web
from clustering.system.progress import Progress

_HEAD_BYTES = 4_000
_FIRST_TAG = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|opml|urlset|sitemapindex|html)[\s>]", re.I)
_DECLARES = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=")
_HTML = ".html"

_SUFFIX_OF = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/jsonl": ".jsonl",
    "application/jsonlines": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/vnd.apache.parquet": ".parquet",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/markdown": ".md",
    "text/html": _HTML,
    "application/xhtml+xml": _HTML,
    "application/xml": ".xml",
    "text/xml": ".xml",
}
_OWN_SUFFIXES = {*TABLE_SUFFIXES, *DOCUMENT_SUFFIXES, *FEED_SUFFIXES, *POST_SUFFIXES} - {_HTML}


class AddressSource(Source):
    """A web address of a feed, a table or a post."""

    takes: ClassVar[str] = "the web address of a feed or a table (http:, https:)"

    @classmethod
    def accepts(cls, name: str) -> bool:
        """Whether the source is a web address."""
        return is_on_web(name)

    def read(self, name: str, options: ReadOptions, progress: Progress | None = None) -> Reading:
        """Fetch what an address holds, and read it by its content and its declared type.

        Raises
        ------
        UsageError
            Where ``options`` give nothing to fetch with.
        """
        shown = without_login(name)
        if options.fetch is None:
            raise UsageError(f"{shown}: nothing is fetched here; save it, and name the file.")
        try:
            document = options.fetch(name)
        except NotFetched as error:
            return Reading([], [Skip(shown, str(error))], 1)
        if is_list(document.content):
            return _read_list(shown, document, is_followed=name in options.followed)
        return read_fetched(shown, document, options, progress)


def read_fetched(
    source: str, document: Document, options: ReadOptions, progress: Progress | None = None
) -> Reading:
    """Read a document as if it were a file; records and skips name its address."""
    suffix = suffix_of(document)
    if suffix == _HTML:
        return Reading([], [Skip(source, _of_page(document))], 1)
    if not suffix:
        declared = _declared(document) or "of no declared type"
        return Reading([], [Skip(source, f"neither a feed nor a table ({declared[:80]})")], 1)
    reader = next(
        reader()
        for reader in (PostSource, TableSource, DocumentSource, FeedSource)
        if reader.accepts(f"document{suffix}")
    )
    with TemporaryDirectory(prefix="samestory-") as folder:
        path = Path(folder) / _file_name(document.url, suffix)
        path.write_bytes(_in_utf8(document))
        try:
            reading = reader.read(str(path), options, progress)
        except UsageError as error:
            reason = str(error).replace(path.as_posix(), source).removeprefix(f"{source}: ")
            return Reading([], [Skip(source, reason.rstrip("."))], 1)
    return _renamed(reading, path, source)


def suffix_of(document: Document) -> str:
    """Return the suffix that a file with the content of a document would have.

    A feed is known by its first tag: servers declare feeds as anything. Otherwise the declared
    type counts, and where it says little, the suffix of the address. Empty where nothing tells.
    """
    head = repair(document.content[:_HEAD_BYTES]).removeprefix(b"\xef\xbb\xbf").lstrip()
    tag = _FIRST_TAG.search(head) if head.startswith(b"<") else None
    if tag and tag[1].lower() != b"html":
        return ".xml"
    declared = _declared(document)
    if declared in _SUFFIX_OF:
        return _SUFFIX_OF[declared]
    if own := _own_suffix(document.url):
        return own  # a vague type, such as application/octet-stream, or one of a packing
    if declared.endswith("json") or head.startswith((b"{", b"[")):
        return ".json"
    if declared.endswith("xml") or head.startswith(b"<?xml"):
        return ".xml"
    return _HTML if tag else ".csv" if declared == "text/plain" else ""


def _declared(document: Document) -> str:
    return document.kind.partition(";")[0].strip().lower()


def _own_suffix(url: str) -> str:
    path = _path_of(url).lower()
    return max((suffix for suffix in _OWN_SUFFIXES if path.endswith(suffix)), key=len, default="")


def _path_of(url: str) -> str:
    return unquote(urlsplit(url).path)


def _file_name(url: str, suffix: str) -> str:
    """Return a name for the file: that of the address, which a post may take its day from."""
    last = re.sub(r"[^\w.-]", "-", _path_of(url).rpartition("/")[2]).lstrip(".-")[:100]
    return (
        last if last.lower().endswith(suffix) and last != suffix else f"{last or 'index'}{suffix}"
    )


def _in_utf8(document: Document) -> bytes:
    """Apply the charset that the server declares where the content does not say its own."""
    content = document.content
    found = re.search(r"charset\s*=\s*\"?([\w.:-]{1,40})", document.kind, re.I)
    if not found or _DECLARES.search(content[:_HEAD_BYTES]):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(found[1]).encode()
        except (LookupError, ValueError):
            pass
    return content


def _renamed(reading: Reading, path: Path, source: str) -> Reading:
    """Name records and skips after the address instead of the file that it was kept in."""

    def named(text: str) -> str:
        for own in (path.as_posix(), path.name):
            if text.startswith(own):
                return source + text.removeprefix(own)
        return text

    columns = {
        "name": list(map(named, column_of(reading.records, "name"))),
        "source": Constant(source, len(reading.records)),
        "related_to": [post and named(post) for post in column_of(reading.records, "related_to")],
    }
    return replace(
        reading,
        records=with_columns(reading.records, columns),
        skipped=[replace(skip, path=named(skip.path)) for skip in reading.skipped],
        taken=tuple(replace(one, source=source) for one in reading.taken),
    )


def _read_list(source: str, document: Document, *, is_followed: bool) -> Reading:
    listed = read_list(document.url or source, document.content, None)
    skipped = [replace(skip, path=source) for skip in listed.skipped]
    if not is_followed:
        skipped += skip_listed(source, listed.addresses)
    return Reading([], skipped, 1)


# Pages.


_FEED_TYPES = ("rss", "atom", "feed+json")


class _FeedLinks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        kind = said.get("type", "").lower()
        is_other = tag == "link" and "alternate" in said.get("rel", "").lower()
        if is_other and said.get("href") and any(map(kind.__contains__, _FEED_TYPES)):
            self.found.append(said["href"])


def _of_page(document: Document) -> str:
    """Say of a page which feeds it names: they are what a user who named it wants."""
    links = _FeedLinks()
    links.feed(document.content[:500_000].decode("utf-8", "replace"))
    try:
        found = [urljoin(document.url, link) for link in links.found[:3]]
    except ValueError:
        found = []
    if not found:
        return "a web page, and no feed or table"
    return f"a web page, and no feed or table; it names the feed {' and '.join(found)}"
