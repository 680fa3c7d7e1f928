"""What is new in a store, told between two runs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Record
from clustering.store import Store, open_store
from clustering.store.news import collect_news
from clustering.store.news_items import News
from tests.factories import FIRST_DAY, make_record
from tests.store.streams import bring, stream

FERRY = make_record("a", "Ferry runs aground off Tarn", day=0.0)
AGAIN = make_record("b", "Ferry aground off Tarn, 214 taken ashore", day=1.0)
MORE = make_record("c", "Ferry off Tarn: 214 taken ashore, captain held", day=2.0)
MUSEUM = make_record("d", "Museum of Valdria opens its doors", day=1.0)


def replay(store: Store, *steps: list[Record]) -> None:
    """Bring steps in, one a day."""
    for day, step in enumerate(steps):
        bring(store, step, now=FIRST_DAY + timedelta(days=day))


def told(news: News) -> list[tuple[str, str, int]]:
    return [(item.section, item.headline, item.came) for item in news.items]


def test_new_and_grown_stories_since_the_last_run(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY], [FERRY, AGAIN, MUSEUM])
        news = collect_news(store, "1")
        assert told(news) == [("new", MUSEUM.title, 1), ("grown", FERRY.title, 1)]
        assert news.of("grown")[0].new_outlets == ("B",)


def test_changes_of_several_runs_are_told_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [MUSEUM], [FERRY], [FERRY, AGAIN], [MORE])
        news = collect_news(store, "1")
        assert [(section, came) for section, _, came in told(news)][:1] == [("new", 3)]


def test_a_story_to_which_nothing_came_is_quiet(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY, AGAIN], [MUSEUM])
        assert [item.section for item in collect_news(store, "1").items] == ["new", "quiet"]


@pytest.mark.parametrize(
    ("since", "start"),
    [
        ("last", 2),
        ("yesterday", 2),
        ("0", 0),
        ("2", 2),
        ("2025-03-11T10:00Z", 2),
        ("2025-03-11T08:00:00+00:00", 1),
        ("2020-01-01", 0),
    ],
)
def test_where_the_news_begins(tmp_path: Path, since: str, start: int) -> None:
    first = stream(12, seed=8, days=1)  # many enough that nothing is measured anew
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, first, [AGAIN], [])
        now = FIRST_DAY + timedelta(days=2, hours=1)
        assert collect_news(store, since, now=now).since == start


@pytest.mark.parametrize("since", ["tomorrow-ish", "99", "-1", ""])
def test_what_cannot_be_read_is_said_with_an_example(tmp_path: Path, since: str) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY])
        with pytest.raises(UsageError, match="--since"):
            collect_news(store, since)


def test_a_store_without_a_run_has_no_news(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "n.db", create=True) as store,
        pytest.raises(UsageError, match="no run yet"),
    ):
        collect_news(store)


def test_narrow_stories_can_be_left_out(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY], [AGAIN, MUSEUM])
        assert [i.section for i in collect_news(store, "1", min_outlets=2).items] == ["grown"]


def test_a_change_by_new_word_weights_is_marked(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY, AGAIN, MUSEUM])
        connection = store.connection
        story, article = connection.execute(
            "SELECT story, id FROM articles WHERE title = ?", (AGAIN.title,)
        ).fetchone()
        bring(store, [], renew=True)
        connection.execute("UPDATE memberships SET until = 2 WHERE article = ?", (article,))
        connection.execute("INSERT INTO memberships VALUES (?, 'snew', 2, NULL)", (article,))
        connection.execute(
            "INSERT INTO stories SELECT 'snew', headline, lead, 'tnew', 1, 1, first_published, "
            "last_published, inside, outside, mark, keywords, 2, 2, NULL, NULL, NULL, "
            "cohesion, nearest, alarms FROM stories WHERE id = ?",
            (story,),
        )
        connection.execute(
            "INSERT INTO events VALUES (NULL, 2, 'split', 'snew', ?, 1, '[]')", (story,)
        )
        (item,) = collect_news(store, "1").of("split")
        assert item.by_renewal
        assert item.other == story


def test_the_last_run_is_told_with_the_renewal_that_it_began_with(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY, MUSEUM])
        bring(store, [AGAIN], now=FIRST_DAY + timedelta(days=1), renew=True)
        kinds = [kind for (kind,) in store.connection.execute("SELECT kind FROM runs ORDER BY id")]
        assert kinds[:3] == ["update", "renewal", "update"]
        assert collect_news(store, "last").since == 1


def test_a_grown_story_names_its_newest_article_without_trackers(tmp_path: Path) -> None:
    late = make_record(
        "l",
        "Ferry off Tarn: 214 taken ashore, inquiry begins",
        day=2.5,
        urls=("https://c.example/l?utm_source=rss&id=7",),
    )
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY], [FERRY, AGAIN, late, MORE])
        (item,) = collect_news(store, "1").of("grown")
        assert (item.came, item.newest, item.left) == (3, late.title, 0)
        assert item.newest_url == "https://c.example/l?id=7"


def test_a_story_that_lost_more_than_came_is_told_as_split(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        replay(store, [FERRY, AGAIN, MORE])
        connection = store.connection
        story, lead = connection.execute("SELECT id, lead FROM stories").fetchone()
        moved = [
            article
            for (article,) in connection.execute("SELECT id FROM articles ORDER BY id")
            if article != lead
        ]
        bring(store, [make_record("e", "Ferry aground off Tarn", day=1.2)])
        for article in moved:
            connection.execute("UPDATE memberships SET until = 2 WHERE article = ?", (article,))
            connection.execute("INSERT INTO memberships VALUES (?, 'snew', 2, NULL)", (article,))
        connection.execute(
            "INSERT INTO stories SELECT 'snew', 'Captain held', lead, 'tnew', 2, 2, "
            "first_published, last_published, inside, outside, mark, keywords, 2, 2, NULL, NULL, "
            "NULL, cohesion, nearest, alarms FROM stories"
        )
        items = {item.story: item for item in collect_news(store, "1").items}
        assert {name: item.section for name, item in items.items()} == {
            story: "split",
            "snew": "split",
        }
        assert (items[story].came, items[story].left) == (1, 2)
        assert (items[story].other, items[story].other_headline) == ("snew", "Captain held")


def test_a_story_that_took_others_in_is_told_once_and_names_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        titles = ("Ferry aground", "Museum opens", "Drought ends", "Strike begins", "Choir wins")
        alone = [make_record(title[0], title, day=0.0) for title in (*titles, "Bakery burns")]
        bring(store, alone)
        (run,) = store.connection.execute("SELECT max(id) FROM runs").fetchone()
        story_of = dict(store.connection.execute("SELECT title, story FROM articles"))
        store.connection.execute(
            "INSERT INTO runs SELECT id + 1, kind, started, present, sources, epoch, 0, 0, 0 "
            "FROM runs"
        )
        into = {"Ferry aground": "Choir wins", "Drought ends": "Choir wins"}
        into["Museum opens"] = "Bakery burns"
        for title, heir in into.items():
            moved = (run + 1, story_of[title])
            (article,) = store.connection.execute(
                "SELECT article FROM memberships WHERE story = ?", moved[1:]
            ).fetchone()
            store.connection.execute("UPDATE memberships SET until = ? WHERE story = ?", moved)
            store.connection.execute(
                "INSERT INTO memberships VALUES (?, ?, ?, NULL)", (article, story_of[heir], run + 1)
            )
        items = {item.headline: item for item in collect_news(store, "last").of("merged")}
        assert {head: item.came for head, item in items.items()} == {
            "Choir wins": 2,
            "Bakery burns": 1,
        }
        assert {other.headline for other in items["Choir wins"].others} == {
            "Ferry aground",
            "Drought ends",
        }
        assert items["Choir wins"].story == story_of["Choir wins"]
        assert items["Bakery burns"].other == story_of["Museum opens"]
