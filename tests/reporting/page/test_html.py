"""``index.html`` stands alone, shows what was found, and text from outside stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from clustering.model import Skip
from clustering.reporting.page.html import write_page
from clustering.reporting.page.values import MAX_TITLE_CHARS
from clustering.result import Result
from clustering.stories.story import First
from tests.factories import text_written
from tests.reporting.conftest import Piece, build

VOID = {"meta", "link", "br", "wbr", "img", "input", "hr"}


class Page(HTMLParser):
    """A page as its tags, its links and its text; fails on tags that do not nest."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note the text."""
        if self._open and self._open[-1] == "script":
            self.scripts.append(data)
        elif self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """All text, white space folded."""
        return " ".join(" ".join(self.words).split())

    @property
    def data(self) -> dict[str, Any]:
        """What is embedded for the script."""
        held: dict[str, Any] = json.loads(self.scripts[0])
        return held


def markup(result: Result) -> str:
    return text_written(write_page, result)


def test_it_shows_stories_outlets_copies_and_skips(result: Result) -> None:
    page = Page(markup(result))
    for expected in (
        "7 articles from 4 outlets",
        "2023-08-31 up to 2023-09-02 14:00 UTC",
        "3 stories, 1 of them carried by several outlets",
        "First: The Daily, 12:00",
        "The 4 articles of this story are linked with an average strength of 0.67; with the "
        "nearest story, “Storm nears”, it is 0.17.",
        "one event",
        "over 2 days",
        "Coast News ×2",
        "2 independent",
        "also: 1 reprint – Wire Copy",
        "harbour , deal",
        "One page, recorded more than once. Kept: published first",
        "keep table.csv:9",
        "posts/broken.md:3: no front matter",
    ):
        assert expected in page.text, expected


def test_settings_are_shown_as_they_were_written(result: Result) -> None:
    given = result.settings.model_copy(update={"model": "Models/Small", "series": False})
    page = markup(replace(result, settings=given)).replace("<wbr>", "")
    shown = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page))
    assert any("Models/Small" in value for value in shown.values())
    assert any("false" in value for value in shown.values())


def test_the_outlet_that_was_first_is_marked_where_it_is_known(result: Result) -> None:
    assert re.findall('<li class="first"><bdi title="(.*?)">', markup(result)) == ["daily.example"]
    story, *others = result.stories
    tie = replace(story, first=First(story.outlets[:2], story.first_published, True))
    page = markup(replace(result, stories=[tie, *others]))
    assert '<li class="first">' not in page
    assert "<bdi>That day: The Daily and Coast News</bdi>" in page


def test_the_fringe_stands_below_a_line(leaning: Result) -> None:
    core, fringe = markup(leaning).split('<p class="perhaps">Perhaps related</p>')
    assert "Five things this week</bdi></a></span>" in fringe
    assert "Five things this week</bdi></a></span>" not in core
    assert "2 articles and 1 perhaps related" in core


def test_it_loads_nothing_and_runs_only_what_it_brought(result: Result) -> None:
    text = markup(result)
    page = Page(text)
    assert not {"img", "link", "iframe", "object"} & set(page.tags)
    assert page.tags.count("script") == 4  # the data, two libraries, and the page's own
    assert "@import" not in text
    policy = re.search(r'content="(default-src [^"]*)"', text)
    assert policy is not None
    allowed = policy[1].replace("&#39;", "'")
    assert "default-src 'none'; script-src 'sha256-" in allowed
    assert not re.search("script-src[^;]*unsafe", allowed)
    for script in page.scripts[1:]:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_links_lead_to_the_web_and_tell_it_nothing(result: Result, hostile: Result) -> None:
    outside = []
    for made in (result, hostile):
        for link in Page(markup(made)).links:
            href = link["href"] or ""
            if not href.startswith("#"):
                outside.append(href)
                assert href.lower().startswith(("http://", "https://"))
                assert link["rel"] == "noopener noreferrer"
    assert "https://daily.example/a0" in outside
    assert "https://ok.example/\"onmouseover='x'" in outside
    assert not [href for href in outside if "script" in href or " " in href]


def test_hostile_text_is_shown_and_does_nothing(hostile: Result) -> None:
    text = markup(hostile)
    page = Page(text)
    assert page.tags.count("script") == 4
    assert "bold" not in page.tags
    assert "</script><script>alert(1)</script>" in page.text
    assert "</script><script>alert(1)</script>" in page.data["articles"]["title"]
    assert "<b>bold</b>" in page.text
    assert "(no title)" in page.text
    assert "عنوان عربي" in page.text
    for forbidden in "\x00\x1b\u202e\u2066\ud800":
        assert forbidden not in text


def test_a_title_of_ten_thousand_characters_is_cut(hostile: Result) -> None:
    page = Page(markup(hostile))
    assert max(map(len, page.data["articles"]["title"])) <= MAX_TITLE_CHARS + 1
    assert "W" * (MAX_TITLE_CHARS + 1) not in page.text


def test_every_title_is_isolated_from_its_neighbours(hostile: Result) -> None:
    assert "<bdi>emoji 🧭👩‍🚀 and عنوان عربي</bdi>" in markup(hostile)


def test_long_stories_and_long_lists_are_cut_and_counted() -> None:
    eight = [Piece(f"part {number}") for number in range(8)]
    seven = [Piece(f"piece {number}", domain=f"{number}.example") for number in range(7)]
    pairs = [[Piece(f"{number} a"), Piece(f"{number} b")] for number in range(24)]
    skipped = [Skip(f"{number}.md", "empty") for number in range(25)]
    page = Page(markup(build([seven, eight, *pairs], skipped=skipped)))
    assert "2 more articles" in page.text  # eight: six, then two
    assert "1 more articles" not in page.text  # seven: one more is not worth a click
    assert "2 more stories in the other files" in page.text
    assert "1 more place in the other files" in page.text
    assert len(page.data["stories"]["id"]) == 26  # the script has them all


def test_the_page_says_what_was_read(result: Result) -> None:
    text = Page(markup(result)).text
    assert "8 records from 1 file" in text
    assert "1 place skipped, with the reasons" in text
    assert re.search(r"posts/\s*broken.\s*md:\s*3\s*: no front matter", text)
    assert re.search(r"excerpt_\s*chars\s*400", text)


def test_groups_list_what_one_can_act_on() -> None:
    page = Page(markup(build([[Piece("Kept", records=12, mentions=4)]])))
    assert "and 4 mentions in related lists" in page.text
    assert "6 more records" in page.text


def test_copies_say_how_far_they_agree_without_javascript_too(result: Result) -> None:
    page = Page(markup(result))
    told = {
        record["agrees"]
        for group in page.data["groups"]
        for record in group["records"]
        if "agrees" in record
    }
    assert told
    assert all(words in page.text for words in told)


@pytest.mark.parametrize("stories", [0, 1])
def test_a_page_with_nothing_to_say_says_so(stories: int) -> None:
    page = Page(markup(build([[Piece("Alone")]] * stories)))
    assert "No story of two or more articles." in page.text
    assert "No copies were found." in page.text
    assert "Everything could be read." in page.text
