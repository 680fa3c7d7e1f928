"""What the forms of the desk do."""

from __future__ import annotations

from pathlib import Path

from tests.desk.corrected import largest, partition
from tests.serve.browsers import browser_in


def test_a_form_that_is_sent_twice_is_done_once(tmp_path: Path) -> None:
    browser = browser_in(tmp_path)
    ((story, articles),) = largest(browser.corrections, 1)
    for _ in range(2):
        browser.send(f"/story/{story}/confirm", {})
    page = browser.read("/corrections")
    assert page.count("Confirmed") == 1
    fields: dict[str, object] = {"tick": articles[1]}
    assert "contradicts" in browser.send(f"/story/{story}/split", fields, status=409)
    browser.send(f"/story/{story}/split", {**fields, "over": "1"})
    now = partition(browser.corrections)
    browser.send(f"/story/{story}/split", {"tick": articles[1]}, status=409)
    assert partition(browser.corrections) == now


def test_articles_that_are_split_off_together_make_a_story(tmp_path: Path) -> None:
    browser = browser_in(tmp_path)
    ((story, articles),) = largest(browser.corrections, 1)
    browser.send(f"/story/{story}/split", {"tick": articles[1:3], "how": "together"})
    assert frozenset(articles[1:3]) in partition(browser.corrections)
