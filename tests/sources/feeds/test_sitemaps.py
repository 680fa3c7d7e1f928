"""A news sitemap is a list of articles."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.sources import read_sources
from clustering.sources.feeds.sitemaps import parse_sitemap

HEAD = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" '
    'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
)
NEWS = (
    "<url><loc> https://tide.example/kelp </loc><lastmod>2025-05-01</lastmod>"
    "<image:image><image:loc>https://tide.example/a.jpg</image:loc></image:image>"
    "<n:news><n:publication><n:name>Tide Post</n:name><n:language>en</n:language></n:publication>"
    "<n:publication_date>2025-03-26T11:00:00Z</n:publication_date><n:title>Kelp</n:title>"
    "<n:keywords>sea, food</n:keywords></n:news></url>"
)


def test_each_address_gives_title_outlet_day_and_topics(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        f"{HEAD}{NEWS}<url><loc>https://tide.example/</loc></url></urlset>"
    )
    first, second = read_sources([tmp_path / "a.xml"]).records
    assert (first.title, first.urls, first.outlet_name) == (
        "Kelp",
        ("https://tide.example/kelp",),
        "Tide Post",
    )
    assert first.published == datetime(2025, 3, 26, 11, tzinfo=UTC)
    assert first.topics == ("sea", "food")
    assert (second.title, second.urls, second.published) == ("", ("https://tide.example/",), None)


@pytest.mark.parametrize(
    ("text", "entries", "fault"),
    [
        (f"{HEAD}{NEWS}<url><loc>x", 1, "not well-formed XML"),
        (f"<!DOCTYPE a [<!ENTITY b 'c'>]>{HEAD}</urlset>", 0, "defines XML entities"),
        ("<sitemapindex></sitemapindex>", 0, "a list of sitemaps inside another list"),
    ],
)
def test_what_is_wrong_is_said_and_what_is_whole_is_kept(
    text: str, entries: int, fault: str
) -> None:
    feed = parse_sitemap(text.encode())
    assert feed is not None
    assert len(feed.entries) == entries
    assert feed.fault.startswith(fault)


def test_a_feed_is_no_sitemap() -> None:
    assert parse_sitemap(b"<rss></rss>") is None
