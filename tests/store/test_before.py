"""What a store has of the articles of a run."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from clustering.store import open_store
from clustering.store.before import TOLD, load_before
from tests.factories import FIRST_DAY, make_record
from tests.store.streams import bring

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
MUSEUM = make_record("b", "Museum of Valdria opens its doors", day=None)


def test_stories_are_known_with_what_is_told_of_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [MUSEUM], now=FIRST_DAY)
        ids = dict(store.connection.execute("SELECT title, id FROM articles"))
        found = load_before(store.connection, set(ids.values()), [], None, 1.0)
        story, is_core = found.articles[ids[FERRY.title]]
        assert is_core
        assert dict(zip(TOLD, found.stories[story], strict=True))["headline"] == FERRY.title
        assert found.before.born == {story: 1, found.articles[ids[MUSEUM.title]][0]: 2}
        assert found.before.leads == set(ids.values())
        assert np.isnan(found.before.seen[ids[FERRY.title]])
        assert found.before.seen[ids[MUSEUM.title]] == FIRST_DAY.timestamp() / 86400
        assert set(found.before.thread_of) == set(found.stories)


def test_an_article_is_known_by_all_its_keys_where_one_was_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, MUSEUM])
        (article,) = store.connection.execute(
            "SELECT id FROM articles WHERE title = ?", (FERRY.title,)
        ).fetchone()
        (key,) = store.connection.execute(
            "SELECT key FROM keys WHERE article = ?", (article,)
        ).fetchone()
        found = load_before(store.connection, {article}, [key], None, 1.0)
        assert found.before.story_of[key] == found.articles[article][0]
        assert key not in load_before(store.connection, {article}, [], None, 1.0).before.story_of


def test_ids_are_taken_for_good_with_the_numbers_behind_them(tmp_path: Path) -> None:
    """A part that leaves a story, comes back and leaves again gets a third id."""
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, MUSEUM])
        ids = dict(store.connection.execute("SELECT title, id FROM articles"))
        own = "s" + ids[FERRY.title][1:]
        for name in (f"{own}-2", f"{own}-10", f"{own}x", "t"):
            store.connection.execute(
                "INSERT INTO stories SELECT ?, headline, lead, thread, 1, 1, NULL, NULL, 0, 0, "
                "'', '', 1, 1, NULL, 1, ?, 0, NULL, '[]' FROM stories WHERE id = ?",
                (name, own, own),
            )
        found = load_before(store.connection, {ids[FERRY.title]}, [], None, 1.0)
        assert found.before.taken == {own, f"{own}-2", f"{own}-10"}
