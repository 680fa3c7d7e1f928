"""Feeds of every dialect become records; nothing is fetched, and what is broken is named."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.model import Reading, Record
from clustering.sources.base import ReadOptions
from clustering.sources.feeds import reader as feeds
from clustering.sources.feeds.reader import FeedSource, read_entries

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "feeds"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def read(path: Path) -> Reading:
    return FeedSource().read(str(path), ReadOptions())


def read_text(tmp_path: Path, text: str | bytes, name: str = "f.xml") -> Reading:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def rss(*items: str, title: str = "Courier") -> str:
    return f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>"


def test_rss() -> None:
    reading = read(FIXTURES / "courier.rss")
    otter, furl, fog = reading.records
    assert (reading.skipped, reading.files) == ([], 1)
    assert otter.name == "courier-5521"
    assert otter.source.endswith("feeds/courier.rss")
    assert otter.excerpt == "Barges wait; the otter, it is said, does not."
    assert otter.urls == ("https://courier.example/news/otter-lock?utm_source=rss",)
    assert otter.outlet_name == "Corrin Courier"
    assert otter.published == datetime(2025, 3, 26, 11, 0, tzinfo=UTC)
    assert otter.topics == ("Graywick", "Wildlife")
    assert furl.title == "Furl hinges: what owners & shops should do"
    assert furl.excerpt == "Stop folding it. Then call."
    assert fog.name == "courier.rss#entry[2]"
    assert (fog.outlet_name, fog.outlet_domain) == ("Strand Wire", "https://strandwire.example/rss")


def test_the_title_of_a_feed_is_read_without_its_escapes(tmp_path: Path) -> None:
    reading = read_text(tmp_path, rss("<item><title>x</title></item>", title="Reef%2c Inc."))
    assert reading.records[0].outlet_name == "Reef, Inc."


def test_atom() -> None:
    otter, pie = read(FIXTURES / "tidewater.atom").records
    assert otter.published == datetime(2025, 3, 26, 12, 0, tzinfo=UTC)
    assert otter.excerpt == "Rangers hope for a change of mind by Friday."
    assert otter.related_urls == ("https://courier.example/news/otter-lock",)
    assert pie.title == "Café by the weir wins prize for its eel pie"
    assert pie.published == datetime(2025, 3, 27, 12, 0, tzinfo=UTC)
    assert pie.outlet_name == "Tidewater Post"


def test_json_feed() -> None:
    barges, elsewhere = read(FIXTURES / "gazette.json").records
    assert (barges.name, barges.outlet_name) == ("hg-77", "Harbour Gazette")
    assert barges.excerpt == "The otter is gone."
    assert barges.published == datetime(2025, 3, 27, 11, 30, tzinfo=UTC)
    assert elsewhere.urls == ("https://tidewater.example/otter",)


def test_a_list_of_files_is_read_in_its_order() -> None:
    reading = read(FIXTURES / "all.opml")
    assert [Path(record.source).name for record in reading.records] == [
        *["courier.rss"] * 3,
        *["tidewater.atom"] * 2,
        *["gazette.json"] * 2,
    ]
    assert (reading.skipped, reading.files) == ([], 4)


def test_addresses_in_a_list_are_named_and_not_fetched_unasked(tmp_path: Path) -> None:
    (tmp_path / "a b.rss").write_text(rss("<item><title>Kelp</title></item>"))
    outlines = "".join(
        f'<outline xmlUrl="{address}"/>'
        for address in (
            "https://courier.example/rss",
            f"{tmp_path.as_uri()}/a%20b.rss",
            "a b.rss",
            "gone.rss",
            "l.opml",
            "m.opml",
        )
    )
    (tmp_path / "m.opml").write_text("<opml><body/></opml>")
    reading = read_text(tmp_path, f"<opml><body>{outlines}</body></opml>", "l.opml")
    assert [record.title for record in reading.records] == ["Kelp"]
    assert [skip.reason for skip in reading.skipped] == [
        "lists https://courier.example/rss, which is fetched only with --follow",
        "a link to a file that is not there",
        "a list of feeds inside another list",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty file"),
        ("<html><body>Not found</body></html>", "neither a feed nor a list of feeds"),
        ("Not found", "neither XML nor valid JSON"),
        ('{"title": "x"}', "not a JSON Feed; another JSON document ends in .json"),
        ("[" * 100_000, "neither XML nor valid JSON"),
        (
            '{"version": "https://jsonfeed.org/version/1", "items": {}}',
            "items is a mapping, not a list",
        ),
        ("<opml><body>", "not well-formed XML"),
        (
            '<!DOCTYPE opml [<!ENTITY a "b">]><opml/>',
            "defines XML entities, which no list of feeds needs",
        ),
    ],
)
def test_what_is_no_feed_is_skipped_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    reading = read_text(tmp_path, text)
    assert reading.records == []
    assert [skip.reason.partition(" (")[0] for skip in reading.skipped] == [reason]


@pytest.mark.parametrize("start", ["", "<?xml version='1.0'?>"])
def test_of_a_feed_that_breaks_off_the_entries_before_are_kept(tmp_path: Path, start: str) -> None:
    text = start + rss("<item><title>Kelp</title></item>", "\n<item><title>Gulls")[:-30]
    reading = read_text(tmp_path, text)
    assert reading.records[0].title == "Kelp"
    assert reading.skipped[0].reason.startswith("not well-formed XML")
    assert reading.skipped[0].line == 2


def test_an_address_as_the_whole_file_is_not_fetched(tmp_path: Path) -> None:
    assert read_text(tmp_path, "https://courier.example/rss").records == []


def test_an_entity_bomb_does_not_take_the_memory(tmp_path: Path) -> None:
    levels = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(12)
    )
    bomb = f"<!DOCTYPE rss [{levels}]>" + rss("<item><title>&l11;</title></item>")
    assert all(len(record.title) < 1_000 for record in read_text(tmp_path, bomb).records)


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss(
        "<item><title>a &x;</title></item>"
    )
    assert "hidden" not in repr(read_text(tmp_path, text).records)


def test_scripts_and_comments_are_no_text(tmp_path: Path) -> None:
    body = "<script>var a = 1;</script>Fog<!-- ad --> in the <b>Nar</b>rows.<br/>Ships wait."
    item = f"<item><title>x</title><description><![CDATA[{body}]]></description></item>"
    excerpt = read_text(tmp_path, rss(item)).records[0].excerpt
    assert excerpt == "Fog in the Narrows. Ships wait."


def test_an_entry_without_a_title_or_a_link_is_skipped(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path, rss("<item><description>x</description></item>", "<item><title>a</title></item>")
    )
    assert [record.title for record in reading.records] == ["a"]
    assert str(reading.skipped[0]).endswith("f.xml#entry[0]: neither a title nor a link")


def test_wrong_types_in_a_json_feed_do_not_raise(tmp_path: Path) -> None:
    items = [{"title": ["x"]}, 7, {"title": "Kelp", "tags": 3, "date_published": [], "id": {}}]
    feed = {"version": "https://jsonfeed.org/version/1", "title": None, "items": items}
    reading = read_text(tmp_path, json.dumps(feed), "f.json")
    assert [record.title for record in reading.records] == ["Kelp"]
    assert len(reading.skipped) == 2


def test_a_feed_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f.rss").write_text(rss("<item><title>Kelp</title></item>"))
    monkeypatch.setattr(feeds, "MAX_FILE_BYTES", 10)
    reading = read(tmp_path / "f.rss")
    assert reading.skipped[0].reason == "larger than the limit of 10 bytes"


def test_a_date_that_cannot_be_read_is_kept_as_it_is_written(tmp_path: Path) -> None:
    dates = ("<pubDate>last Monday</pubDate>", "", "<pubDate>Thu, 31 Aug 2023</pubDate>")
    text = rss(*(f"<item><title>T</title>{date}</item>" for date in dates))
    records = read_text(tmp_path, text).records
    assert [record.unread_date for record in records] == ["last Monday", "", ""]
    items = [{"title": "T", "date_published": date} for date in ("3/10/2025", None, "2025-12-31")]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    records = read_text(tmp_path, feed, "f.json").records
    assert [record.unread_date for record in records] == ["3/10/2025", "", ""]


def test_the_year_1_of_a_feed_is_no_date(tmp_path: Path) -> None:
    never = "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>"
    (record,) = read_text(tmp_path, rss(f"<item><title>T</title>{never}</item>")).records
    assert (record.published, record.unread_date) == (None, "")


def read_item(item: str, link: str = "https://tide.example/blog/") -> Record:
    feed = f"<rss version='2.0'><channel><link>{link}</link><item>{item}</item></channel></rss>"
    [record] = read_entries("f.rss", "f.rss", feed.encode(), ReadOptions()).records
    return record


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/news/one", "https://tide.example/news/one"),
        ("news/one", "https://tide.example/blog/news/one"),
        ("//cdn.example/one", "https://cdn.example/one"),
        ("https://other.example/one", "https://other.example/one"),
        ("other.example/one", "other.example/one"),
    ],
)
def test_a_relative_link_belongs_to_the_site_of_the_feed(link: str, url: str) -> None:
    assert read_item(f"<title>x</title><link>{link}</link>").urls == (url,)


def test_without_a_site_a_link_stays_as_it_is() -> None:
    assert read_item("<title>x</title><link>/one</link>", link="").urls == ("/one",)


@pytest.mark.parametrize(
    ("html", "excerpt"),
    [
        ("<ol><li><a href='a'>Kelp wins</a></li><li><a href='b'>Rain again</a></li></ol>", ""),
        ("<a href='a'>Kelp wins</a>&amp;nbsp;<font color='#6f6f6f'>Tide Post</font>", ""),
        ("<a href='a'>Comments</a>", ""),
        ("<a href='a'>A second licence was given to the farm in the bay.</a>", None),
        ("<p>The <a href='a'>farm</a> and its <a href='b'>kelp</a></p>", "The farm and its kelp"),
    ],
)
def test_a_list_of_links_is_no_text(html: str, excerpt: str | None) -> None:
    expected = "A second licence was given to the farm in the bay." if excerpt is None else excerpt
    description = html.replace("<", "&lt;").replace(">", "&gt;")
    assert (
        read_item(f"<title>x</title><description>{description}</description>").excerpt == expected
    )


def test_an_id_that_two_entries_have_names_neither() -> None:
    items = "<item><guid>1</guid><title>a</title></item><item><guid>1</guid><title>b</title></item>"
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    reading = read_entries("f.rss", "f.rss", feed, ReadOptions())
    assert [record.name for record in reading.records] == ["f.rss#entry[0]", "f.rss#entry[1]"]
    assert reading.taken[0].records == 2
