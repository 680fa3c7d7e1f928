"""The report in a real browser: what an editor does with it, by mouse and by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clustering.pipeline import Result
from tests.browser.chromium import PHONE, Open, serious_violations

CARDS = ".cards article.story"
VIEWS = ("#stories", "#overview", "#outlets", "#copies", "#series")


def test_search_narrows_the_list_as_one_types(open_report: Open, fixtures_report: Path) -> None:
    opened = open_report(fixtures_report)
    page = opened.go()
    all_found = page.inner_text(".found")
    page.keyboard.press("/")
    page.keyboard.type("colvane")
    opened.until("location.hash.includes('q=colvane')")
    assert re.fullmatch(r"\d+ of \d+ stories", page.inner_text(".found"))
    for card in page.locator(CARDS).all_inner_texts():
        assert "colvane" in card.casefold()
    page.keyboard.press("Escape")
    opened.until("!location.hash.includes('q=')")
    assert page.inner_text(".found") == all_found


def test_filters_stand_in_the_fragment_and_can_be_shared(
    open_report: Open, fixtures_report: Path
) -> None:
    opened = open_report(fixtures_report)
    page = opened.go()
    page.select_option("select[name=min]", "3")
    page.check("input[name=copies]")
    page.select_option("select[name=sort]", "latest")
    found = page.locator(f"{CARDS} h3").all_inner_texts()
    assert len(found) > 0
    fragment = page.evaluate("location.hash")
    for part in ("min=3", "copies=1", "sort=latest"):
        assert part in fragment
    page = opened.go(fragment)
    assert page.locator(f"{CARDS} h3").all_inner_texts() == found
    assert page.input_value("select[name=min]") == "3"
    page.click(".clear")
    assert page.locator(CARDS).count() > len(found)


def test_every_filter_leaves_fewer(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    opened = open_report(fixtures_report)
    opened.go()
    queries = ["kind=coverage", "kind=alone", "copies=1", "from=2025-03-15", "to=2025-03-12"]
    if any(alarm.story for alarm in fixtures_result.alarms):
        queries.append("alarms=1")
    for query in queries:
        page = opened.show(f"#stories?{query}")
        found = re.fullmatch(r"(\d+) of (\d+) stories", page.inner_text(".found"))
        assert found is not None, query
        assert 0 < int(found[1]) < int(found[2])
    page = opened.show("#stories?q=zzzzzz")
    assert page.inner_text(".found") == "No story is like that."


def test_an_outlet_or_a_topic_can_be_chosen(open_report: Open, fixtures_report: Path) -> None:
    opened = open_report(fixtures_report)
    page = opened.go()
    name = page.locator("#outlet-names option").first.inner_text()
    page.fill("input[name=outlet]", name.upper())
    page.keyboard.press("Tab")
    opened.until("location.hash.includes('outlet=')")
    assert page.locator(CARDS).count() > 0
    page.select_option("select[name=topic]", index=1)
    assert "topic=" in page.evaluate("location.hash")


def test_a_story_shows_who_when_and_how_it_differs(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    page = open_report(fixtures_report).go()
    page.click(f"{CARDS} h3 a >> nth=0")
    assert page.inner_text("h1") == story.headline
    assert page.evaluate("location.hash") == f"#story/{story.id}"
    assert page.locator(".timeline .row").count() == len(story.articles)
    assert page.locator(".timeline .lag").first.inner_text() == "first"
    assert page.locator(".timeline mark").count() > 0
    links = page.locator("a.out")
    for rel in links.evaluate_all("all => all.map(one => one.rel)"):
        assert rel == "noopener noreferrer"


def test_the_graph_is_drawn_with_a_node_for_each_article(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    page = open_report(fixtures_report).go(f"#story/{fixtures_result.stories[0].id}")
    page.wait_for_selector(".canvas canvas")
    page.wait_for_timeout(200)
    inked = page.evaluate("""() => [...document.querySelectorAll('.canvas canvas')].some(canvas =>
        canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
          .data.some(value => value !== 0))""")
    assert inked
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    for across in range(40, int(box["width"]), 9):  # until the pointer meets an edge
        page.mouse.move(box["x"] + across, box["y"] + box["height"] * 0.45)
        if "strength" in (told := page.inner_text(".told")):
            break
    assert " share " in told


def test_why_two_articles_are_together_is_what_explain_says(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    page = open_report(fixtures_report).go(f"#story/{story.id}")
    picks = page.locator(".pick")
    picks.nth(0).click()
    picks.nth(len(story.articles) - 1).click()
    said = page.inner_text(".why")
    explained = fixtures_result.why(story.articles[0].id, story.articles[-1].id)
    assert explained.sentence in said
    assert explained.change in said
    if explained.edge:
        assert f"Similarity {explained.similarity:.3f}" in said
        assert explained.shared_words[0][0] in said
    assert f"a=0&b={len(story.articles) - 1}" in page.evaluate("location.hash")


def test_why_agrees_with_explain_for_every_pair_of_a_story(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = next(story for story in fixtures_result.stories if 4 <= len(story.articles) <= 6)
    opened = open_report(fixtures_report)
    page = opened.go()
    for a in range(len(story.articles)):
        for b in range(a + 1, len(story.articles)):
            opened.show(f"#story/{story.id}?a={a}&b={b}")
            said = page.inner_text(".why")
            explained = fixtures_result.why(story.articles[a].id, story.articles[b].id)
            assert explained.sentence in said
            if explained.edge is None:
                assert f"Path of {len(explained.path)} steps" in said


def test_merge_steps_and_links_are_there_as_lists(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    page = open_report(fixtures_report).go(f"#story/{story.id}")
    page.click("text=/^Merge steps/")
    more = page.locator(".steps-list .more")
    if more.count():
        more.click()
    assert page.locator(".step").count() == len(story.articles) - 1
    page.locator(".step").first.click()
    assert page.locator(".step").first.get_attribute("aria-pressed") == "true"
    page.click("text=/^Links as a list/")
    assert page.locator(".links-list li").count() > 0


def test_the_keyboard_alone_is_enough(open_report: Open, fixtures_report: Path) -> None:
    opened = open_report(fixtures_report)
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
    opened.until("location.hash.startsWith('#story/')")
    assert page.inner_text("h1") == first
    assert page.evaluate("document.activeElement.id") == "story-title"
    page.keyboard.press("j")
    opened.until("document.querySelector('h1').textContent !== " + repr(first))
    page.keyboard.press("Escape")
    opened.until("!location.hash.startsWith('#story/')")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("o")
    page.wait_for_selector("#overview-title")
    page.keyboard.press("/")
    opened.until("document.activeElement.name === 'q'")


def test_back_returns_to_the_same_place_in_the_list(
    open_report: Open, fixtures_report: Path
) -> None:
    opened = open_report(fixtures_report)
    page = opened.go("#stories?sort=articles")
    page.mouse.wheel(0, 2500)
    opened.until("scrollY > 800")
    link = page.locator(f"{CARDS} h3 a").nth(14)
    name = link.inner_text()
    link.click()
    page.wait_for_selector("#story-title")
    assert page.evaluate("scrollY") == 0
    page.go_back()
    page.wait_for_selector(CARDS)
    assert page.evaluate("document.activeElement.textContent") == name
    assert page.evaluate("location.hash") == "#stories?sort=articles"
    assert page.evaluate("scrollY") > 800
    page.go_forward()
    assert page.inner_text("h1") == name


def test_overview_counts_draws_and_names_what_was_skipped(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    page = open_report(fixtures_report).go("#overview")
    assert page.locator(".chart canvas").count() == 1
    tiles = page.inner_text(".tiles")
    assert f"{fixtures_result.counts['coverage']}\n" in tiles
    page.click("#skips summary")
    for skip in fixtures_result.reading.skipped:
        assert skip.reason in page.inner_text("#skips")
    page.click("text=Settings used")
    assert "cohesion" in page.inner_text(".settings")
    cell = page.locator(".matrix td a").first
    shared = int(cell.inner_text())
    cell.click()
    page.wait_for_selector(CARDS)
    assert page.locator(CARDS).count() == shared


def test_copies_tell_what_to_keep_and_can_be_taken_along(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    page = open_report(fixtures_report).go("#copies")
    assert page.locator("article.group").count() == len(fixtures_result.duplicate_groups)
    assert "Kept: " in page.locator("article.group").first.inner_text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("article.group .copy").first.click()
    page.wait_for_selector("text=Copied")
    assert re.search(r"(?m)^keep\t", page.evaluate("navigator.clipboard.readText()"))


def test_an_outlet_has_its_company_and_blind_spots(
    open_report: Open, fixtures_report: Path
) -> None:
    page = open_report(fixtures_report).go("#outlets")
    page.click("thead >> text=First")
    firsts = [int(text) for text in page.locator("tbody td:nth-child(4)").all_inner_texts()]
    assert firsts == sorted(firsts, reverse=True)
    page.click("tbody th a >> nth=0")
    page.wait_for_selector("text=Blind spots")
    assert "median lag" in page.inner_text(".tiles")
    page.click(".bars a >> nth=0")
    assert page.evaluate("location.hash").count("outlet=") == 2


def test_the_layout_holds_on_a_phone(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    opened = open_report(fixtures_report, PHONE)
    opened.go()
    for view in (*VIEWS, f"#story/{fixtures_result.stories[0].id}?a=0&b=1"):
        opened.show(view)
        assert opened.overflow <= 0, view


def test_axe_finds_no_serious_violation(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    opened = open_report(fixtures_report)
    opened.go()
    # A short list: axe looks at each node, and its cards are all alike.
    views = ("#stories?min=5", *VIEWS[1:], "#story/unknown", f"#story/{story.id}?a=0&b=1")
    for view in (*views, f"#outlet/{story.outlets[0].domain}"):
        page = opened.show(view)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert serious_violations(page) == [], view


def test_colours_can_be_told_apart_in_the_dark(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    opened = open_report(fixtures_report, color_scheme="dark")
    opened.go()
    story = fixtures_result.stories[0]
    for view in ("#stories?min=6", "#overview", f"#story/{story.id}?a=0&b=1"):
        assert serious_violations(opened.show(view), "color-contrast") == [], view


@pytest.mark.parametrize("size", [(1400, 1000), PHONE])
def test_hostile_texts_are_text(
    size: tuple[int, int], open_report: Open, hostile_report: Path
) -> None:
    opened = open_report(hostile_report, size)
    page = opened.go()
    ids = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).stories.id.slice(0, 12)"
    )
    for view in (*VIEWS[:4], *(f"#story/{story}" for story in ids)):
        opened.show(view)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert opened.overflow <= 0, view
        for href in page.locator("a[href]").evaluate_all("all => all.map(a => a.href)"):
            assert href.startswith(("http://", "https://", "file://")), href
        assert page.locator("main img, main script, main svg, main iframe").count() == 0
    assert page.evaluate("window.pwned === undefined")


def test_readers_without_javascript_get_the_top_stories(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    opened = open_report(fixtures_report, java_script_enabled=False)
    opened.page.goto(opened.path.as_uri())
    text = opened.page.inner_text("main")
    assert fixtures_result.stories[0].headline in text
    assert "Skipped" in text


def test_it_prints_what_it_shows(open_report: Open, fixtures_report: Path) -> None:
    page = open_report(fixtures_report).go()
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator(CARDS).first.is_visible()


def test_thousands_of_stories_are_there_within_two_seconds(
    open_report: Open, azure_report: Path
) -> None:
    assert azure_report.stat().st_size < 15_000_000
    opened = open_report(azure_report)
    ready = "performance.getEntriesByName('ready')[0].startTime"
    milliseconds = min(opened.go().evaluate(ready) for _ in range(3))
    assert milliseconds < 2000


def test_all_real_stories_can_be_searched_scrolled_and_opened(
    open_report: Open, azure_report: Path
) -> None:
    opened = open_report(azure_report)
    page = opened.go()
    count = page.locator(CARDS).count()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    opened.until(f"document.querySelectorAll('{CARDS}').length > {count}")
    page.fill("input[name=q]", "jedi")
    opened.until("location.hash.includes('jedi')")
    page.click(f"{CARDS} h3 a >> nth=0")
    page.wait_for_selector(".canvas canvas")
    page.locator(".pick").nth(0).click()
    page.locator(".pick").nth(5).click()
    assert "cohesion asks for" in page.inner_text(".why")
    for view in VIEWS:
        opened.show(view)
        assert opened.overflow <= 0
