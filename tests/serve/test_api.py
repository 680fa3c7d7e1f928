"""What programs read of the desk."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from tests.desk.corrected import largest
from tests.schemas import check_document
from tests.serve.browsers import ADDRESS, Browser, Client, browser_in

TOKEN = "a token of some length"


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return browser_in(tmp_path, TOKEN)


def test_stories_are_given_in_the_shape_of_the_file(browser: Browser) -> None:
    document = browser.client.get("/api/stories.json").json()
    check_document("stories", document)
    row = document["stories"][0]
    assert browser.client.get(f"/api/story/{row['id']}.json").json() == row
    assert browser.client.get("/api/story/nothing.json").status_code == 404


def test_a_story_that_ended_is_the_one_that_goes_on(browser: Browser) -> None:
    (one, _), (other, _) = largest(browser.corrections)
    browser.send(f"/story/{one}/merge", {"other": other})
    rows = [browser.client.get(f"/api/story/{name}.json").json() for name in (one, other)]
    assert rows[0] == rows[1]


def test_the_feed_is_atom(browser: Browser) -> None:
    answer = browser.client.get("/feed.atom?since=0")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.text)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    for part in (root, *entries):  # what RFC 4287 asks of feeds and of entries
        for name in ("id", "title", "updated"):
            assert part.findtext(f"{{http://www.w3.org/2005/Atom}}{name}"), name
    assert not feedparser.parse(answer.content).bozo
    assert browser.client.get("/feed.atom?since=nonsense").status_code == 409


def test_programs_show_the_token_with_each_request(browser: Browser) -> None:
    program = Client(browser.client.app)
    assert program.get("/api/stories.json").status_code == 403
    assert program.get("/feed.atom?key=wrong").status_code == 403
    assert program.get(f"/feed.atom?since=0&key={TOKEN}").status_code == 200
    assert not program.cookies
    for bearer, status in ((TOKEN, 200), ("wrong", 403), ("", 403)):
        headers = {"Authorization": f"Bearer {bearer}"}
        assert program.get("/api/stories.json", headers=headers).status_code == status


def test_a_person_types_the_token_and_is_in(browser: Browser) -> None:
    person = Client(browser.client.app)
    assert 'action="/login"' in person.get("/").text
    own = {"Origin": ADDRESS}
    assert person.post("/login", data={"key": "wrong"}, headers=own).status_code == 403
    foreign = {"Origin": "https://evil.example"}
    assert person.post("/login", data={"key": TOKEN}, headers=foreign).status_code == 403
    assert person.post("/login", content=b"x", headers=own).status_code == 415
    assert "Top stories" in person.post("/login", data={"key": TOKEN}, headers=own).text
    assert person.get("/").status_code == 200


def test_without_a_token_nothing_is_typed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    person = Client(browser_in(tmp_path / "b").client.app)
    assert person.post("/login", data={"key": ""}, headers={"Origin": ADDRESS}).status_code == 403
