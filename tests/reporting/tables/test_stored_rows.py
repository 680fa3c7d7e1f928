"""A store tells its stories as the report that was made with it does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from clustering import read
from clustering.desk.shown import stories_by_id, stories_in_order
from clustering.model import Record
from clustering.reporting.tables.stored_rows import (
    StoredCoverage,
    stored_document,
    stored_stories,
    stored_story_row,
)
from clustering.reporting.tables.stories_json import document
from clustering.settings.outlet_groups import NO_GROUPS
from clustering.store import open_store
from clustering.stories.story import StoryOutlet
from tests.pages import ROOT
from tests.schemas import check_document
from tests.store.streams import bring, stream


def posts() -> list[Record]:
    return list(read(ROOT / "fixtures" / "posts").records)


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


@pytest.mark.parametrize("records", [stream(15, seed=5, days=6), posts()], ids=["events", "posts"])
def test_what_a_store_tells_is_what_the_report_of_its_run_tells(
    tmp_path: Path, records: list[Record]
) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        told = document(bring(store, records).result)
        stored = json.loads("".join(stored_document(store.connection)))
        assert stored["counts"] == told["counts"] | {"records": stored["counts"]["records"]}
        for part in ("stories", "threads", "duplicate_groups"):
            assert by_id(stored[part]) == by_id(told[part])
        assert [row["id"] for row in stored["stories"]] == [row["id"] for row in told["stories"]]
        first = stored["stories"][0]
        (story,) = stories_by_id(store.connection, [first["id"]])
        assert stored_story_row(store.connection, story) == first


def test_the_document_has_the_shape_of_the_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        bring(store, posts())
        check_document("stories", json.loads("".join(stored_document(store.connection))))


def test_stories_are_told_as_the_run_told_them(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        result = bring(store, stream(15, seed=5, days=6)).result
        rows = stories_in_order(store.connection)
        stored = list(stored_stories(store.connection, rows))
        assert [story.row.id for story in stored] == [story.id for story in result.stories]
        for found, told in zip(stored, result.stories, strict=True):
            assert _names(found.outlets) == _names(told.outlets)
            assert _names(found.first.outlets) == _names(told.first.outlets)
            assert (found.first_outlet is None) == (told.first_outlet is None)
            assert [a.row.id for a in found.articles] == [a.id for a in told.articles]


def test_only_stories_of_several_outlets_are_coverage_in_the_order_given(tmp_path: Path) -> None:
    with open_store(tmp_path / "n.db", create=True) as store:
        result = bring(store, stream(15, seed=5, days=6)).result
        rows = stories_in_order(store.connection)[::-1]
        coverage = StoredCoverage.of(store.connection, rows, NO_GROUPS).coverage
        assert [story.row.id for story in coverage] == [s.id for s in result.coverage][::-1]
        assert 0 < len(coverage) < len(rows)


def _names(outlets: Sequence[StoryOutlet]) -> list[tuple[str, int]]:
    return [(outlet.domain, outlet.articles) for outlet in outlets]
