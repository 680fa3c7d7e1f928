"""Data frames go in and come back: kinds, types, index, names of columns, what is refused."""

# ruff: noqa: ANN401 - frames of any library
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

import samestory
from clustering.frames import BACKENDS, make_frame, open_frame
from clustering.reporting.tables.typed_tables import Column, Table, kept_names

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")
pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

NOON = datetime(2025, 3, 14, 12, 0)
EAST = timezone(timedelta(hours=5))
TABLE: Table = {
    "story": Column("text", ["s1", None]),
    "core": Column("flag", [True, None]),
    "articles": Column("count", [3, 4]),
    "inside": Column("figure", [0.5, None]),
    "first": Column("time", [NOON.replace(tzinfo=UTC), None]),
}
NOTHING: Table = {name: column._replace(values=[]) for name, column in TABLE.items()}


def test_an_index_with_repeats_is_kept_and_the_frame_given_is_left_alone() -> None:
    frame = pd.DataFrame({"title": ["Kelp wins", "Gulls lose", "Tern"]}, index=[7, 7, 3])
    before = frame.copy()
    back = samestory.stories_of(frame)
    assert back.index.tolist() == [7, 7, 3]
    assert back["title"].tolist() == frame["title"].tolist()
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_table_becomes_a_frame_with_types(backend: str) -> None:
    frame = make_frame(TABLE, backend)
    empty = make_frame(NOTHING, backend)
    if backend == "pandas":
        dtypes = {name: str(dtype) for name, dtype in frame.dtypes.items()}
        assert (dtypes["core"], dtypes["articles"], dtypes["inside"]) == (
            "boolean",
            "int64",
            "float64",
        )
        assert str(frame["first"].dt.tz) == "UTC"
        assert frame["story"].isna().tolist() == [False, True]
        assert empty.dtypes.tolist() == frame.dtypes.tolist()
    elif backend == "polars":
        assert frame.rows()[1] == (None, None, 4, None, None)
        assert frame.rows()[0][:4] == ("s1", True, 3, 0.5)
        assert empty.schema == frame.schema
    else:
        assert frame.to_pylist()[1] == dict.fromkeys(TABLE, None) | {"articles": 4}
        assert empty.schema == frame.schema


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (NOON, "2025-03-14T12:00:00"),
        (NOON.replace(tzinfo=EAST), "2025-03-14T07:00:00"),
        (date(2025, 3, 14), "2025-03-14T00:00:00"),
        (None, None),
    ],
)
@pytest.mark.parametrize("library", [pd, pl])
def test_times_of_every_kind_are_read(library: Any, written: object, taken: str | None) -> None:
    frame = library.DataFrame({"title": ["Kelp", "Gull"], "date": [written, None]})
    first, second = samestory.read(frame).records
    read = first.published
    assert (read and read.isoformat()) == (taken and f"{taken}+00:00")
    assert second.published is None
    assert not first.unread_date


def test_categories_bytes_and_missing_values_are_texts_or_nothing() -> None:
    frame = pd.DataFrame(
        {
            "title": pd.Categorical(["Kelp wins", None]),
            "url": [b"https://a.example/1", b"https://a.example/2"],
            "outlet": [float("nan"), pd.NA],
            "date": [pd.NaT, pd.NaT],
        }
    )
    first, second = samestory.read(frame).records
    assert (first.title, second.title) == ("Kelp wins", "")
    assert first.urls == ("https://a.example/1",)
    assert (first.outlet_name, second.outlet_name, first.published) == ("", "", None)


def test_a_series_of_titles_comes_back_as_a_frame() -> None:
    series = pd.Series(["Kelp wins", "Gulls lose"], index=["x", "y"], name="kop")
    back = samestory.stories_of(series)
    assert back.index.tolist() == ["x", "y"]
    assert back.columns.tolist()[:2] == ["title", "article"]
    assert samestory.stories_of(pl.Series("kop", ["Kelp wins"])).columns[:2] == ["title", "article"]


def test_a_relation_of_duckdb_comes_back_as_one() -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    with duckdb.connect() as connection:
        relation = connection.sql("select 'Kelp wins' as title")
        assert "story" in samestory.stories_of(relation).columns


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pd.Series([1, 2], name="views"), "data: a series of Int64 .* 'views'"),
        (pd.DataFrame([[1, 2]], columns=["title", "title"]), r"one name \(there are: title, title"),
        (
            pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")])),
            "several levels",
        ),
        (pd.DataFrame({"title": [b"\xff"], "views": [1]}), r"'title' holds .*: title, views"),
        (pd.DataFrame({"kop": ["Kelp"], "n": [1]}), r"columns=\{'title': .* \(there are: kop, n\)"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: object, sentence: str) -> None:
    with pytest.raises(samestory.UsageError, match=sentence):
        samestory.stories_of(data)


def test_columns_of_numbers_can_be_mapped_by_their_text() -> None:
    frame = pd.DataFrame({0: ["Kelp wins"], 1: [1]})
    assert samestory.stories_of(frame, columns={"title": "0"}).columns.tolist()[:3] == [
        0,
        1,
        "article",
    ]


def test_own_columns_with_our_names_are_renamed_and_never_lost() -> None:
    assert kept_names(["story", "input_story", "x"], TABLE) == [
        "input_story",
        "input_input_story",
        "x",
    ]
    frame = pl.DataFrame({"title": ["Kelp"], "story": ["gold"]})
    back = samestory.stories_of(frame)
    assert back["input_story"].to_list() == ["gold"]
    assert back["story"].to_list() != ["gold"]


def test_a_backend_that_there_is_not_is_named() -> None:
    with pytest.raises(samestory.UsageError, match="backend: 'spark' is not one of pandas, polars"):
        make_frame(TABLE, "spark")
    with pytest.raises(samestory.UsageError, match="comes back as the kind it is"):
        samestory.stories_of(pl.DataFrame({"title": ["Kelp"]}), backend="pandas")


def test_what_is_no_frame_is_left_to_others() -> None:
    assert open_frame([1]) is None
    assert open_frame("fixtures") is None
