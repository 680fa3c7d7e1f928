"""Lists of feeds: which files and addresses they name, and where they may lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.sources.opml import is_opml, read_opml


def opml(*addresses: str) -> bytes:
    outlines = "".join(f'<outline xmlUrl="{address}"/>' for address in addresses)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>'.encode()


def test_a_list_is_known_by_its_first_tag() -> None:
    assert is_opml(opml())
    assert not is_opml(b"<rss><channel><title>opml</title></channel></rss>")


def test_a_file_names_addresses_and_files_beside_it() -> None:
    listed = read_opml("l.opml", opml("https://a.example/rss", "b.rss"), Path("lists"))
    assert (listed.addresses, listed.files) == (["https://a.example/rss"], [Path("lists/b.rss")])


def test_of_a_list_that_breaks_off_what_stands_before_is_named() -> None:
    listed = read_opml("l.opml", opml("https://a.example/rss", "b.rss")[:-30], Path("lists"))
    assert listed.addresses == ["https://a.example/rss"]
    assert [skip.reason.partition(" (")[0] for skip in listed.skipped] == ["not well-formed XML"]


@pytest.mark.parametrize("named", ["file:///etc/passwd", "gopher://x/y", "mailto:a@b.example"])
def test_a_list_from_the_web_names_no_files_of_this_machine(named: str) -> None:
    listed = read_opml("https://a.example/x/l.opml", opml(named, "../b.rss", "/etc/passwd"), None)
    assert listed.files == []
    assert listed.addresses == ["https://a.example/b.rss", "https://a.example/etc/passwd"]
    assert [skip.reason for skip in listed.skipped] == [f"lists {named}, which is no web address"]
