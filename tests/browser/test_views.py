"""The other views in a browser: overview, copies, outlets, and all of them on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path

from clustering import cluster
from clustering.result import Result
from tests.browser.chromium import CARDS, Open, Opened
from tests.browser.conftest import written
from tests.factories import make_record


def test_overview_counts_draws_and_names_what_was_skipped(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go("#overview")
    assert page.locator(".chart canvas").count() == 1
    tiles = page.inner_text(".tiles")
    assert f"{fixtures_result.counts['coverage']}\n" in tiles
    page.click("#skips summary")
    for skip in fixtures_result.reading.skipped:
        opened.until_said("#skips", skip.reason)
    page.click("text=Settings used")
    opened.until_said(".settings", "detail")
    cell = page.locator(".matrix td a").first
    shared = int(cell.inner_text())
    cell.click()
    page.wait_for_selector(CARDS)
    assert page.locator(CARDS).count() == shared


def test_copies_tell_what_to_keep_and_can_be_taken_along(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go("#copies")
    assert page.locator("article.group").count() == len(fixtures_result.duplicate_groups)
    page.click("article.group summary >> nth=0")
    opened.until_said("article.group", "Kept: ")
    page.evaluate("window.setTimeout = () => 0")  # what the button says it goes on saying
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("article.group .copy").first.click()
    page.wait_for_selector("text=Copied")
    assert re.search(r"(?m)^keep\t", page.evaluate("navigator.clipboard.readText()"))


def test_an_outlet_has_its_company_and_blind_spots(opened: Opened) -> None:
    page = opened.go("#outlets")
    page.click("thead >> text=First")
    opened.until(
        "[...document.querySelectorAll('tbody td:nth-child(4)')].map(cell => +cell.innerText)"
        ".every((value, at, all) => at === 0 || all[at - 1] >= value)"
    )
    page.click("tbody th a >> nth=0")
    page.wait_for_selector("text=Blind spots")
    assert "median lag" in page.inner_text(".tiles")
    page.click(".bars a >> nth=0")
    opened.until("location.hash.split('outlet=').length === 3")


def test_copies_are_shown_by_kind_with_what_agrees(opened: Opened, fixtures_result: Result) -> None:
    groups = fixtures_result.duplicate_groups
    page = opened.go("#copies")
    figures = page.locator(".agrees").evaluate_all("all => all.map(one => one.title)")
    for pair in (pair for group in groups for pair in group.pairs):
        text = "none to compare" if pair.text_score is None else f"{pair.text_score:.4f}"
        assert any(f"headline {pair.title_score:.4f}, text {text}" in title for title in figures)
    named = {group.agency for group in groups if group.agency}
    for agency in named:
        assert f"Agency: {agency}." in (page.text_content("main") or "")
    kind = groups[0].kind
    page.click(f".kinds a[href*='kind={kind}']")
    opened.until_shown(f"kind={kind}")
    opened.until_count("article.group", sum(group.kind == kind for group in groups))
    page.go_back()
    opened.until_count("article.group", len(groups))


def test_copies_are_searched_and_ordered_by_story(opened: Opened, fixtures_result: Result) -> None:
    page = opened.go("#copies")
    group = fixtures_result.duplicate_groups[0]
    word = max(re.findall(r"[a-z]{5,}", group.keep.title.lower()), key=len)
    page.fill("main input[type=search]", word)
    opened.until("location.hash.includes('q=')")
    shown = page.locator("article.group").all_text_contents()
    assert 0 < len(shown) <= len(fixtures_result.duplicate_groups)
    assert all(word in text.lower() for text in shown)
    page.fill("main input[type=search]", "xylophonequartz")
    opened.until_count("article.group", 0)
    assert "No group has these words." in page.inner_text("main")
    page.fill("main input[type=search]", "")
    opened.until_count("article.group", len(fixtures_result.duplicate_groups))
    page.click("text=By story")
    opened.until_shown("by=story")
    heading = page.locator("main section section h2").first.inner_text()
    assert any(story.headline in heading for story in fixtures_result.stories)
    assert page.locator("article.group").count() == len(fixtures_result.duplicate_groups)


def test_on_a_phone_the_groups_of_copies_are_folded(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go("#copies")
    page.set_viewport_size({"width": 390, "height": 844})
    groups = len(fixtures_result.duplicate_groups)
    opened.until_count("article.group details:not([open])", groups)
    opened.until(f"document.documentElement.scrollHeight < {3 * 844}")


def test_blind_spots_are_what_several_others_covered(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go("#outlet/vbc.example")
    spots = page.locator("section:has(> h2:text('Blind spots'))")
    more = spots.locator(".more")
    if more.count():
        more.click()
    by_id = {story.id: story for story in fixtures_result.stories}
    hashes = spots.locator("a[data-step]").evaluate_all("all => all.map(a => a.hash)")
    assert len(hashes) > 0
    for one in hashes:
        story = by_id[one.removeprefix("#story/")]
        assert story.independent_outlets >= 3
        assert "vbc.example" not in {outlet.domain for outlet in story.outlets}


def test_the_closest_pairs_lead_to_what_they_share(opened: Opened) -> None:
    page = opened.go("#overview")
    pair = page.locator(".pairs .bars li").first
    shared = int(pair.locator(".value").inner_text().split()[0])
    pair.locator("a").click()
    page.wait_for_selector(CARDS)
    assert page.locator(CARDS).count() == shared


def test_on_paper_the_list_stands_without_its_filters(opened: Opened) -> None:
    page = opened.go()
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator(CARDS).first.is_visible()


def test_on_paper_the_dark_turns_light_and_what_is_folded_opens(
    open_report: Open, fixtures_report: Path, fixtures_result: Result
) -> None:
    opened = open_report(fixtures_report, color_scheme="dark")
    page = opened.go("#overview")
    blue = "getComputedStyle(document.documentElement).getPropertyValue('--o1')"
    screen = page.evaluate(blue)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.until(f"{blue} !== {json.dumps(screen)}")
    for skip in fixtures_result.reading.skipped:
        assert skip.reason in page.inner_text("#skips")
    opened.until("document.querySelector('.chart canvas').getBoundingClientRect().width <= 660")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(blue) == screen
    opened.show(f"#story/{fixtures_result.stories[0].id}?a=0&b=1")
    page.wait_for_selector(".canvas canvas", state="attached")  # hidden, as it is on paper
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("canvas.sheet").is_visible()
    assert page.locator(".steps-list").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("canvas.sheet").count() == 0


def test_the_overview_of_one_outlet_leaves_out_what_takes_two(
    open_report: Open, tmp_path: Path
) -> None:
    records = [
        make_record(f"r{at}", f"Kelp harvest {at}", outlet_domain="a.example") for at in (1, 2)
    ]
    page = open_report(written(cluster(records), tmp_path)).go("#overview")
    assert page.locator("h2", has_text="Who covers the same stories").count() == 0
    assert not re.search(r"^(false|null|undefined)$", page.inner_text("main"), re.MULTILINE)


def test_a_running_matter_shows_its_stories_along_time(
    opened: Opened, fixtures_result: Result
) -> None:
    thread = next(one for one in fixtures_result.threads if len(one.stories) > 1)
    story = thread.stories[0]
    page = opened.go(f"#story/{story.id}")
    page.click("text=The whole matter along time")
    page.wait_for_selector("#thread-title")
    rows = page.locator(".matter-row")
    links = rows.locator("a.headline").evaluate_all("all => all.map(a => a.hash)")
    assert links == [f"#story/{one.id}" for one in thread.stories]
    assert rows.locator("a.headline").all_inner_texts() == [one.headline for one in thread.stories]
    assert page.locator("[aria-current=true] a.headline").inner_text() == story.headline
    for row, one in zip(rows.all(), thread.stories, strict=True):
        assert row.locator(".chips li").count() == len(one.outlets)
    page.click("text=← The story")
    page.wait_for_selector("#story-title")
    assert page.inner_text("h1") == story.headline


def test_an_outlet_is_shown_again_after_an_unknown_one(opened: Opened) -> None:
    heading = opened.go("#outlet/vbc.example").inner_text("h1")
    for fragment, told in (("#outlet/unknown", "No such outlet"), ("#outlet/vbc.example", heading)):
        opened.show(fragment)
        assert opened.page.inner_text("h1") == told


def test_a_matter_of_an_unknown_story_is_told(opened: Opened) -> None:
    page = opened.go("#thread/unknown")
    assert page.inner_text("h1") == "No such story"
