"""Questions on a page: one at a time, none twice, none to two people."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from clustering.answers.file import read_answers
from tests.desk.corrected import desk_to_ask
from tests.patience import PATIENCE
from tests.serve.browsers import Browser, Client, browser_on


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return browser_on(desk_to_ask(tmp_path))


def asked(browser: Browser) -> tuple[str, str]:
    """Return the pair that a browser is asked about, when the first one is there."""
    limit = time.monotonic() + PATIENCE
    while "are being grouped" in (page := browser.read("/questions")):
        assert 'http-equiv="refresh"' in page
        assert time.monotonic() < limit
        time.sleep(0.05)
    left, right = (re.search(f'name="{end}" value="(\\w+)"', page) for end in ("left", "right"))
    assert left, page
    assert right
    return left[1], right[1]


def test_questions_are_asked_until_none_is_left_and_none_twice(browser: Browser) -> None:
    pairs = []
    for said in ("same", "different", "unsure"):
        pair = asked(browser)
        pairs.append(frozenset(pair))
        fields: dict[str, object] = {"left": pair[0], "right": pair[1], "said": said}
        browser.send("/questions/answer", fields)
        assert "answered meanwhile" in browser.send("/questions/answer", fields, status=409)
    assert len(set(pairs)) == 3
    answers = read_answers(browser.corrections.labels).entries
    assert {one.answer for one in answers} == {"same", "different", "unsure"}
    browser.send("/undo", {"number": 3})
    assert len(read_answers(browser.corrections.labels).entries) == 2


def test_two_people_are_asked_about_two_pairs(browser: Browser) -> None:
    other = Browser(Client(browser.client.app), browser.access, browser.corrections)
    other.access.key = "another"
    assert other.client.get("/?key=another").status_code == 200
    mine = asked(browser)
    assert asked(browser) == mine
    assert asked(other) != mine


def test_an_answer_that_is_none_is_refused(browser: Browser) -> None:
    left, right = asked(browser)
    browser.send("/questions/answer", {"left": left, "right": right, "said": "x"}, status=409)
    browser.send("/questions/answer", {"left": "x", "right": right, "said": "same"}, status=404)
