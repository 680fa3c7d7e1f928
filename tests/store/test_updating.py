"""Runs over a store: stories keep their ids, and nothing is lost on the way."""

from __future__ import annotations

import random
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clustering.stories.contrast as contrast
from clustering.epoch import Before
from clustering.model import Reading
from clustering.pipeline import run
from clustering.store import Store, open_store
from clustering.store.epochs import load_epoch
from tests.factories import FIRST_DAY, make_record
from tests.patience import PATIENCE
from tests.started import copies_of_loaded
from tests.store.streams import (
    SETTINGS,
    WINDOW,
    alike_stream,
    bring,
    in_days,
    stories_in,
    stream,
)


def test_a_story_keeps_its_id_when_an_earlier_article_comes(tmp_path: Path) -> None:
    first = make_record("b", "Ferry runs aground off Tarn", day=1.0)
    earlier = make_record("a", "Ferry aground off Tarn, 214 taken ashore", day=0.0)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [first])
        (name,) = stories_in(store).values()
        done = bring(store, [earlier])
        assert set(stories_in(store).values()) == {name}
        assert [change.kind for change in done.changes] == ["grew"]
        assert done.result.stories[0].id == name


def test_undated_articles_of_later_runs_meet(tmp_path: Path) -> None:
    others = [replace(one, published=None) for one in stream(60, seed=2, days=3)]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, others)
        bring(store, [make_record("b", "Ferry runs aground off Tarn, 214 taken ashore", day=None)])
        done = bring(
            store, [make_record("a", "Ferry aground off Tarn, 214 taken ashore", day=None)]
        )
        assert [change.kind for change in done.changes] == ["grew"]


def test_reading_the_same_again_changes_nothing(tmp_path: Path) -> None:
    records = stream(8, seed=1, days=3)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records)
        before = stories_in(store)
        done = bring(store, records)
        assert done.changes == []
        assert stories_in(store) == before
        assert len(done.result.reading.records) == done.result.reading.read_count


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_article_has_one_story_and_the_history_leads_to_it(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("store") / "n.db"
    with open_store(path, create=True) as store:
        for step in in_days(stream(10, seed, days=15), days=2):
            bring(store, step)
        connection = store.connection
        now = dict(connection.execute("SELECT id, story FROM articles"))
        held = connection.execute("SELECT article, story FROM memberships WHERE until IS NULL")
        assert dict(held) == now
        ended = {s for (s,) in connection.execute("SELECT id FROM stories WHERE ended")}
        assert not ended & set(now.values())
        for (successor,) in connection.execute("SELECT successor FROM stories WHERE ended"):
            assert successor is not None
        counts = dict(connection.execute("SELECT id, articles FROM stories WHERE ended IS NULL"))
        for story, count in counts.items():
            assert count == sum(own == story for own in now.values())


@pytest.mark.slow("ten runs for each example")
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000), is_alike=st.booleans())
def test_open_stories_are_those_of_a_run_over_everything_in_the_same_epoch(
    tmp_path_factory: pytest.TempPathFactory, seed: int, is_alike: bool
) -> None:
    """Step by step each run decides what is near to new articles, and finds what the whole does."""
    path = tmp_path_factory.mktemp("store") / "n.db"
    records = alike_stream(40, seed, days=40) if is_alike else stream(24, seed, days=40)
    steps = in_days(records, days=4)
    with pytest.MonkeyPatch.context() as patch, open_store(path, create=True) as store:
        patch.setattr(contrast, "_HELD_TOGETHER", 0.0)
        patch.setattr(contrast, "_HELD_APART", 0.0)
        for step in steps:
            bring(store, step)
        found = load_epoch(store.connection)
        assert found is not None
        everything = Reading([record for step in steps for record in step], [])
        whole = run(everything, SETTINGS, before=Before(found[3], {}))
        here = dict(
            store.connection.execute(
                "SELECT a.id, s.id FROM articles a JOIN stories s ON s.id = a.story "
                "WHERE s.settled IS NULL"
            )
        )
        groups = {
            frozenset(a.id for a in story.articles if a.id in here) for story in whole.stories
        }
        own = {frozenset(a for a in here if here[a] == story) for story in here.values()}
        assert own == groups - {frozenset()}
        (walked,) = store.connection.execute(
            "SELECT walked FROM runs WHERE kind = 'update' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert max(walked, len(here)) < len(whole.articles)


def test_growth_by_a_quarter_renews_the_figures_in_a_run_of_its_own(tmp_path: Path) -> None:
    records = stream(12, seed=3, days=3)
    with open_store(tmp_path / "n.db", create=True) as store:
        assert not bring(store, records[:10]).renewed
        assert bring(store, records[10:]).renewed
        kinds = [kind for (kind,) in store.connection.execute("SELECT kind FROM runs ORDER BY id")]
        assert kinds == ["update", "update", "renewal"]


def test_other_settings_and_a_wish_renew_the_figures_first(tmp_path: Path) -> None:
    records = stream(8, seed=4, days=3)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records)
        assert bring(store, [], renew=True).renewed
        finer = SETTINGS.model_copy(update={"detail": 0.9})
        assert bring(store, [], settings=finer).renewed
        assert not bring(store, [], settings=finer).renewed


def part_settled_story(store: Store) -> None:
    """Bring a story of two articles in, let it settle, and part it as if it always had been two."""
    one = make_record("a", "Ferry runs aground off Tarn", day=0.0)
    two = make_record("b", "Ferry aground off Tarn, 214 taken ashore", day=0.5)
    bring(store, [one, two])
    bring(store, [make_record("c", "Museum of Valdria opens its doors", day=4 * WINDOW)])
    store.connection.executescript(
        "INSERT INTO stories SELECT 's-other', headline, lead, 't-other', 1, 1, first_published, "
        "last_published, inside, outside, mark, keywords, born, changed, settled, NULL, NULL, "
        "cohesion, nearest, alarms FROM stories WHERE settled;"
        "UPDATE articles SET story = 's-other' WHERE title LIKE '%ashore';"
        "UPDATE memberships SET story = 's-other' WHERE article IN "
        "(SELECT id FROM articles WHERE story = 's-other');"
    )
    assert len(set(stories_in(store).values())) == 3


@pytest.mark.parametrize(("for_good_from", "stories"), [(2, 3), (3, 2)])
def test_a_renewal_decides_settled_stories_again_while_the_store_is_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_good_from: int, stories: int
) -> None:
    monkeypatch.setattr("clustering.store.updating.SETTLED_FOR_GOOD_FROM", for_good_from)
    monkeypatch.setattr("clustering.store.updating.FEWEST_DECIDED_AGAIN", 2)
    with open_store(tmp_path / "n.db", create=True) as store:
        part_settled_story(store)
        bring(store, [])
        assert len(set(stories_in(store).values())) == 3
        bring(store, [], renew=True)
        assert len(set(stories_in(store).values())) == stories
        settled = "SELECT count(*) FROM stories WHERE settled AND ended IS NULL"
        assert store.connection.execute(settled).fetchone() == (stories - 1,)


def test_what_a_renewal_leaves_as_it_was_is_not_settled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clustering.store.updating.FEWEST_DECIDED_AGAIN", 1)
    with open_store(tmp_path / "n.db", create=True) as store:
        for step in in_days(stream(12, seed=2, days=30), days=3):
            bring(store, step)
        events = "SELECT story, count(*) FROM events WHERE kind = 'settled' GROUP BY story"
        before = dict(store.connection.execute(events))
        bring(store, [], renew=True)
        assert before
        assert dict(store.connection.execute(events)) == before


def test_a_renewal_tells_the_open_stories_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clustering.store.updating.FEWEST_DECIDED_AGAIN", 1)
    records = stream(20, seed=3, days=1)
    old, later = records[::2], records[1::2]
    late = [
        replace(record, title=f"Later {at}", published=FIRST_DAY + timedelta(days=5 * WINDOW))
        for at, record in enumerate(later)
    ]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, old)
        bring(store, late[:2])
        done = bring(store, [*old, *late])
        assert done.renewed
        assert done.settled == len(old)
        found = stories_in(store)
        assert {a.title for a in done.result.articles} == {record.title for record in late}
        for story in done.result.stories:
            assert {found[article.title] for article in story.articles} == {story.id}


def test_a_run_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = stream(8, seed=5, days=3)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records[:8])
        before = list(store.connection.iterdump())
        monkeypatch.setattr("clustering.store.updating.settle", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring(store, records[8:])
        assert list(store.connection.iterdump()) == before


def write_until_killed(path: Path, started: Event) -> None:
    """Bring steps into a store, one after the other."""
    with open_store(path, create=True) as store:
        started.set()
        for step in in_days(stream(30, seed=6, days=10)):
            bring(store, step)


@pytest.mark.slow("kills 25 processes at random moments")
def test_a_store_is_whole_after_a_kill_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    pick = random.Random(7)
    context = copies_of_loaded()
    for _ in range(25):
        started = context.Event()
        process = context.Process(target=write_until_killed, args=(path, started))
        process.start()
        assert started.wait(PATIENCE)
        time.sleep(pick.uniform(0.0, 0.4))
        process.kill()
        process.join()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            runs = connection.execute("SELECT max(id) FROM runs").fetchone()[0] or 0
            for table in ("memberships WHERE since > ?", "stories WHERE born > ?"):
                late = connection.execute(f"SELECT count(*) FROM {table}", (runs,)).fetchone()
                assert late == (0,)
