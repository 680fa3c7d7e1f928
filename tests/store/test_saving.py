"""What a run writes into a store."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from clustering.store import Store, open_store
from tests.factories import make_record
from tests.store.streams import WINDOW, bring

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
AGAIN = make_record("b", "Ferry aground off Tarn, 214 taken ashore", day=0.2)


def one(store: Store, query: str) -> tuple[object, ...]:
    row: tuple[object, ...] = store.connection.execute(query).fetchone()
    return row


def test_a_run_is_noted_with_what_it_read_and_found(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY], sources=["monday.csv"])
        bring(store, [FERRY, AGAIN], sources=["tuesday.csv"])
        query = "SELECT kind, sources, records, new_articles, walked FROM runs WHERE id = 2"
        assert one(store, query) == ("update", '["tuesday.csv"]', 2, 1, 2)


def test_growth_names_the_outlets_that_are_new_to_the_story(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [FERRY, AGAIN])
        kind, outlets = one(store, "SELECT kind, outlets FROM events WHERE run = 2")
        assert (kind, json.loads(str(outlets))) == ("grew", ["B"])


def test_copies_are_kept_with_their_kind(tmp_path: Path) -> None:
    text = " ".join(f"word{at} of the long report" for at in range(30))
    copy = replace(FERRY, excerpt=text), replace(AGAIN, title=FERRY.title, excerpt=text)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, copy)
        kept = store.connection.execute("SELECT keep, kind FROM copies ORDER BY keep").fetchall()
        assert [keep for keep, _ in kept] == [0, 1]
        assert kept[0][1]
        assert kept[1][1] == ""


def test_the_first_run_does_not_know_when_its_articles_were_first_seen(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [FERRY, AGAIN])
        seen = dict(store.connection.execute("SELECT title, seen FROM articles"))
        assert seen[FERRY.title] is None
        assert seen[AGAIN.title] is not None


def test_an_article_that_gets_a_new_id_keeps_its_story(tmp_path: Path) -> None:
    """The id comes of the smallest preferred address; another record brings a smaller one."""
    other = replace(FERRY, name="x", source="x", urls=("https://a.example/0", *FERRY.urls))
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        before = one(store, "SELECT id, story FROM articles")
        bring(store, [other])
        after = one(store, "SELECT id, story FROM articles")
        assert one(store, "SELECT count(*) FROM articles") == (1,)
        assert after[1] == before[1]
        assert one(store, "SELECT count(*) FROM events WHERE run > 1") == (0,)


def test_stories_settle_when_nothing_came_for_three_windows(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [make_record("c", "Museum of Valdria opens", day=3 * WINDOW - 0.5)])
        assert one(store, "SELECT count(*) FROM stories WHERE settled") == (0,)
        bring(store, [make_record("d", "Concert in Ostrava", day=3 * WINDOW + 0.5)])
        assert one(store, "SELECT headline FROM stories WHERE settled") == (FERRY.title,)
        assert one(store, "SELECT count(*) FROM events WHERE kind = 'settled'") == (1,)


def test_the_views_answer_what_an_analyst_asks(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY])
        bring(store, [FERRY, AGAIN])
        assert one(store, "SELECT count(*), count(DISTINCT story) FROM current") == (2, 1)
        assert one(store, "SELECT kind, came, articles FROM news WHERE run = 2") == ("grew", 1, 2)
