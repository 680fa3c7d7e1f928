"""RSS, Atom and JSON Feed say the same in their own ways; what is none of them is told why."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from clustering.sources.feeds.dialects import parse_feed

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Corrin Courier</title><item>
<guid>e1</guid><title>Otter &amp;lt;b&amp;gt;leaves&amp;lt;/b&amp;gt; the lock</title>
<link>https://courier.example/otter</link><description>Barges wait.</description>
<pubDate>Wed, 26 Mar 2025 11:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Corrin Courier</title><entry>
<id>e1</id><title type="html">Otter &lt;b&gt;leaves&lt;/b&gt; the lock</title>
<link href="https://courier.example/otter"/><summary>Barges wait.</summary>
<published>2025-03-26T11:00:00Z</published></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Corrin Courier",
        "items": [
            {
                "id": "e1",
                "title": "Otter <b>leaves</b> the lock",
                "url": "https://courier.example/otter",
                "summary": "Barges wait.",
                "date_published": "2025-03-26T11:00:00Z",
            }
        ],
    }
)


@pytest.mark.parametrize("text", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_every_dialect_says_the_same(text: str) -> None:
    feed = parse_feed(text.encode())
    [entry] = feed.entries
    assert feed.fault == ""
    assert (entry.id, entry.title) == ("e1", "Otter leaves the lock")
    assert (entry.excerpt, entry.outlet_name) == ("Barges wait.", "Corrin Courier")
    assert "https://courier.example/otter" in entry.urls
    assert entry.published == datetime(2025, 3, 26, 11, 0, tzinfo=UTC)
