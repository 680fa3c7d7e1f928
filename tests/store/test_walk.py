"""Which articles are grouped again in a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clustering.articles.merge import merge
from clustering.store import open_store
from clustering.store.walk import find_places, gather
from tests.factories import FIRST_DAY, make_record
from tests.store.streams import WINDOW, bring, stories_in

OLD = make_record("old", "Ferry runs aground off Tarn", day=0.0)
NEW = make_record("new", "Museum of Valdria opens its doors", day=5 * WINDOW)


def test_stories_that_may_still_change_are_walked_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        later = make_record("later", "Concert in Ostrava", day=1.0)
        walk = gather(store.connection, [later], None, WINDOW, FIRST_DAY)
        assert [record.title for record in walk.records] == [later.title, OLD.title]
        assert walk.read == [0]


def test_settled_stories_are_not_walked_and_their_records_are_left_out(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [NEW])
        settled = store.connection.execute("SELECT headline FROM stories WHERE settled").fetchall()
        assert settled == [(OLD.title,)]
        again = bring(store, [OLD, NEW])
        assert [article.title for article in again.result.articles] == [NEW.title]
        assert again.settled == 1


def test_settled_stories_that_are_decided_again_are_not_held_over(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [NEW])
        story = stories_in(store)[OLD.title]
        walk = gather(store.connection, [], None, WINDOW, FIRST_DAY, with_settled=True)
        assert walk.before.released == {story}
        assert not walk.before.settled
        assert len(walk.records) == 2


def test_what_a_renewal_settles_is_counted_in_the_run_that_brought_it(tmp_path: Path) -> None:
    archive = [make_record(f"old {day}", f"Ferry {day} runs aground", day=day) for day in (0, 0.5)]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [NEW])
        done = bring(store, archive)
        assert done.renewed
        assert [article.title for article in done.result.articles] == [NEW.title]
        assert done.settled == len(archive)


def test_a_late_article_finds_its_settled_story(tmp_path: Path) -> None:
    late = make_record("late", "Ferry aground off Tarn is towed free", day=0.5)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [NEW])
        bring(store, [late], now=NEW.published)
        found = stories_in(store)
        assert found[late.title] == found[OLD.title]
        count = store.connection.execute(
            "SELECT articles, settled IS NOT NULL FROM stories WHERE headline = ?", (OLD.title,)
        )
        assert count.fetchone() == (2, 1)


def test_a_late_article_on_something_else_begins_a_story(tmp_path: Path) -> None:
    late = make_record("late", "Cheese fair in Norbek", day=0.5)
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [NEW])
        bring(store, [late], now=NEW.published)
        found = stories_in(store)
        assert len(set(found.values())) == 3


OLD = make_record("old", "Ferry runs aground off Tarn", day=0.0)
FERRY = make_record("ferry", "Ferry is towed free", day=4 * WINDOW)
MUSEUM = make_record("museum", "Museum of Valdria opens its doors", day=4 * WINDOW)


def test_articles_are_new_repeated_told_anew_or_settled(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [OLD])
        bring(store, [FERRY])
        elsewhere = replace(FERRY, source="other.csv", name="other.csv:7")
        told_anew = replace(FERRY, title="Ferry is towed free at last")
        for record, is_known, is_settled, is_repeated in (
            (MUSEUM, False, False, False),
            (FERRY, True, False, True),
            (elsewhere, True, False, True),
            (told_anew, True, False, False),
            (OLD, True, True, False),
        ):
            (place,) = find_places(store.connection, [record], merge([record]))
            assert (bool(place.stories), place.is_settled, place.is_repeated) == (
                is_known,
                is_settled,
                is_repeated,
            )
