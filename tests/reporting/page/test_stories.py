"""The stories of the page are told as in the other files of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting.page import document
from clustering.reporting.page.document import page_data
from clustering.reporting.rows import story_row, thread_row
from clustering.reporting.wording import span_in_words, thread_facts
from clustering.result import Result
from clustering.stories.story import First


def test_who_was_first_and_the_fringe_are_told_as_in_the_other_files(leaning: Result) -> None:
    data = page_data(leaning)
    assert data["articles"]["fringe"] == [2]
    named = [[data["outlets"]["name"][at] for at in own] for own in data["stories"]["outlets"]]
    assert named == [["The Daily", "Coast News"], ["Arts"]]
    assert data["stories"]["first_words"] == ["First: The Daily, 12:00", ""]
    rows = [story_row(leaning, story) for story in leaning.stories]
    spans = [span_in_words(row["first_published"], row["last_published"]) for row in rows]
    assert data["stories"]["span_words"] == spans
    assert [data["outlets"]["name"][at] for at in data["stories"]["first"]] == ["The Daily", "Arts"]
    story, alone = leaning.stories
    tie = replace(story, first=First(story.outlets, story.first_published, True))
    told = page_data(replace(leaning, stories=[tie, alone]))["stories"]
    assert told["first"][0] == -1
    assert told["first_words"][0] == "That day: The Daily and Coast News"


def test_a_nearest_story_that_is_not_shown_is_named(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = page_data(result)["stories"]
    assert stories["thread_words"] == {
        at: ", ".join(thread_facts(thread_row(result.thread_of(story))))
        for at, story in enumerate(result.stories)
        if len(result.thread_of(story).stories) > 1
    }
    nearest = [result.nearest_to(story) for story in result.stories]
    ids = [story.id for story in result.stories]
    assert stories["nearest"] == [ids.index(one.id) if one else -1 for one in nearest]
    assert stories["nearest_titles"] == {}
    assert (stories["inside"], stories["outside"]) == ([67, 67, 100], [17, 17, 17])
    monkeypatch.setattr(document, "MAX_PAGE_ARTICLES", 4)
    stories = page_data(result)["stories"]
    assert stories["nearest"] == [-1]
    assert stories["nearest_titles"] == {0: "Storm nears"}
