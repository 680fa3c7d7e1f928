"""What the desk shows of a store."""

from __future__ import annotations

from pathlib import Path

from clustering.desk import shown
from clustering.desk.correct import Corrections
from clustering.desk.plans import plan_merge
from clustering.desk.shown import groups_of_copies
from clustering.store import open_store
from tests.desk.corrected import largest
from tests.factories import make_record
from tests.store.streams import bring


def test_a_day_of_age_is_worth_twice_the_outlets(tmp_path: Path) -> None:
    wide = [make_record(f"w{i}", f"Ferry aground off Tarn {i}", day=0.0) for i in range(4)]
    fresh = [make_record(f"f{i}", f"Museum of Valdria opens {i}", day=1.5) for i in range(2)]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, [*wide, *fresh])
        front = shown.front_page(store.connection, 0, 9)
        assert [story.articles for story in front] == [2, 4]
        wider = [make_record(f"v{i}", f"Ferry aground off Tarn {i} x", day=0.0) for i in range(9)]
        bring(store, wider)
        assert [s.articles for s in shown.front_page(store.connection, 0, 9)] == [13, 2]
        latest = shown.front_page(store.connection, 0, 1, latest=True)
        assert [story.articles for story in latest] == [2]
        assert [s.articles for s in shown.front_page(store.connection, 1, 9)] == [2]


def test_a_card_has_the_newest_headlines_of_other_outlets(desk: Corrections) -> None:
    with desk.open() as store:
        stories = shown.front_page(store.connection, 0, 30)
        for card in shown.cards(store.connection, stories):
            own = card.story.domain
            assert own not in {one.domain for one in card.more}
            assert len({one.domain for one in card.more}) == len(card.more) <= 3
            times = [one.published or "" for one in card.more]
            assert times == sorted(times, reverse=True)


def test_a_story_that_ended_is_the_one_that_has_its_articles(desk: Corrections) -> None:
    (one, mine), (other, theirs) = largest(desk)
    done = desk.make(lambda store: plan_merge(store, one, other))
    with desk.open() as store:
        for name in (one, other):
            assert shown.living_story(store.connection, name) == done.story
        assert shown.living_story(store.connection, "nothing") is None
        articles = {a.id for a in shown.articles_of(store.connection, done.story)}
        assert articles == {*mine, *theirs}
        (story,) = shown.stories_by_id(store.connection, [one, other, "nothing"])
        assert story.id == done.story
        assert done.story in {s.id for s in shown.thread_stories(store.connection, story.thread)}


TEXT = "The old harbour of Brackwater stood under water on Monday; ferries were cancelled." * 2


def test_groups_come_the_newest_first_each_with_the_one_to_keep(tmp_path: Path) -> None:
    records = [
        make_record(f"{event}{at}", f"{event} floods the old harbour", day, excerpt=event + TEXT)
        for event, day in (("Ottoline", 0.0), ("Zephyrine", 2.5))
        for at in range(2)
    ]
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, records)
        groups = groups_of_copies(store.connection, 0, 9)
        assert [group.articles[0].title.split()[0] for group in groups] == ["Zephyrine", "Ottoline"]
        assert all(group.articles[0].is_kept for group in groups)
        assert all(group.kind == "wire_copy" for group in groups)
        assert groups_of_copies(store.connection, 1, 1) == groups[1:]
