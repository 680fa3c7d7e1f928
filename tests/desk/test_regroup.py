"""Only what a correction touches is grouped and told again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from clustering.desk.correct import Corrections
from clustering.desk.plans import plan_merge, plan_split
from clustering.desk.search import SearchIndex
from clustering.store import open_store
from tests.desk.corrected import largest, walked_again
from tests.factories import make_record
from tests.store.streams import WINDOW, bring


def told(connection: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    query = "SELECT id, headline, articles, outlets, inside, mark, changed, thread FROM stories"
    return {name: tuple(row) for name, *row in connection.execute(query)}


def test_stories_that_are_not_touched_stay_as_they_are(desk: Corrections) -> None:
    (one, mine), (other, _) = largest(desk)
    with desk.open() as store:
        before = told(store.connection)
        desk.make(lambda st: plan_split(st, one, mine[1:2], together=False))
        after = told(store.connection)
        assert {name for name in before if after[name] != before[name]} == {one}
        assert after[one][1:3] == (len(mine) - 1, len(mine) - 1)
        desk.make(lambda st: plan_merge(st, one, other))
        changed = {name for name, row in told(store.connection).items() if after.get(name) != row}
        assert changed == {one, other}


def test_what_is_told_at_once_is_what_the_next_run_tells(desk: Corrections) -> None:
    (one, mine), (other, _) = largest(desk)
    desk.make(lambda store: plan_split(store, one, mine[1:2], together=False))
    query = "SELECT id, headline, articles, outlets FROM stories WHERE ended IS NULL ORDER BY id"
    with desk.open() as store:
        at_once = store.connection.execute(query).fetchall()
    walked_again(desk)
    with desk.open() as store:
        assert store.connection.execute(query).fetchall() == at_once
    assert other in {name for name, *_ in at_once}


def test_a_settled_story_is_corrected_and_stays_settled(tmp_path: Path) -> None:
    records = [
        make_record(n, f"Ferry runs aground off Tarn {n}", day=0.1 * i) for i, n in enumerate("abc")
    ]
    later = make_record("d", "Concert in Ostrava", day=4 * WINDOW)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records)
        bring(store, [later])
        desk = Corrections(tmp_path / "n.db", tmp_path / "l.yaml", SearchIndex().stories_near)
        ((story, articles),) = largest(desk, 1)
        desk.make(lambda st: plan_split(st, story, articles[1:2], together=False))
        query = "SELECT articles, settled IS NOT NULL FROM stories WHERE ended IS NULL"
        rows = sorted(store.connection.execute(query).fetchall())
        assert rows == [(1, 0), (1, 1), (2, 1)]
        bring(store, [make_record("e", "Concert in Ostrava again", day=4 * WINDOW)])
        assert (2, 1) in store.connection.execute(query).fetchall()
