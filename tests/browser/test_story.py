"""The story view in a browser: who when, how headlines differ, the graph, and why together."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from clustering import cluster
from clustering.answers.file import Answer, Answers
from clustering.model import Reading
from clustering.pairs.borrowed_dates import BorrowedDates
from clustering.pipeline import run
from clustering.reporting.plain_values import moment
from clustering.reporting.tables.rows import story_row
from clustering.reporting.wording import articles_in_words, first_in_words, span_in_words
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.stories.story import First
from tests.browser.chromium import CARDS, DRAWN, Open, Opened, unsaid
from tests.browser.conftest import written
from tests.factories import make_record


def test_a_story_shows_who_when_and_how_it_differs(opened: Opened, fixtures_result: Result) -> None:
    story = fixtures_result.stories[0]
    page = opened.go()
    page.click(f"{CARDS} h3 a >> nth=0")
    opened.until_shown(f"#story/{story.id}")
    assert page.inner_text("h1") == story.headline
    assert page.evaluate("location.hash") == f"#story/{story.id}"
    assert page.locator(".timeline .row").count() == len(story.articles)
    assert page.locator(".timeline .lag").first.inner_text() == "first"
    told = page.inner_text(".storyhead")
    assert fixtures_result.contrast_of(story).sentence in told
    row = story_row(fixtures_result, story)
    assert first_in_words(row) in told
    assert articles_in_words(row) in told
    assert page.locator(".timeline mark").count() > 0
    links = page.locator("a.out")
    for rel in links.evaluate_all("all => all.map(one => one.rel)"):
        assert rel == "noopener noreferrer"


def test_a_headline_that_shares_no_word_has_none_marked(open_report: Open, tmp_path: Path) -> None:
    titles = (
        "Strong quake shakes Valdria",
        "Quake hits Valdria at night",
        "Schweres Beben im Norden",
    )
    records = [make_record(f"n{at}", title) for at, title in enumerate(titles)]
    said = [Answer("n0", "n1", "same"), Answer("n0", "n2", "same")]
    result = run(Reading(records, []), Settings(), answers=Answers("labels.yaml", said))
    (story,) = result.stories
    opened = open_report(written(result, tmp_path))
    opened.go()
    opened.show(f"#story/{story.id}")
    marked = {
        row.inner_text(): row.locator("mark").count()
        for row in opened.page.locator(".headline").all()
    }
    assert {title: marks > 0 for title, marks in marked.items()} == {
        title: title not in (story.headline, titles[2]) for title in titles
    }


def test_every_story_is_told_against_its_surroundings_as_explain_tells_it(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go()
    for story in (*fixtures_result.stories[:12], *fixtures_result.stories[-6:]):
        opened.show(f"#story/{story.id}")
        assert fixtures_result.contrast_of(story).sentence in page.inner_text(".contrast")
    story = next(story for story in fixtures_result.stories if fixtures_result.nearest_to(story))
    opened.show(f"#story/{story.id}")
    page.click(".contrast a")
    nearest = fixtures_result.nearest_to(story)
    assert nearest is not None
    opened.until_shown(f"#story/{nearest.id}")
    assert page.inner_text("h1") == nearest.headline


def test_the_fringe_stands_below_a_line_and_has_no_place_in_the_order(
    open_report: Open, fixtures_result: Result, tmp_path: Path
) -> None:
    story = fixtures_result.stories[0]
    core = (False, *[True] * (len(story.articles) - 1))  # the earliest only leans on the story
    first, *outlets = story.outlets
    leaning = replace(
        story,
        core=core,
        outlets=tuple(outlets),
        first=First((outlets[0],), outlets[0].first_published, False),
        first_published=outlets[0].first_published,
    )
    result = replace(fixtures_result, stories=[leaning, *fixtures_result.stories[1:]])
    page = open_report(written(result, tmp_path)).go(f"#story/{story.id}")
    rows = page.locator(".timeline li").all_inner_texts()
    at = rows.index("Perhaps related")
    assert [story.articles[0].title in row for row in rows[at + 1 :]] == [True]
    lags = page.locator(".timeline .lag").all_inner_texts()
    assert (lags[0], lags[-1]) == ("first", "")
    assert first.name not in page.locator(".chips").all_inner_texts()
    assert first_in_words(story_row(result, leaning)) in page.inner_text(".storyhead")


def test_a_lag_is_told_between_two_times_to_the_minute_only(
    open_report: Open, tmp_path: Path
) -> None:
    title = "Storm Ottoline floods the old harbour of Brackwater"
    nine = 0.0  # o'clock; a date without an hour is read as midnight
    days = {"ann": nine, "bea": nine + 0.25, "cid": 0.625, "dov": 15 / 24 + 1, "eve": None}
    later = cluster([make_record(name, title, day) for name, day in days.items()])
    days = {"ann": -9 / 24, "bea": 0.25}
    sooner = cluster([make_record(name, title, day) for name, day in days.items()])
    together = cluster([make_record(name, title, nine) for name in ("ann", "bea")])
    expected = {
        "together": ["earliest", "same minute"],
        "later": ["first", "+6 h", "1 day later", "2 days later", "time unknown"],
        "sooner": ["same day", "same day"],
    }
    for name, result in (("together", together), ("later", later), ("sooner", sooner)):
        (story,) = result.stories
        (tmp_path / name).mkdir()
        page = open_report(written(result, tmp_path / name)).go(f"#story/{story.id}")
        assert page.locator(".timeline .lag").all_inner_texts() == expected[name]
        assert first_in_words(story_row(result, story)) in page.inner_text(".storyhead")
        dates = page.locator(".timeline time").all_inner_texts()
        assert all(", 00:00" not in date for date in dates)
    assert first_in_words(story_row(sooner, story)) == "That day: Ann and Bea"


def test_names_that_differ_are_named(
    open_report: Open, fixtures_result: Result, tmp_path: Path
) -> None:
    story = fixtures_result.stories[0]
    graph = fixtures_result.graph
    one, other = sorted(story.members[:2])
    ends = (graph.left == one) & (graph.right == other)
    own = replace(fixtures_result.own, names=csr_array(fixtures_result.own.matrix > 0))
    result = replace(fixtures_result, own=own, graph=replace(graph, names_differ=ends))
    page = open_report(written(result, tmp_path)).go(f"#story/{story.id}?a=0&b=1")
    assert unsaid(page, result, story.articles[0].id, story.articles[1].id) == []
    assert "Different names in the titles: " in page.inner_text(".why")


def test_the_graph_is_drawn_with_a_node_for_each_article(
    opened: Opened, fixtures_result: Result
) -> None:
    page = opened.go(f"#story/{fixtures_result.stories[0].id}")
    opened.until(DRAWN)
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    for across in range(40, int(box["width"]), 9):  # until the pointer meets an edge
        page.mouse.move(box["x"] + across, box["y"] + box["height"] * 0.45)
        if "strength" in (told := page.inner_text(".told")):
            break
    assert " share " in told


def test_two_picked_articles_are_explained_and_stand_in_the_fragment(
    opened: Opened, fixtures_result: Result
) -> None:
    story = fixtures_result.stories[0]
    page = opened.go(f"#story/{story.id}")
    picks = page.locator(".pick")
    picks.nth(0).click()
    opened.until_said(".why", "Pick a second article")
    picks.nth(len(story.articles) - 1).click()
    opened.until(f"location.hash.includes('a=0&b={len(story.articles) - 1}')")
    assert unsaid(page, fixtures_result, story.articles[0].id, story.articles[-1].id) == []
    picks.nth(0).click()
    opened.until_said(".why", "Pick a second article")


def test_why_agrees_with_explain_for_every_pair_of_a_story(
    opened: Opened, fixtures_result: Result
) -> None:
    story = next(story for story in fixtures_result.stories if 4 <= len(story.articles) <= 6)
    page = opened.go()
    for a, b in combinations(range(len(story.articles)), 2):
        opened.show(f"#story/{story.id}?a={a}&b={b}")
        one, other = story.articles[a].id, story.articles[b].id
        assert unsaid(page, fixtures_result, one, other) == [], (a, b)


def test_what_a_person_said_is_the_reason(
    open_report: Open, fixtures_result: Result, tmp_path: Path
) -> None:
    story = fixtures_result.stories[0]
    graph = fixtures_result.graph
    ends = (graph.left == min(story.members[:2])) & (graph.right == max(story.members[:2]))
    labelled = replace(fixtures_result, graph=replace(graph, labelled=ends.astype(int)))
    page = open_report(written(labelled, tmp_path)).go(f"#story/{story.id}?a=0&b=1")
    assert unsaid(page, labelled, story.articles[0].id, story.articles[1].id) == []
    assert "a person said: same" in page.inner_text(".why")


@pytest.mark.parametrize(
    ("trust", "said"),
    [
        (1.0, "(by a borrowed date)"),
        (0.674, "(by a borrowed date; 67% of the date counts)"),
        (0.9999, "(by a borrowed date; 99% of the date counts)"),
        (0.004, "(by a borrowed date; less than 1% of the date counts)"),
    ],
)
def test_a_borrowed_date_is_said_with_how_far_it_counts(
    trust: float, said: str, open_report: Open, fixtures_result: Result, tmp_path: Path
) -> None:
    story = fixtures_result.stories[0]
    one, other = story.members[:2]
    lender = np.arange(fixtures_result.graph.articles)
    lender[one] = other
    counts = np.where(lender == np.arange(len(lender)), 1.0, trust)
    graph = replace(fixtures_result.graph, borrowed=BorrowedDates(lender, counts))
    result = replace(fixtures_result, graph=graph)
    page = open_report(written(result, tmp_path)).go(f"#story/{story.id}?a=0&b=1")
    assert unsaid(page, result, story.articles[0].id, story.articles[1].id) == []
    assert f"days apart {said}" in page.inner_text(".why")


def test_spans_are_those_of_the_other_reports(open_report: Open, tmp_path: Path) -> None:
    events = {
        "Storm Ottoline floods the old harbour of Brackwater": 0.3,
        "Central bank of Vesland holds its key rate": 1.5,
        "Chess final: Arkady beats Lindqvist in ten hours": 2.5,
    }
    records = [
        make_record(f"{title.split()[0]}{day}", title, day)
        for title, last in events.items()
        for day in (0.0, last)
    ]
    result = cluster(records)
    page = open_report(written(result, tmp_path)).go("#stories?sort=outlets")
    shown = page.locator(CARDS).all_inner_texts()
    assert len(shown) == 3
    for story, card in zip(result.stories, shown, strict=True):
        row = moment(story.first_published), moment(story.last_published)
        assert span_in_words(*row) in card


def test_merge_steps_and_links_are_there_as_lists(opened: Opened, fixtures_result: Result) -> None:
    story = fixtures_result.stories[0]
    page = opened.go(f"#story/{story.id}")
    page.click("text=/^Merge steps/")
    more = page.locator(".steps-list .more")
    if more.count():
        more.click()
    opened.until_count(".step", len(story.articles) - 1)
    page.locator(".step").first.click()
    opened.until("document.querySelector('.step').ariaPressed === 'true'")
    page.click("text=/^Links as a list/")
    page.wait_for_selector(".links-list li")


def test_copies_in_a_story_say_what_agrees(opened: Opened, fixtures_result: Result) -> None:
    group = fixtures_result.duplicate_groups[0]
    story = fixtures_result.stories[int(fixtures_result.story_of[group.members[0]])]
    page = opened.go(f"#story/{story.id}")
    copies = page.locator("section:has(> #story-copies)")
    said = copies.inner_text()
    for words in ("Same text at another outlet.", f"Kept: {group.reason}.", "the same headline"):
        assert words.casefold() in said.casefold()
    (pair, *_) = group.pairs
    titles = copies.locator(".agrees").evaluate_all("all => all.map(one => one.title)")
    assert any(f"headline {pair.title_score:.4f}" in title for title in titles)
    badges = page.locator(".timeline .badge:not(.keep)")
    assert "Share of equal words" in (badges.first.get_attribute("title") or "")
    assert page.locator(".timeline .badge.keep").count() == 1


def test_excerpts_come_at_a_click(opened: Opened, fixtures_result: Result) -> None:
    page = opened.go(f"#story/{fixtures_result.stories[0].id}")
    excerpt = page.locator(".timeline .excerpt").first
    assert not excerpt.is_visible()
    page.click("text=Show excerpts")
    excerpt.wait_for(state="visible")
