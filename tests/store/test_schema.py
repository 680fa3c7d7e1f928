"""A store file: made once, refused when it is none of ours, written by one at a time."""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.store.schema import check_place, check_tables, open_store, unusable
from clustering.store.tables import VERSION
from tests.pages import ROOT
from tests.patience import PATIENCE
from tests.store.streams import bring, stories_in, stream


def test_a_store_is_made_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        tables = store.connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert {"runs", "articles", "stories", "current", "news"} <= {name for (name,) in tables}
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_missing_store_is_said_with_the_way_to_make_one(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"there is no such store; .*--store"),
        open_store(tmp_path / "no.db"),
    ):
        pass
    assert not list(tmp_path.iterdir())


def test_another_database_a_text_and_a_folder_are_refused_and_stay_as_they_are(
    tmp_path: Path,
) -> None:
    other, numbered = tmp_path / "other.db", tmp_path / "numbered.db"
    later, text = tmp_path / "later.db", tmp_path / "notes.txt"
    for path, version in ((other, 0), (numbered, 3), (later, VERSION + 1)):
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(f"CREATE TABLE mine (a); PRAGMA user_version = {version}")
    text.write_text("groceries, " * 200)
    held = {path: path.read_bytes() for path in (other, numbered, later, text)}
    for path, words in (*((path, "no store") for path in held), (tmp_path, "a folder; a store is")):
        for create in (True, False):
            with pytest.raises(UsageError, match=words), open_store(path, create=create):
                pass
    assert {path: path.read_bytes() for path in held} == held
    assert set(tmp_path.iterdir()) == set(held)


@pytest.mark.parametrize(
    ("version", "said"), [(VERSION + 1, "later samestory"), (4, "before 0.2.0")]
)
def test_a_store_of_a_later_version_or_an_unreleased_one_is_refused(
    tmp_path: Path, version: int, said: str
) -> None:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        store.connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(UsageError, match=said), open_store(path):
        pass


def test_a_second_writer_waits_and_then_gives_up_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with (
        open_store(path, create=True) as one,
        one.writing(),
        open_store(path, wait=0.05) as two,
        pytest.raises(UsageError, match="another process is writing"),
        two.writing(),
    ):
        pass


def test_a_second_writer_goes_on_when_the_first_is_done(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    started, done = threading.Event(), []

    def wait_and_write() -> None:
        with open_store(path) as two:
            started.set()
            with two.writing() as connection:
                done.append(connection.execute("SELECT note FROM feeds").fetchall())

    with open_store(path, create=True) as one:
        with one.writing() as connection:
            thread = threading.Thread(target=wait_and_write)
            thread.start()
            assert started.wait(PATIENCE)
            connection.execute("INSERT INTO feeds (url, note) VALUES ('u', 'first')")
        thread.join(PATIENCE)
    assert done == [[("first",)]]


def test_readers_see_the_state_before_until_a_writer_is_done(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as one, open_store(path) as reader:
        with one.writing() as connection:
            connection.execute("INSERT INTO feeds (url) VALUES ('u')")
            assert reader.connection.execute("SELECT * FROM feeds").fetchall() == []
        assert len(reader.connection.execute("SELECT * FROM feeds").fetchall()) == 1


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        with pytest.raises(ZeroDivisionError), store.writing() as connection:
            connection.execute("INSERT INTO feeds (url) VALUES ('u')")
            raise ZeroDivisionError
        assert store.connection.execute("SELECT * FROM feeds").fetchall() == []


def test_the_queries_of_the_guide_give_rows(tmp_path: Path) -> None:
    guide = (ROOT / "reports" / "guides" / "store.md").read_text(encoding="utf-8")
    queries = [
        query
        for block in re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
        if "FROM current" in block
        for query in block.split(";")
        if query.strip()
    ]
    assert len(queries) == 3
    with open_store(tmp_path / "news.db", create=True) as store:
        bring(store, stream(8, seed=9, days=2))
        for query in queries:
            assert store.connection.execute(query).fetchall()


def test_a_store_of_an_earlier_version_is_brought_up_and_read_on(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    records = stream(6, seed=2, days=3)
    with open_store(path, create=True) as store:
        bring(store, records[:-1])
        store.connection.executescript(
            "DROP INDEX stories_of_thread; DROP INDEX memberships_since; "
            "DROP INDEX memberships_until; ALTER TABLE words DROP COLUMN common; "
            "PRAGMA user_version = 5;"
        )
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert not bring(store, records[-1:]).renewed


def test_two_that_make_a_store_at_once_make_one(tmp_path: Path) -> None:
    failures: list[Exception] = []
    start = threading.Barrier(8)

    def make() -> None:
        start.wait()
        try:
            with open_store(tmp_path / "news.db", create=True):
                pass
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


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
