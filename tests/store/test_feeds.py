"""What the store remembers of web addresses comes back as it was, without passwords."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from clustering.fetching import Known
from clustering.store import open_store
from clustering.store.feeds import load_feeds, save_feeds

NOW = datetime(2026, 3, 26, 12, 0, 1, 5, tzinfo=UTC)
FULL = Known(
    url="https://a.example/rss",
    listed_in="feeds.opml",
    moved_to="https://b.example/rss",
    etag='W/"1"',
    modified="Thu, 26 Mar 2026 12:00:00 GMT",
    digest="d",
    is_inside=False,
    checked=NOW,
    next_check=NOW,
    failures=2,
    status=503,
    is_gone=True,
    note="answers 503 Service Unavailable",
)


def test_what_is_known_comes_back(tmp_path: Path) -> None:
    plain = Known("https://c.example/rss")
    with open_store(tmp_path / "n.db", create=True) as store:
        save_feeds(store, [FULL, plain])
        save_feeds(store, [])
    with open_store(tmp_path / "n.db") as store:
        assert load_feeds(store) == {FULL.url: FULL, plain.url: plain}
        save_feeds(store, [replace(FULL, failures=0)])
        assert load_feeds(store)[FULL.url].failures == 0


def test_a_password_is_not_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        save_feeds(store, [Known("https://ann:secret@a.example/rss")])
        assert list(load_feeds(store)) == ["https://a.example/rss"]
    assert b"secret" not in (tmp_path / "n.db").read_bytes()
