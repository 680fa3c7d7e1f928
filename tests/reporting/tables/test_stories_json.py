"""``stories.json`` has the agreed shape, and streams hold the same rows."""

from __future__ import annotations

import io
import json
from typing import Any

from clustering.reporting.tables.stories_json import write_document
from clustering.reporting.terminal import stream_duplicates, stream_stories
from clustering.result import Result
from clustering.stories.marks import ONE_EVENT
from tests.factories import text_written
from tests.reporting.conftest import build

ARTICLE_KEYS = ["id", "title", "outlet", "domain", "published", "url", "duplicate_group"]


def document(result: Result) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text_written(write_document, result))
    return loaded


def test_the_document_has_exactly_the_agreed_keys(result: Result) -> None:
    held = document(result)
    agreed = ["schema_version", "settings", "counts", "stories", "threads", "duplicate_groups"]
    assert list(held) == agreed
    assert held["schema_version"] == 2
    assert list(held["counts"]) == [
        *("records", "articles", "stories", "coverage", "duplicate_groups", "skipped")
    ]
    for story in held["stories"]:
        assert list(story) == [
            *("id", "thread", "headline", "outlets", "first", "independent_outlets"),
            *("article_count", "first_published", "last_published", "cohesion", "inside"),
            *("outside", "nearest", "mark", "keywords", "alarms", "articles"),
        ]
        for outlet in story["outlets"]:
            assert list(outlet) == ["name", "domain", "articles", "first_published"]
        assert list(story["first"]) == ["known", "outlets", "published", "precision"]
        for article in story["articles"]:
            assert list(article) == [*ARTICLE_KEYS, "core"]
    for group in held["duplicate_groups"]:
        assert list(group) == ["id", "kind", "keep", "articles"]
        assert all(list(article) == ARTICLE_KEYS for article in group["articles"])


def test_values_are_those_of_the_result(result: Result) -> None:
    held = document(result)
    assert held["counts"] == result.counts
    assert held["settings"] == result.settings.shaping()
    story = held["stories"][0]
    assert story["cohesion"] == 0.3333
    assert story["first_published"] == "2023-08-31T12:00:00Z"
    assert [article["duplicate_group"] for article in story["articles"]] == [
        "d0",
        None,
        "d0",
        None,
    ]
    assert (story["inside"], story["outside"]) == (0.6667, 0.1667)
    assert story["nearest"] == result.nearest_to(result.stories[0]).id == "s-a4"  # type: ignore[union-attr]
    assert story["mark"] == ONE_EVENT
    assert story["first"]["outlets"] == ["The Daily"]
    assert held["stories"][1]["mark"] == ""
    assert held["stories"][2]["first_published"] is None
    assert held["duplicate_groups"][0]["keep"] == "a0"


def test_hostile_text_survives_as_text(hostile: Result) -> None:
    titles = [
        article["title"] for story in document(hostile)["stories"] for article in story["articles"]
    ]
    assert titles[0] == "</script><script>alert(1)</script>"
    assert titles[7] == "very long " + "W" * 10_000
    assert titles[8] == "line\nbreak\nand\ttab"
    json.dumps(titles, ensure_ascii=False).encode("utf-8")


def test_an_empty_result_is_a_valid_document() -> None:
    held = document(build([]))
    assert held["stories"] == held["duplicate_groups"] == []


def test_streams_hold_the_rows_of_the_document(result: Result) -> None:
    held = document(result)
    for stream_rows, part in ((stream_stories, "stories"), (stream_duplicates, "duplicate_groups")):
        whole, lines = io.StringIO(), io.StringIO()
        stream_rows(result, "json", whole)
        stream_rows(result, "jsonl", lines)
        rows = json.loads(whole.getvalue())[part]
        assert [json.loads(line) for line in lines.getvalue().splitlines()] == rows
        # The stream of duplicates adds the evidence.
        shared = [
            {key: row[key] for key in agreed} for row, agreed in zip(rows, held[part], strict=True)
        ]
        assert shared == held[part]
