"""Why a file cannot be used as a store: one sentence for each cause, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.store import open_store
from clustering.store.unusable import check_place, check_tables, unusable
from tests.store.streams import bring, stories_in, stream


def test_a_folder_and_a_missing_folder_are_no_place_for_a_store(tmp_path: Path) -> None:
    check_place(tmp_path / "news.db")
    with pytest.raises(UsageError, match=r"a folder; a store is a file, such as .*news\.db"):
        check_place(tmp_path)
    with pytest.raises(UsageError, match=r"there is no folder .*nowhere; make it"):
        check_place(tmp_path / "nowhere" / "news.db")


def test_tables_of_another_program_are_refused() -> None:
    own = {"runs", "epochs", "articles", "stories", "memberships"}
    check_tables(Path("n.db"), set(), 0)
    check_tables(Path("n.db"), own | {"notes of the user"}, 1)
    for tables, version in (({"articles", "stories"}, 1), (own, 0)):
        with pytest.raises(UsageError, match="no store of samestory"):
            check_tables(Path("n.db"), tables, version)


def test_a_full_disk_is_said_and_the_store_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    records = stream(30, seed=3, days=3)
    with open_store(path, create=True) as store:
        bring(store, records[:20])
        held = stories_in(store)
    with open_store(path) as store:
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UsageError, match=r"n\.db: its disk is full; the store is as it was"):
            bring(store, records[20:])
        assert stories_in(store) == held


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    with open_store(path, create=True) as store:
        store.connection.execute("PRAGMA query_only = 1")
        with pytest.raises(UsageError, match="cannot be written"):
            bring(store, stream(3, seed=3, days=3))


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    with open_store(path, create=True) as store:
        bring(store, stream(30, seed=3, days=3))
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 100] = b"\xff" * 100
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"damaged .*go back to a copy"), open_store(path) as store:
        store.connection.execute("SELECT * FROM articles").fetchall()


def test_an_error_of_ours_is_not_put_on_the_file() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in ("SELECT * FROM nothing", "SELEC"):
            with pytest.raises(sqlite3.Error) as raised:
                connection.execute(statement)
            assert unusable(Path("n.db"), raised.value) is None
    assert unusable(Path("n.db"), sqlite3.ProgrammingError("closed")) is None
