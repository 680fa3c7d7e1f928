"""The stories of the page are told as in the other files of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting.graphml import write_graph
from clustering.reporting.page import document
from clustering.reporting.page.stories import language_columns
from clustering.reporting.tables.rows import story_row, thread_row
from clustering.reporting.wording import span_in_words, thread_facts
from clustering.result import Result
from clustering.stories.story import First
from tests.factories import text_written
from tests.graph.test_across import RECORDS, found
from tests.reporting.conftest import data_of


def test_who_was_first_and_the_fringe_are_told_as_in_the_other_files(leaning: Result) -> None:
    data = data_of(leaning)
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
    told = data_of(replace(leaning, stories=[tie, alone]))["stories"]
    assert told["first"][0] == -1
    assert told["first_words"][0] == "That day: The Daily and Coast News"


def test_a_nearest_story_that_is_not_shown_is_named(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories = data_of(result)["stories"]
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
    stories = data_of(result)["stories"]
    assert stories["nearest"] == [-1]
    assert stories["nearest_titles"] == {0: "Storm nears"}


def test_stories_name_their_languages_by_number() -> None:
    result = found(RECORDS)
    told = language_columns(result, len(result.stories))
    assert told is not None
    assert told["name"] == ["English", "French", "German", "Russian"]
    named = [{told["name"][one] for one in story} for story in told["of"]]
    assert {"English", "German", "Russian"} in named
    assert data_of(result)["languages"] == told


def test_files_name_languages_and_meaning() -> None:
    result = found(RECORDS)
    row = story_row(result, next(story for story in result.stories if len(story.members) == 3))
    assert sorted(row["languages"]) == ["de", "en", "ru"]
    assert sorted(article["language"] for article in row["articles"]) == ["de", "en", "ru"]
    graph = text_written(write_graph, result)
    assert '<data key="n_language">ru</data>' in graph
    assert '<data key="e_meaning">' in graph


def test_without_meaning_nothing_is_said_of_languages() -> None:
    result = found(RECORDS, "off")
    assert language_columns(result, 9) is None
    graph = text_written(write_graph, result)
    assert "language" not in graph and "meaning" not in graph
    assert "languages" not in story_row(result, result.stories[0])
