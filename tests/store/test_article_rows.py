"""Which articles a run writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clustering.store import Store, open_store
from tests.factories import make_record
from tests.store.streams import bring

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
MUSEUM = make_record("b", "Museum of Valdria opens its doors", day=0.1)


def watch_writes(store: Store, table: str, column: str) -> None:
    """Note each row of a table that is written again, in ``written``."""
    store.connection.executescript(
        "CREATE TEMP TABLE written (name); CREATE TEMP TRIGGER note AFTER UPDATE ON main."
        f"{table} BEGIN INSERT INTO written SELECT {column} FROM main.{table} "
        f"WHERE id = new.id; END;"
    )


def written(store: Store) -> set[str]:
    return {name for (name,) in store.connection.execute("SELECT name FROM written")}


def test_only_articles_that_changed_are_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        # So many that one more does not make the store measure its figures anew.
        bring(store, [FERRY, MUSEUM, *(make_record(f"n{at}", f"Note {at}") for at in range(9))])
        watch_writes(store, "articles", "title")
        bring(store, [make_record("c", "Concert in Ostrava", day=0.2)])
        assert written(store) == set()
        longer = replace(MUSEUM, title="Museum of Valdria opens its doors at last")
        bring(store, [longer])
        assert written(store) == {longer.title}


def test_two_articles_that_prove_to_be_one_are_one_row(tmp_path: Path) -> None:
    other = replace(FERRY, name="x", urls=("https://a.example/other",))
    both = replace(FERRY, name="y", source="y", urls=(*FERRY.urls, *other.urls))
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [FERRY, other])
        assert store.connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        bring(store, [both])
        rows = store.connection.execute("SELECT id FROM articles").fetchall()
        held = store.connection.execute(
            "SELECT DISTINCT article FROM memberships WHERE until IS NULL"
        ).fetchall()
        assert len(rows) == 1
        assert held == rows
