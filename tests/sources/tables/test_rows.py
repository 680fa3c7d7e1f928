"""Rows say the same whether they are read many at a time or one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.engines.spill import SpillEngine
from clustering.model import Reading, Record
from clustering.sources.base import ReadOptions
from clustering.sources.tables.rows import Extent, RowReader, Rows
from clustering.sources.values import WrongType, read_text, read_texts

COLUMNS = ("id", "title", "headline", "url", "link", "outlet", "date", "topics", "related", "x")

VALUES = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(["  a ", "a\u00a0b", "1714608000", "2024-05-02", '["u"]', "a;b", "¦", " ¦"]),
    st.integers(0, 3),
    st.floats(allow_nan=True),
    st.booleans(),
    st.lists(st.text(max_size=3), max_size=2),
    st.fixed_dictionaries({"name": st.text(max_size=3)}),
)


def read(*cuts: Rows) -> Reading:
    return RowReader("t", "t", ReadOptions(keep_columns=True)).read(cuts)


@given(st.lists(st.lists(VALUES, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=6))
def test_many_at_a_time_or_one_by_one(values: list[list[object]]) -> None:
    lines = range(2, 2 + len(values))
    together = read(Rows(lines, COLUMNS, values)) if values else read()
    alone = read(*(Rows((n,), COLUMNS, (row,)) for n, row in zip(lines, values, strict=True)))
    assert together == alone
    assert len(together.records) + len(together.skipped) == len(values)


def test_a_cell_of_blanks_gives_way_to_the_next_column() -> None:
    columns = ("title", "headline", "outlet")
    rows = [
        ("  ", "Harbour deal signed", " "),
        ("\x00", "Pier falls", {"name": "\u00a0"}),
        (float("nan"), "Storm", None),
    ]
    found = read(Rows((2, 3, 4), columns, rows))
    assert [record.title for record in found.records] == [row[1] for row in rows]
    assert [(one.field, one.names) for one in found.taken[0].fields] == [("title", ("headline",))]


@given(st.lists(VALUES, max_size=300))
def test_a_column_of_texts_is_read_as_each_of_them(values: list[object]) -> None:
    try:
        expected = [read_text(value, "title") for value in values]
    except WrongType:
        with pytest.raises(WrongType):
            read_texts(values, "title")
    else:
        assert list(read_texts(values, "title")) == expected


@pytest.mark.parametrize(("position", "total"), [(25, 4_000), (0, None), (150, 1_000)])
def test_how_many_rows_there_are_is_told_from_where_the_reader_stands(
    position: int, total: int | None
) -> None:
    extent = Extent()
    assert extent.total(1_000) is None
    extent.follow(lambda: position, 100)
    assert extent.total(1_000) == total


def test_equal_outlets_are_one_object() -> None:
    rows = [["x", "".join(["Corrin", " Courier"])] for _ in range(2)]
    first, second = read(Rows((1, 2), ("title", "outlet"), rows)).records
    assert first.outlet_name is second.outlet_name


def test_a_date_that_cannot_be_read_is_kept_as_it_is_written() -> None:
    columns = ("title", "published", "date")
    dates = [("3/10/2025", None), ("n/a", ""), ("soon", "2025-12-31"), (False, "then"), ("", None)]
    rows = [(f"T{at}", *both) for at, both in enumerate(dates)]
    records = read(Rows(range(2, 7), columns, rows)).records
    assert [record.published is None for record in records] == [True, True, False, True, True]
    assert [record.unread_date for record in records] == ["3/10/2025", "", "", "then", ""]


def test_a_quality_of_nought_is_a_quality_whatever_other_rows_say() -> None:
    columns = ("title", "quality")
    rows = [("Storm", 0), ("Flood", None), ("Fire", 1)]
    for cuts in ([Rows((1, 2, 3), columns, rows)], [Rows((1,), columns, [row]) for row in rows]):
        reading = RowReader("t", "t", ReadOptions()).read(cuts)
        assert [record.quality for record in reading.records] == [0, None, 1]


def test_rows_without_a_further_column_have_it_empty_behind_rows_with_it() -> None:
    cuts = [Rows((1,), ("title", "mood"), [("Storm", "grim")]), Rows((2,), ("title",), [("Sun",)])]
    reading = RowReader("t", "t", ReadOptions(keep_columns=True)).read(cuts)
    assert reading.extra_columns == ("mood",)
    assert [record.extra for record in reading.records] == [("grim",), ("",)]


def test_texts_read_the_same_from_wherever_they_are_kept() -> None:
    columns = ("id", "title", "url", "source", "date", "mood")
    rows = [
        (str(n % 7 and n), f"Storm {n}", f"https://x.com/{n}", "A", f"2024-05-{n % 28 + 1}", "grim")
        for n in range(40)
    ]
    cuts = [Rows(range(at + 1, at + 11), columns, rows[at : at + 10]) for at in range(0, 40, 10)]

    def read(begins: int) -> list[Record]:
        engine = SpillEngine()
        options = ReadOptions(
            keep_columns=True, room=lambda count: engine.texts if count > begins else None
        )
        return list(RowReader("t", "t", options).read(cuts).records)

    inside = read(1_000)
    assert read(0) == inside
    assert read(25) == inside
    assert [record.name for record in inside[:8]] == ["t:1", *"123456", "t:8"]


def test_rows_that_share_an_id_are_named_by_line_and_told_of() -> None:
    rows = [("7", "Storm"), ("8", "Flood"), ("7", "Storm again")]
    reading = RowReader("t", "t", ReadOptions()).read([Rows((1, 2, 3), ("id", "title"), rows)])
    assert [record.name for record in reading.records] == ["t:1", "8", "t:3"]
    (taken,) = reading.taken
    assert taken.notes == ("2 rows share their id with another and go by file and line",)
