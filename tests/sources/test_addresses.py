"""What a web address holds is read as a file of its kind, and named after the address."""

from __future__ import annotations

import gzip
import io
from dataclasses import replace

import pytest

from clustering.errors import NothingReadable, UsageError
from clustering.model import Reading
from clustering.sources import read_sources
from clustering.sources.addresses import AddressSource, suffix_of
from clustering.sources.base import DEFAULT_OPTIONS, Document, NotFetched
from tests.local_server import rss

URL = "https://courier.example/news"
TABLE = "title,url\nOtter blocks the lock,https://a.example/1\n"


def read(*documents: tuple[str, bytes | str, str]) -> Reading:
    """Read addresses that hold these: the address, its content, and the declared type."""
    held = {
        url: Document(content.encode() if isinstance(content, str) else content, kind, url)
        for url, content, kind in documents
    }
    return read_sources(list(held), replace(DEFAULT_OPTIONS, fetch=held.__getitem__))


@pytest.mark.parametrize(
    "name", ["https://a.example/feed.xml?x=1#y", "HTTP://a.example//b/", "https://a.example/x.csv"]
)
def test_without_a_way_to_fetch_one_sentence_names_the_address_as_it_was_written(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        read_sources([name])
    assert str(raised.value) == f"{name}: nothing is fetched here; save it, and name the file."


def test_a_path_is_no_address() -> None:
    assert not any(map(AddressSource.accepts, ["https", "posts/http:/a", "-", "c:\\a"]))


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml; charset=utf-8", "text/html", "text/plain", "", "a/b"]
)
def test_a_feed_is_known_whatever_the_server_calls_it(kind: str) -> None:
    reading = read((URL, rss("Otter blocks the lock"), kind))
    (record,) = reading.records
    assert (record.title, record.source, record.outlet_name) == (
        "Otter blocks the lock",
        URL,
        "Corrin Courier",
    )
    assert record.name == f"{URL}#entry[0]"
    assert reading.skipped == []


@pytest.mark.parametrize(
    ("url", "content", "kind"),
    [
        (URL, TABLE, "text/csv"),
        (URL, TABLE, "text/plain; charset=utf-8"),
        (f"{URL}.csv", TABLE, "application/octet-stream"),
        (f"{URL}.csv.gz?day=1", gzip.compress(TABLE.encode(), mtime=0), "application/gzip"),
        (f"{URL}.csv.gz", TABLE, "application/x-gzip"),
        (f"{URL}.tsv", TABLE.replace(",", "\t"), "text/tab-separated-values"),
        (URL, '{"title": "Otter blocks the lock"}\n', "application/x-ndjson"),
        (URL, '[{"title": "Otter blocks the lock", "url": "https://a.example/1"}]', "a/json"),
        (f"{URL}/x.md", "---\ntitle: Otter blocks the lock\n---\nIt is there.", "text/plain"),
        (URL, "\ufefftitle,url\nOtter blocks the lock,https://a.example/1\n", "text/csv"),
    ],
)
def test_tables_documents_and_posts_are_read_as_files_are(
    url: str, content: bytes | str, kind: str
) -> None:
    reading = read((url, content, kind))
    (record,) = reading.records
    assert (record.title, record.source) == ("Otter blocks the lock", url)
    assert record.name.startswith(url)
    assert [taken.source for taken in reading.taken] == [url] * len(reading.taken)


def test_the_declared_charset_counts_where_the_content_does_not_say_its_own() -> None:
    feed = rss("Möwe über dem Fluß").removeprefix('<?xml version="1.0"?>')
    cyrillic = rss("Выдра в шлюзе").removeprefix('<?xml version="1.0"?>').encode("koi8-r")
    plain = read(
        (URL, feed.encode("iso-8859-1"), "text/xml; charset=ISO-8859-1"),
        (f"{URL}/2", feed.encode(), "text/xml; charset=ISO-8859-1"),
        (f"{URL}/3", cyrillic, 'text/xml; charset="koi8-r"'),
        (f"{URL}/4", cyrillic, "text/xml; charset=no-such"),
    )
    assert [record.title for record in plain.records[:3]] == [
        "Möwe über dem Fluß",
        "Möwe über dem Fluß",
        "Выдра в шлюзе",
    ]


def test_a_page_names_its_feeds() -> None:
    page = (
        "<!DOCTYPE html><html><head><link rel=stylesheet href=a.css>"
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
    )
    with pytest.raises(NothingReadable) as raised:
        read((f"{URL}/", page, "text/html"))
    assert str(raised.value) == (
        f"{URL}/: a web page, and no feed or table; it names the feed "
        "https://courier.example/feed.xml."
    )


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        ("<html><body>Please log in</body></html>", "text/html", "a web page, and no feed or tab"),
        (b"\x89PNG", "image/png", "neither a feed nor a table (image/png)"),
        ("a,b\n1,2\n", "text/csv", "no column"),
        (
            "<sitemapindex><sitemap><loc>s.xml</loc></sitemap></sitemapindex>",
            "text/xml",
            "lists https://courier.example/s.xml, which is fetched only with --follow",
        ),
        ("", "text/xml", "empty file"),
        (rss(), "text/xml", "the feed has no entries"),
    ],
)
def test_what_cannot_be_read_is_skipped_by_its_address(
    content: bytes | str, kind: str, reason: str
) -> None:
    reading = read((URL, content, kind), (f"{URL}/2", rss("Otter"), ""))
    (skip,) = reading.skipped
    assert (skip.path, len(reading.records)) == (URL, 1)
    assert reason in skip.reason
    assert "samestory-" not in skip.reason


def test_an_address_that_does_not_answer_is_skipped_and_its_password_not_shown() -> None:
    def fetch(address: str) -> Document:
        raise NotFetched("answers 401 Unauthorized")

    with pytest.raises(NothingReadable) as raised:
        read_sources(
            ["https://ann:pass@courier.example/a@b"], replace(DEFAULT_OPTIONS, fetch=fetch)
        )
    assert str(raised.value) == "https://courier.example/a@b: answers 401 Unauthorized."


def test_entries_of_two_addresses_that_share_an_id_are_named_apart() -> None:
    item = "<item><guid>1</guid><title>Otter</title></item>"
    feed = f"<rss><channel><title>A</title>{item}</channel></rss>"
    reading = read((URL, feed, ""), (f"{URL}/2", feed, ""))
    assert [record.name for record in reading.records] == [f"{URL}#1", f"{URL}/2#1"]


def test_a_list_of_feeds_is_told_and_not_followed_unasked() -> None:
    page = b'<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>'
    reading = read((URL, page, "text/x-opml"), (f"{URL}/2", rss("Otter"), ""))
    (skip,) = reading.skipped
    assert str(skip) == f"{URL}: lists https://a.example/rss, which is fetched only with --follow"


def test_a_spreadsheet_is_known_by_its_type() -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert suffix_of(Document(io.BytesIO(b"PK").getvalue(), kind, URL)) == ".xlsx"
