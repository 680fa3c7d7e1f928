"""The desk as an editor uses it: pages and forms, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.corrected import largest, partition
from tests.serve.browsers import Browser, browser_in


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return browser_in(tmp_path)


def test_the_front_page_leads_to_every_story_of_several_articles(browser: Browser) -> None:
    page = browser.read("/")
    for story, articles in largest(browser.corrections, 30):
        assert (f'href="/story/{story}"' in page) == (len(articles) > 1)


def test_a_story_is_split_confirmed_merged_and_all_is_undone(browser: Browser) -> None:
    before = partition(browser.corrections)
    (story, articles), (other, _) = largest(browser.corrections)
    page = browser.send(f"/story/{story}/split", {"tick": articles[1:3], "how": "each"})
    assert "Took 2 articles out of" in page
    assert page.count("split off") == 2
    page = browser.send(f"/story/{story}/confirm", {})
    assert "confirmed" in page
    browser.send(f"/story/{story}/merge", {"other": other})
    assert partition(browser.corrections) != before
    assert browser.read("/corrections").count(">Undo<") == 3
    for number in (3, 2, 1):
        page = browser.send("/undo", {"number": number})
        assert "was undone" in page
    assert partition(browser.corrections) == before


def test_a_story_that_was_merged_leads_to_the_one_that_has_it(browser: Browser) -> None:
    (story, _), (other, _) = largest(browser.corrections)
    browser.send(f"/story/{story}/merge", {"other": other})
    assert browser.read(f"/story/{other}") == browser.read(f"/story/{story}")


def test_a_contradiction_is_told_and_what_counts_is_asked(browser: Browser) -> None:
    (story, articles), (other, _) = largest(browser.corrections)
    browser.send(f"/story/{story}/split", {"tick": articles[1:2]})
    browser.send(f"/story/{story}/merge", {"other": other})
    alone = next(s for s, own in largest(browser.corrections, 30) if own == [articles[1]])
    page = browser.send(f"/story/{other}/merge", {"other": alone}, status=409)
    assert "contradicts" in page
    assert f'value="{alone}"' in page
    browser.send(f"/story/{other}/merge", {"other": alone, "over": "1"})
    assert any(articles[1] in one and len(one) > 1 for one in partition(browser.corrections))


def test_a_store_that_cannot_be_read_is_said(browser: Browser) -> None:
    with browser.corrections.open() as store:
        store.connection.execute("DROP TABLE stories")
    answer = browser.client.get("/")
    assert answer.status_code == 503
    assert "no store of samestory" in answer.text
    with browser.corrections.labels.with_name("news.db").open("r+b") as file:
        file.write(b"\0" * 4096)
    assert browser.client.get("/").status_code == 503


def test_what_is_not_there_or_cannot_be_done_is_said(browser: Browser) -> None:
    ((story, articles),) = largest(browser.corrections, 1)
    browser.read("/story/nothing", status=404)
    browser.send("/story/nothing/confirm", {}, status=404)
    browser.send("/undo", {"number": "x"}, status=404)
    assert "Tick the articles" in browser.send(f"/story/{story}/split", {}, status=409)
    assert "All articles" in browser.send(f"/story/{story}/split", {"tick": articles}, status=409)
