"""The story list in a browser: search, filters, orders, the keyboard and the way back."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from math import inf
from pathlib import Path
from urllib.parse import quote

import pytest

from clustering import cluster
from clustering.duplicates import DuplicateGroup
from clustering.model import Record
from clustering.reporting.page.html import write_page
from clustering.reporting.wording import outlet_caption
from clustering.result import Result
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from clustering.stories.story import Story
from clustering.text.time_zones import use_time_zone
from tests.browser.chromium import CARDS, Open, Opened
from tests.browser.conftest import written
from tests.factories import make_record
from tests.reporting.news.test_show import ITEM, NEWS


def test_search_narrows_the_list_as_one_types(opened: Opened) -> None:
    page = opened.go()
    all_found = page.inner_text(".found")
    page.keyboard.press("/")
    page.keyboard.type("colvane")
    opened.until("location.hash.includes('q=colvane')")
    assert re.fullmatch(r"\d+ of \d+ stories", page.inner_text(".found"))
    for card in page.locator(CARDS).all_inner_texts():
        assert "colvane" in card.casefold()
    page.keyboard.press("Escape")
    opened.until(f"document.querySelector('.found').innerText === {json.dumps(all_found)}")
    assert "q=" not in page.evaluate("location.hash")


@pytest.mark.parametrize(
    ("typed", "stories"),
    [
        ("court supreme", 2),
        ('"supreme court"', 1),
        ("“Supreme  Court”", 1),
        ('ruling "supreme court', 1),
        ('"court supreme"', 0),
        ("ottoline’s", 1),
        ("Ottoline's", 1),
        ('"', 3),
    ],
)
def test_words_in_quotation_marks_are_found_as_they_follow(
    open_report: Open, tmp_path: Path, typed: str, stories: int
) -> None:
    titles = (
        "Supreme Court ruling on harbour fees of Colvane",
        "Food court wins supreme award of bakers",
        "Storm Ottoline’s path moves to the north",
    )
    records = [make_record(f"outlet{at}", text, 90.0 * at) for at, text in enumerate(titles)]
    opened = open_report(written(cluster(records), tmp_path))
    page = opened.go()
    page.locator("input[type=search]").first.fill(typed)
    says = {0: "No story passes", 3: "3 stories"}.get(stories, f"{stories} of 3 stories")
    opened.until(f"document.querySelector('.found').innerText.startsWith({json.dumps(says)})")


def test_filters_stand_in_the_fragment_and_can_be_shared(opened: Opened) -> None:
    page = opened.go()
    page.select_option("select[name=min]", "3")
    page.check("input[name=copies]")
    page.select_option("select[name=sort]", "latest")
    opened.until_shown("min=3", "copies=1", "sort=latest")
    found = page.locator(f"{CARDS} h3").all_text_contents()
    assert len(found) > 0
    fragment = page.evaluate("location.hash")
    page = opened.go(fragment)
    assert page.locator(f"{CARDS} h3").all_text_contents() == found
    assert page.input_value("select[name=min]") == "3"
    page.click(".clear")
    opened.until(f"document.querySelectorAll('{CARDS}').length > {len(found)}")


def test_every_filter_leaves_fewer(opened: Opened, fixtures_result: Result) -> None:
    opened.go()
    queries = ["kind=coverage", "from=2025-03-15", "to=2025-03-12", "from=2025-03-12&to=2025-03-15"]
    if fixtures_result.alarms:
        queries.append("alarms=1")
    for query in queries:
        page = opened.show(f"#stories?{query}")
        found = re.fullmatch(r"(\d+) of (\d+) stories", page.inner_text(".found"))
        assert found is not None, query
        assert 0 < int(found[1]) < int(found[2])
    page = opened.show("#stories?q=zzzzzz")
    assert page.inner_text(".found") == "No story passes these filters."


@pytest.mark.parametrize("view", ["#stories", "#outlets", "#overview"])
def test_keys_typed_right_after_the_slash_reach_the_search(view: str, opened: Opened) -> None:
    page = opened.go(view)
    focused = page.evaluate(
        """() => {
            dispatchEvent(new KeyboardEvent("keydown", { key: "/" }));
            return document.activeElement.type;
        }"""
    )
    assert focused == "search"


@pytest.mark.parametrize(
    "fragment",
    ["#constructor", "#toString", "#__proto__", "#stories?sort=constructor&kind=valueOf"],
)
def test_a_fragment_that_names_nothing_shows_the_list(fragment: str, opened: Opened) -> None:
    page = opened.go(fragment)
    assert re.fullmatch(r"\d+ stories", page.inner_text(".found"))


def test_an_outlet_or_a_topic_can_be_chosen(opened: Opened) -> None:
    page = opened.go()
    name = page.locator("#outlet-names option").first.inner_text()
    page.fill("input[name=outlet]", name.upper())
    page.keyboard.press("Tab")
    opened.until_shown("outlet=")
    assert page.locator(CARDS).count() > 0
    page.select_option("select[name=topic]", index=1)
    opened.until_shown("topic=")


def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page = opened.go()
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    assert first != second
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("Enter")
    opened.until_shown("#story/")
    assert page.inner_text("h1") == first
    opened.until("document.activeElement.id === 'story-title'")
    page.keyboard.press("j")
    opened.until("document.querySelector('h1').textContent !== " + repr(first))
    page.keyboard.press("Escape")
    opened.until_shown("#stories")
    page.keyboard.press("?")
    page.locator("dialog").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    page.keyboard.press("o")
    page.wait_for_selector("#overview-title")
    page.keyboard.press("/")
    opened.until("document.activeElement.name === 'q'")


def test_back_returns_to_the_same_place_in_the_list(opened: Opened) -> None:
    page = opened.go("#stories?sort=articles")
    page.mouse.wheel(0, 2500)
    opened.until("scrollY > 800")
    link = page.locator(f"{CARDS} h3 a").nth(14)
    name = link.text_content() or ""
    link.click()
    page.wait_for_selector("#story-title")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    page.wait_for_selector(CARDS)
    assert page.evaluate("document.activeElement.textContent") == name
    assert page.evaluate("location.hash") == "#stories?sort=articles"
    assert page.evaluate("scrollY") > 800
    page.go_forward()
    opened.until_said("h1", name)


def test_filters_find_what_they_are_named_for(opened: Opened, fixtures_result: Result) -> None:
    stories = fixtures_result.stories
    topic = next(iter(next(a.topics for s in stories for a in s.articles if a.topics)))
    expected = {
        "kind=alone": {s.id for s in stories if s.is_alone},
        "min=5": {s.id for s in stories if len(s.outlets) >= 5},
        "copies=1": {
            s.id
            for s in stories
            if any(g.id == h.id for g, h in combinations(_groups(fixtures_result, s), 2))
        },
        f"topic={quote(topic)}": {
            s.id for s in stories if any(topic in a.topics[:8] for a in s.articles)
        },
        "outlet=vbc.example": {
            s.id for s in stories if any(o.domain == "vbc.example" for o in s.outlets)
        },
        "kind=coverage&lacks=vbc.example": {
            s.id
            for s in fixtures_result.coverage
            if all(o.domain != "vbc.example" for o in s.outlets)
        },
    }
    opened.go()
    for query, ids in expected.items():
        page = opened.show(f"#stories?{query}")
        hrefs = page.locator(f"{CARDS} h3 a").evaluate_all("all => all.map(a => a.hash)")
        assert ids, query
        if len(ids) <= 30:  # the list shows as many at once
            assert {href.removeprefix("#story/") for href in hrefs} == ids, query
        assert page.inner_text(".found").startswith(f"{len(ids)} of "), query


def test_stories_to_look_at_can_be_filtered_and_say_why(
    open_report: Open, fixtures_result: Result, tmp_path: Path
) -> None:
    stories = [replace(story, inside=0.9) for story in fixtures_result.stories]
    stories[1] = replace(stories[1], inside=0.12)
    result = replace(fixtures_result, stories=stories)
    opened = open_report(written(result, tmp_path))
    page = opened.go("#stories?look=1")
    assert page.locator(f"{CARDS} h3").all_text_contents() == [stories[1].headline]
    mark = page.locator(f"{CARDS} .mark")
    assert mark.inner_text() == "look at this"
    assert mark.get_attribute("title") == result.contrast_of(stories[1]).sentence
    opened.show("#stories?kind=coverage")
    assert page.locator(f"{CARDS} .mark").first.inner_text() == "one event"


def test_every_order_is_the_one_it_says(opened: Opened, fixtures_result: Result) -> None:
    by_id = {story.id: story for story in fixtures_result.stories}
    orders: dict[str, Callable[[Story], float]] = {
        "articles": lambda story: -len(story.articles),
        "latest": lambda story: -_time(story.last_published, undated=-inf),
        "earliest": lambda story: _time(story.first_published, undated=inf),
        "longest": lambda story: _time(story.first_published) - _time(story.last_published),
        "loosest": lambda story: round(story.inside, 2),
        "tightest": lambda story: -round(story.inside, 2),
    }
    opened.go()
    for name, key in orders.items():
        page = opened.show(f"#stories?kind=coverage&sort={name}")
        hrefs = page.locator(f"{CARDS} h3 a").evaluate_all("all => all.map(a => a.hash)")
        keys = [round(key(by_id[href.removeprefix("#story/")]), 3) for href in hrefs]
        assert len(keys) > 5
        assert keys == sorted(keys), name
    page = opened.show("#stories?kind=coverage&sort=outlets")
    hrefs = page.locator(f"{CARDS} h3 a").evaluate_all("all => all.map(a => a.hash)")
    counts = [by_id[href.removeprefix("#story/")].independent_outlets for href in hrefs]
    assert counts == sorted(counts, reverse=True)


def test_twice_the_outlets_are_worth_a_day_on_the_front_page(
    open_report: Open, tmp_path: Path
) -> None:
    def reports(event: str, outlets: int, day: float) -> list[Record]:
        return [make_record(f"{event.split()[0]}{number}", event, day) for number in range(outlets)]

    records = [
        *reports("Storm Ottoline floods the old harbour of Brackwater", 8, 0.0),
        *reports("Chess final: Arkady beats Lindqvist in ten hours", 4, 1.5),
        *reports("Central bank of Vesland holds its key rate", 3, 1.6),
        *reports("Alone: a heron returns to the lake of Ambry", 1, 9.0),
    ]
    page = open_report(written(cluster(records), tmp_path)).go()
    shown = [text.split()[0] for text in page.locator(f"{CARDS} h3").all_text_contents()]
    # Four outlets one and a half days later are worth 11, three a little later 9, against 8.
    assert shown == ["Chess", "Central", "Storm", "Alone:"]
    assert page.input_value("select[name=sort]") == "front"


def test_a_card_shows_the_headlines_of_other_outlets_and_leads_to_the_articles(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go("#stories?kind=coverage&sort=outlets")
    for story in fixtures_result.coverage[:5]:
        card = page.locator(f"article:has(a[href='#story/{story.id}'])").first
        lead = card.locator(".lead a")
        assert lead.inner_text() == outlet_caption(story.lead.outlet.name, "")
        assert lead.get_attribute("href") == story.lead.url
        core = {
            one.url: one for one, counts in zip(story.articles, story.core, strict=True) if counts
        }
        links = card.locator(".headlines li a").all()
        shown = [core[link.get_attribute("href") or ""] for link in links]
        outlets = [story.lead.outlet.key, *(one.outlet.key for one in shown)]
        assert len(set(outlets)) == len(outlets)
        times = [one.published for one in shown if one.published]
        assert times == sorted(times, reverse=True)
        assert card.locator(".headlines li").all_inner_texts() == [
            f"{one.title} {one.outlet.name}" for one in shown
        ]


def test_the_list_is_saved_as_it_is_filtered(opened: Opened, fixtures_result: Result) -> None:
    page = opened.go("#stories?kind=coverage&min=3")
    shown = page.locator(f"{CARDS} h3").all_text_contents()
    with page.expect_download() as waiting:
        page.click("text=Save as CSV")
    rows = list(csv.DictReader(Path(waiting.value.path()).read_text("utf-8").splitlines()))
    assert [row["headline"] for row in rows] == shown
    by_id = {story.id: story for story in fixtures_result.stories}
    for row in rows:
        story = by_id[row["story"]]
        assert row["url"] == story.lead.url
        assert int(row["articles"]) == sum(story.core)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("text=Copy as Markdown")
    page.wait_for_selector("text=Copied.")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert len(copied) == len(shown)
    assert all(line.startswith("- [") for line in copied)


def test_an_address_stays_whole_in_the_markdown_that_is_copied(
    open_report: Open, tmp_path: Path
) -> None:
    url = "https://a.example/p>q\\"
    records = [make_record("a", "A storm hits the coast", urls=(url,))]
    page = open_report(written(cluster(records), tmp_path)).go("#stories")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("text=Copy as Markdown")
    page.wait_for_selector("text=Copied.")
    assert "](<https://a.example/p%3Eq%5C>) " in page.evaluate("navigator.clipboard.readText()")


def _groups(result: Result, story: Story) -> list[DuplicateGroup]:
    found = (result.group_of.get(member) for member in story.members)
    return [group for group in found if group]


def _time(time: datetime | None, undated: float = 0.0) -> float:
    return time.timestamp() if time else undated


def test_groups_of_outlets_are_bars_marks_and_filters(
    open_report: Open, tmp_path: Path, fixtures_report: Path
) -> None:
    without = open_report(fixtures_report).go()
    assert (
        without.locator(".groupbars, .uncovered, [name=carried], #tabs [data-view=groups]").count()
        == 0
    )
    read = [
        make_record("ours", "Storm Ottoline floods the harbour"),
        make_record("rival", "Harbour flooded by storm Ottoline", 0.1),
        make_record("third", "Storm Ottoline floods harbour streets", 0.2),
        make_record("rival2", "Ferry to Lindholm runs aground near pier", 1),
        make_record(
            "third2",
            "Ferry to Lindholm aground at pier",
            1.1,
            outlet_name="Third",
            outlet_domain="third.example",
        ),
    ]
    groups = OutletGroups(
        (
            OutletGroup("", "own", ("ours.example",)),
            OutletGroup("", "rivals", ("rival.example", "rival2.example")),
            OutletGroup("side", "left", ("rival.example",)),
            OutletGroup("side", "right", ("third.example",)),
        )
    )
    result = replace(cluster(read), outlet_groups=groups)
    opened = open_report(written(result, tmp_path))
    page = opened.go()
    bars = [" ".join(one.split()) for one in page.locator(".groupbars li").all_inner_texts()]
    assert {"rivals 1 of 2", "side left 1, right 1", "side left 0, right 1"} <= set(bars)
    assert page.locator(".uncovered").count() == 1
    page.check("input[name=uncovered]")
    opened.until_shown("uncovered=1")
    assert page.locator(f"{CARDS} h3").count() == 1
    assert "Ferry" in page.inner_text(f"{CARDS} h3")
    page = opened.go("#stories?carried=rivals&missing=side%3A+left")
    assert "Ferry" in page.inner_text(f"{CARDS} h3")
    page.keyboard.press("g")
    opened.until_shown("#groups")
    assert "Not covered by us" in page.inner_text("main")
    page.locator(".matrix a").first.click()
    opened.until_shown("carried=", "missing=")
    assert page.locator(CARDS).count() >= 1


def test_times_are_those_of_the_chosen_zone_and_days_stay(
    open_report: Open, tmp_path: Path
) -> None:
    late = datetime(2025, 3, 10, 23, 30, tzinfo=UTC)
    records = [
        make_record("late", "Storm Ottoline floods the harbour", published=late),
        make_record("day", "Lentil soup for two", published=datetime(2025, 3, 10, tzinfo=UTC)),
    ]

    def zoned() -> Path:
        use_time_zone("Europe/Berlin")
        return written(cluster(records), tmp_path)

    opened = open_report(copy_context().run(zoned), timezone_id="Asia/Tokyo")
    page = opened.go()
    facts = page.locator(f"{CARDS} .facts").all_inner_texts()
    assert [next(t for t in facts if t.startswith(name)) for name in ("Late", "Day")] == [
        "Late11 Mar 2025, 00:30",
        "Day10 Mar 2025",
    ]
    assert "Europe/Berlin" in page.inner_text("footer")
    page = opened.go("#stories?from=2025-03-11")
    assert page.locator(f"{CARDS} h3").all_text_contents() == ["Storm Ottoline floods the harbour"]


def test_what_is_new_since_the_last_run_is_on_cards_and_a_filter(
    open_report: Open, tmp_path: Path
) -> None:
    result = cluster(
        [
            make_record("ours", "Storm Ottoline floods the harbour"),
            make_record("rival", "Harbour flooded by storm Ottoline", 0.1),
            make_record("soup", "Lentil soup for two", 1),
        ]
    )
    storm = result.stories[0]
    item = replace(ITEM, section="grown", story=storm.id, came=2)
    path = tmp_path / "index.html"
    with path.open("w", encoding="utf-8") as stream:
        write_page(result, stream, replace(NEWS, items=(item,)))
    opened = open_report(path)
    page = opened.go()
    assert page.locator(".fresh").all_inner_texts() == ["grown +2"]
    page.select_option("select[name=news]", "grown")
    opened.until_shown("news=grown")
    assert page.locator(f"{CARDS} h3").all_text_contents() == [storm.headline]
