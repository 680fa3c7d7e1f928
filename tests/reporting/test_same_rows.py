"""Rows that are made once for several records are those of each of them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from clustering.pipeline import run
from clustering.reporting.records import group_of_records
from clustering.reporting.same_rows import same_rows
from clustering.reporting.tables import write_assignments
from clustering.result import Result
from clustering.settings.model import Settings
from clustering.sources import read_sources

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "posts"


@pytest.fixture(scope="module")
def posts() -> Result:
    return run(read_sources([FIXTURES]), Settings())


def one_by_one(result: Result) -> Result:
    """Return a result whose records are objects, of which each has its own row."""
    return replace(result, reading=replace(result.reading, records=list(result.reading.records)))


def written(result: Result) -> str:
    stream = io.StringIO()
    write_assignments(result, stream)
    return stream.getvalue()


def test_the_table_is_that_of_each_record_by_itself(posts: Result) -> None:
    assert written(posts) == written(one_by_one(posts))


def test_records_with_one_row_say_the_same_and_went_the_same_way(posts: Result) -> None:
    same, records = same_rows(posts), posts.reading.records
    assert same is not None
    assert len(same.first) < len(records) == len(same.of)
    group_of = group_of_records(posts)
    rows = [
        (
            record.title,
            record.urls,
            record.published,
            record.is_own,
            posts.corpus.article_of[at],
            (group := group_of.get(at)) and (group.id, group.keep_record == at),
        )
        for at, record in enumerate(records)
    ]
    assert [rows[same.first[row]] for row in same.of.tolist()] == rows


def test_records_that_are_objects_have_rows_of_their_own(posts: Result) -> None:
    assert same_rows(one_by_one(posts)) is None


def test_records_of_a_store_have_no_row(posts: Result) -> None:
    some = replace(posts, reading=replace(posts.reading, remembered=10))
    same = same_rows(some)
    assert same is not None
    assert len(same.of) == len(posts.reading.records) - 10
    assert written(some) == written(one_by_one(some))
