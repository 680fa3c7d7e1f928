"""Lists of sources: what they name, and how much of it is looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.sources.feeds.lists import MAX_SITEMAPS, is_list, read_list, skip_listed

HEAD = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def index(*named: tuple[str, str]) -> bytes:
    parts = [
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{when}</lastmod>' if when else ''}</sitemap>"
        for loc, when in named
    ]
    return f"{HEAD}{''.join(parts)}</sitemapindex>".encode()


def opml(*addresses: str) -> bytes:
    outlines = "".join(f'<outline xmlUrl="{address}"/>' for address in addresses)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>'.encode()


def test_lists_of_feeds_and_of_sitemaps_are_known() -> None:
    assert is_list(b"<opml><body/></opml>")
    assert is_list(index())
    assert not is_list(b"<rss><channel><title>opml</title></channel></rss>")
    assert not is_list(b"<urlset><url><loc>https://a.example/sitemapindex</loc></url></urlset>")


def test_a_file_names_addresses_and_files_beside_it() -> None:
    listed = read_list("l.opml", opml("https://a.example/rss", "b.rss"), Path("lists"))
    assert (listed.addresses, listed.files) == (["https://a.example/rss"], [Path("lists/b.rss")])


def test_of_a_list_that_breaks_off_what_stands_before_is_named() -> None:
    listed = read_list("l.opml", opml("https://a.example/rss", "b.rss")[:-30], Path("lists"))
    assert listed.addresses == ["https://a.example/rss"]
    assert [skip.reason.partition(" (")[0] for skip in listed.skipped] == ["not well-formed XML"]


@pytest.mark.parametrize("named", ["file:///etc/passwd", "gopher://x/y", "mailto:a@b.example"])
def test_a_list_from_the_web_names_no_files_of_this_machine(named: str) -> None:
    listed = read_list("https://a.example/x/l.opml", opml(named, "../b.rss", "/etc/passwd"), None)
    assert listed.files == []
    assert listed.addresses == ["https://a.example/b.rss", "https://a.example/etc/passwd"]
    assert [skip.reason for skip in listed.skipped] == [f"lists {named}, which is no web address"]


def test_the_sitemaps_that_changed_last_come_first() -> None:
    named = index(
        ("https://a.example/1.xml", "2024-01-05"),
        ("https://a.example/2.xml", ""),
        ("https://a.example/3.xml", "2025-03-01T10:00:00Z"),
        ("4.xml", "2025-03-01T09:00:00Z"),
    )
    listed = read_list("https://a.example/index.xml", named, None)
    assert [address[-5:] for address in listed.addresses] == ["3.xml", "4.xml", "1.xml", "2.xml"]
    assert listed.skipped == []


def test_of_a_long_index_the_newest_are_read_and_the_rest_counted() -> None:
    named = index(*((f"https://a.example/{at}.xml", f"20{at:02}-01-01") for at in range(50)))
    listed = read_list("i.xml", named, Path())
    assert len(listed.addresses) == MAX_SITEMAPS
    assert listed.addresses[0] == "https://a.example/49.xml"
    (skip,) = listed.skipped
    assert str(skip).startswith("i.xml: lists 30 older sitemaps, which are not read")


def test_a_broken_index_gives_what_is_whole() -> None:
    named = index(("https://a.example/1.xml", ""), ("https://a.example/2.xml", ""))
    listed = read_list("i.xml", named[:-40], Path())
    assert listed.addresses == ["https://a.example/1.xml"]
    assert "1 sitemap could be read" in listed.skipped[0].reason
    entities = b"<!DOCTYPE x>" + named
    assert "XML entities" in read_list("i.xml", entities, Path()).skipped[0].reason


def test_what_nobody_asked_to_follow_is_named() -> None:
    (skip,) = skip_listed("l.opml", ["https://a.example/rss"])
    assert str(skip) == "l.opml: lists https://a.example/rss, which is fetched only with --follow"
