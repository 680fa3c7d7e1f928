"""Pages that list: news, what was found, outlets, copies, a matter."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from clustering.desk.correct import Corrections
from clustering.desk.search import SearchIndex
from clustering.desk.shown import stories_by_id
from clustering.serve.lists import _along_time
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from clustering.store import open_store
from tests.desk.corrected import largest
from tests.factories import make_record
from tests.schemas import check_document
from tests.serve.browsers import Browser, browser_on
from tests.store.streams import bring

FLOOD = "Storm Ottoline floods the old harbour of Brackwater and forty houses near it"
TEXT = (
    "The old harbour of Brackwater stood under water on Monday after storm Ottoline. Ferries to "
    "the islands were cancelled, and forty houses near the quay were left without power."
)
FIRST = [
    make_record("gazette", FLOOD, 0.0, excerpt=TEXT),
    make_record("mirror", FLOOD, 0.7, excerpt=TEXT),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("otter", "A lentil recipe for long winter evenings", 0.4),
]
THIRD = [make_record("courier", "Storm Ottoline: old harbour of Brackwater flooded", 1.3)]
SECOND = [make_record("ledger", "Ottoline: old harbour of Brackwater flooded, ferries stop", 1.2)]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    path = tmp_path / "news.db"
    with open_store(path, create=True) as store:
        bring(store, FIRST)
    return browser_on(Corrections(path, tmp_path / "labels.yaml", SearchIndex().stories_near))


def test_what_came_since_the_last_visit_is_marked(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Since your last visit: nothing new" in browser.read("/")
    with browser.corrections.open() as store:
        bring(store, SECOND)
    assert "of several outlets: 1 grown" in browser.read("/")  # of the same visit
    monkeypatch.setattr("clustering.serve.views.present", lambda: 3e9)
    assert "Grown +1" not in browser.read("/")  # which has seen it
    with browser.corrections.open() as store:
        bring(store, THIRD)
    monkeypatch.setattr("clustering.serve.views.present", lambda: 4e9)
    page = browser.read("/")
    assert "Since your last visit, of several outlets: 1 grown" in page
    assert "Grown +1" in page
    assert "1 new outlet: Courier" in browser.read("/new")
    assert "1 new outlet" not in browser.read("/new?since=3")
    browser.read("/new?since=nonsense", status=409)


def test_stories_are_found_by_words_of_titles_texts_and_outlets(browser: Browser) -> None:
    ((story, _),) = largest(browser.corrections, 1)
    for words in ("harbour", "power", "tern"):
        assert f"/story/{story}" in browser.read(f"/search?q={words}")
    assert "Nothing has all these words" in browser.read("/search?q=zebra")
    assert "Type words" in browser.read("/search")


def test_outlets_lead_to_their_stories_and_to_what_they_lack(browser: Browser) -> None:
    ((story, _),) = largest(browser.corrections, 1)
    page = browser.read("/outlets")
    assert "/outlet?name=tern.example" in page
    assert f"/story/{story}" in browser.read("/outlet?name=tern.example")
    assert f"/story/{story}" not in browser.read("/outlet?name=otter.example")
    assert f"/story/{story}" in browser.read("/outlet?name=otter.example&show=lacks")
    assert "No story" in browser.read("/outlet?name=nobody")


def test_a_matter_lists_its_stories(browser: Browser) -> None:
    with browser.corrections.open() as store:
        query = "SELECT thread, id FROM stories"
        threads = store.connection.execute(query).fetchall()
    for thread, story in threads:
        assert f"/story/{story}" in browser.read(f"/thread/{thread}")
    browser.read("/thread/nothing", status=404)


def test_copies_are_kept_and_parted_as_people_say(browser: Browser) -> None:
    def kept(page: str) -> str:
        return page.split('class="verdict keep"')[1].split("https://")[1].split("/")[0]

    page = browser.read("/copies")
    assert kept(page) == "gazette.example"
    ids = {a: t for a, t in _ids(browser)}
    mirror = next(a for a, url in ids.items() if "mirror" in url)
    fields: dict[str, object] = {"tick": mirror, "back": "copies"}
    page = browser.send("/copies/say", {**fields, "said": "keep"})
    assert kept(page) == "mirror.example"
    with browser.corrections.open() as store:
        bring(store, SECOND)
    assert kept(browser.read("/copies")) == "mirror.example"
    browser.send("/undo", {"number": 1})
    assert kept(browser.read("/copies")) == "gazette.example"
    assert "No copies" in browser.send("/copies/say", {**fields, "said": "not a copy"})
    with browser.corrections.open() as store:
        bring(store, [])
    assert "No copies" in browser.read("/copies")
    stories = [set(articles) for _, articles in largest(browser.corrections, 9)]
    assert any(mirror in one and len(one) > 1 for one in stories)
    browser.send("/copies/say", {**fields, "said": "nonsense"}, status=409)


def _ids(browser: Browser) -> list[tuple[str, str]]:
    with browser.corrections.open() as store:
        return store.connection.execute("SELECT id, url FROM articles").fetchall()


GROUPS = OutletGroups(
    (
        OutletGroup("", "own", ("otter.example",)),
        OutletGroup("", "rivals <b>", ("gazette.example", "courier.example")),
        OutletGroup("size", "big", ("mirror.example",)),
        OutletGroup("size", "small", ("courier.example",)),
    )
)


@pytest.fixture
def grouped(tmp_path: Path) -> Browser:
    path = tmp_path / "grouped.db"
    with open_store(path, create=True) as store:
        bring(store, FIRST)
    corrections = Corrections(path, tmp_path / "labels.yaml", SearchIndex().stories_near)
    return browser_on(corrections, groups=GROUPS, time_zone="Asia/Tokyo")


def test_cards_and_stories_tell_what_the_groups_of_outlets_carried(grouped: Browser) -> None:
    ((story, _),) = largest(grouped.corrections, 1)
    for page in (grouped.read("/"), grouped.read(f"/story/{story}")):
        assert "not covered by us" in page
        assert "<bdi>rivals &lt;b&gt;</bdi> 1 of 1" in page
        assert "<bdi>big</bdi> 1, <bdi>small</bdi> 0" in page
        assert 'style="' not in page  # which the policy of the desk forbids
    assert "rivals &lt;b&gt;" in grouped.read("/outlets")
    row = grouped.client.get(f"/api/story/{story}.json").json()
    assert row["groups"] == {"own": 0, "rivals <b>": 1, "size: big": 1, "size: small": 0}
    assert row["not_covered_by"] == ["own", "size: small"]
    document = grouped.client.get("/api/stories.json").json()
    check_document("stories", document)
    assert row in document["stories"]


def test_the_groups_have_a_view_that_leads_to_what_each_lacks(grouped: Browser) -> None:
    ((story, _),) = largest(grouped.corrections, 1)
    page = grouped.read("/groups")
    assert "/groups?carried=size%3A%20big&amp;missing=size%3A%20small" in page
    assert f"/story/{story}" in page.split("Who follows us")[0]
    assert f"/story/{story}" in grouped.read("/groups?missing=own")
    assert f"/story/{story}" in grouped.read("/groups?carried=size%3A%20big&missing=own")
    assert "No story" in grouped.read("/groups?carried=own")
    grouped.read("/groups?carried=nobody", status=404)


def test_without_groups_the_view_says_how_to_give_some(browser: Browser) -> None:
    assert "No groups of outlets were given" in browser.read("/groups")


def test_times_are_those_of_the_zone(grouped: Browser) -> None:
    ((story, _),) = largest(grouped.corrections, 1)
    page = grouped.read(f"/story/{story}")
    assert "2025-03-10 18:00 JST" in page  # 09:00 UTC
    assert "All times are Asia/Tokyo" in page


def test_a_matter_shows_along_time_who_carried_which(browser: Browser) -> None:
    with browser.corrections.open() as store:
        ids = [i for (i,) in store.connection.execute("SELECT id FROM stories LIMIT 3")]
        assert len(ids) > 1
        matter = "UPDATE stories SET thread = ? WHERE id = ?"
        store.connection.executemany(matter, [(f"t{ids[0][1:]}", story) for story in ids])
        store.connection.commit()
    page = browser.read(f"/thread/t{ids[0][1:]}")
    places = [
        (float(start), float(width))
        for start, width in re.findall(r'<rect x="([\d.]+)" y="2" width="([\d.]+)"', page)
    ]
    assert len(places) == len(ids)
    assert min(start for start, _ in places) == 0
    assert max(start + width for start, width in places) == pytest.approx(100, abs=0.02)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    assert page.count('<ul class="chips"') == len(ids)
    for story in ids:
        assert f'id="{story}"' in page
        assert f"/thread/t{ids[0][1:]}#{story}" in browser.read(f"/story/{story}")


@pytest.mark.parametrize(
    ("spans", "places"),
    [
        (
            [("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"), ("2026-01-05T00:00:00Z",) * 2],
            [(0.0, 50.0), (97.0, 3.0)],
        ),
        ([("2026-01-01T00:00:00Z",) * 2, ("2026-01-01T00:00:00Z",) * 2], [(0.0, None)] * 2),
        (
            [("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"), (None, None)],
            [(0.0, 100.0), (0.0, None)],
        ),
        ([(None, None)], [(0.0, None)]),
    ],
)
def test_stories_lie_between_the_first_and_the_last_article(
    browser: Browser,
    spans: list[tuple[str | None, str | None]],
    places: list[tuple[float, float | None]],
) -> None:
    with browser.corrections.open() as store:
        (some,) = stories_by_id(store.connection, [largest(browser.corrections, 1)[0][0]])
    stories = [
        replace(some, id=f"s{at}", first_published=first, last_published=last)
        for at, (first, last) in enumerate(spans)
    ]
    assert [(part.start, part.width) for part in _along_time(stories)] == places
