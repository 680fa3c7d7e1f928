"""Which stories a run writes."""

from __future__ import annotations

from pathlib import Path

from clustering.store import open_store
from tests.factories import make_record
from tests.store.streams import bring
from tests.store.test_article_rows import FERRY, MUSEUM, watch_writes, written

AGAIN = make_record("c", "Ferry aground off Tarn, 214 taken ashore", day=0.2)


def test_only_stories_that_changed_are_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, MUSEUM])
        watch_writes(store, "stories", "headline")
        bring(store, [AGAIN])
        assert len(written(store)) == 1
        assert MUSEUM.title not in written(store)


def test_a_story_tells_of_its_newest_articles(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [AGAIN])
        row = store.connection.execute(
            "SELECT articles, outlets, first_published < last_published, born, changed FROM stories"
        ).fetchone()
        assert row == (2, 2, 1, 1, 2)
