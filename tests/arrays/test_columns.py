"""Objects kept as columns are the same as a list of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.columns import (
    Columnar,
    Gathering,
    column_of,
    few_as_objects,
    joined,
    replaced,
    with_columns,
)
from clustering.arrays.compact import Constant, Tuples
from clustering.model import Outlet, Record

RECORDS = st.lists(
    st.builds(
        Record,
        st.text(max_size=2),
        st.sampled_from(["s", "t"]),
        st.text(max_size=2),
        urls=st.lists(st.text(max_size=2), max_size=3).map(tuple),
        quality=st.none() | st.floats(0, 1),
    ),
    max_size=8,
)


def in_columns(records: list[Record]) -> Columnar[Record]:
    gathering = Gathering(Record)
    for start in range(0, len(records), 3):
        some = records[start : start + 3]
        names = ("name", "source", "title", "urls", "quality")
        columns = {name: [getattr(record, name) for record in some] for name in names}
        columns["source"] = Constant(some[0].source, len(some))  # type: ignore[assignment]
        gathering.add(len(some), columns)
    return gathering.gathered()


@given(RECORDS)
def test_columns_are_as_the_objects(records: list[Record]) -> None:
    for at, record in enumerate(records):
        records[at] = replace(record, source=records[at // 3 * 3].source)
    kept = in_columns(records)
    assert len(kept) == len(records)
    assert kept == records
    assert [kept[at] for at in range(len(kept))] == records
    assert [kept[at - len(kept)] for at in range(len(kept))] == records
    assert kept[1:5] == records[1:5]
    assert kept[::-2] == records[::-2]
    order = np.arange(len(records), dtype=np.int64)[::-1]
    assert kept.picked(order) == records[::-1]
    assert joined([kept, kept[:2], kept]) == [*records, *records[:2], *records]
    assert joined([kept, records]) == [*records, *records]
    for name in ("title", "urls", "quality", "topics"):
        assert list(column_of(kept, name)) == column_of(records, name)


@given(RECORDS, st.integers(0, 7))
def test_changed_objects_are_the_same_as_a_list_or_as_columns(
    records: list[Record], at: int
) -> None:
    kept = in_columns([replace(record, source="s") for record in records])
    before = list(kept)
    changes = {at: {"title": "x", "urls": ("u", "v")}} if at < len(records) else {}
    changed = replaced(kept, changes)
    assert changed == replaced(before, changes)
    assert kept == before
    if changes:
        assert changed[at] == replace(before[at], title="x", urls=("u", "v"))
    titles = {"title": [f"{record.title}!" for record in before]}
    assert with_columns(kept, titles) == with_columns(before, titles)
    assert [record.title for record in with_columns(kept, titles)] == titles["title"]


@pytest.mark.parametrize("columns", [{}, {"source": ["s"]}, {"source": [], "title": [], "zz": []}])
def test_objects_without_their_fields_are_not_made(columns: dict[str, list[str]]) -> None:
    with pytest.raises(TypeError):
        Columnar(Record, 1, {"name": ["a"], **columns})


def test_an_object_from_columns_equals_a_constructed_one() -> None:
    kept = Columnar(Record, 2, {"name": ["a", "b"], "source": ["s", "s"], "title": ["x", "y"]})
    assert list(kept) == [Record("a", "s", "x"), Record("b", "s", "y")]
    assert hash(kept[0]) == hash(next(iter(kept))) == hash(Record("a", "s", "x"))


def test_of_objects_that_weigh_more_fewer_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clustering.arrays.columns.MANY", 5)
    kept = Columnar(Outlet, 3, {"name": ["Tern", "Quay", "Otter"], "domain": Constant("", 3)})
    assert few_as_objects(kept) == list(kept)
    assert isinstance(few_as_objects(kept), list)
    assert few_as_objects(kept, weight=2) is kept


def test_named_tuples_are_kept_in_columns_as_well() -> None:
    outlets = Columnar(Outlet, 2, {"name": ["Tern", "Quay"], "domain": Constant("", 2)})
    assert list(outlets) == [outlets[0], outlets[1]] == [Outlet("Tern", ""), Outlet("Quay", "")]
    assert list(Tuples(outlets, Tuples.of([(), (0, 1)]).bounds)) == [(), tuple(outlets)]
    with pytest.raises(TypeError):
        Columnar(Outlet, 1, {"name": ["Tern"]})
