"""The languages of stories, for the page and for files."""

from __future__ import annotations

import io

from clustering.reporting.graphml import write_graph
from clustering.reporting.page.document import page_data
from clustering.reporting.page.languages import language_columns
from clustering.reporting.rows import story_row
from tests.graph.test_across import RECORDS, found


def test_stories_name_their_languages_by_number() -> None:
    result = found(RECORDS)
    told = language_columns(result, len(result.stories))
    assert told is not None
    assert told["name"] == ["English", "French", "German", "Russian"]
    named = [{told["name"][one] for one in story} for story in told["of"]]
    assert {"English", "German", "Russian"} in named
    assert page_data(result)["languages"] == told


def test_files_name_languages_and_meaning() -> None:
    result = found(RECORDS)
    row = story_row(result, next(story for story in result.stories if len(story.members) == 3))
    assert sorted(row["languages"]) == ["de", "en", "ru"]
    assert sorted(article["language"] for article in row["articles"]) == ["de", "en", "ru"]
    stream = io.StringIO()
    write_graph(result, stream)
    assert '<data key="n_language">ru</data>' in stream.getvalue()
    assert '<data key="e_meaning">' in stream.getvalue()


def test_without_meaning_nothing_is_said_of_languages() -> None:
    result = found(RECORDS, "off")
    assert language_columns(result, 9) is None
    stream = io.StringIO()
    write_graph(result, stream)
    assert "language" not in stream.getvalue() and "meaning" not in stream.getvalue()
    assert "languages" not in story_row(result, result.stories[0])
