"""Sequences that take little room read as tuples and lists do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.compact import Constant, OnDemand, Tuples, each, picked, sizes_of


def test_positions_beyond_the_end_are_refused() -> None:
    for sequence in (Constant("a", 2), Tuples.of([("a",), ()]), Tuples.of_one(["a", "b"])):
        assert sequence[-1] == sequence[1]
        for beyond in (2, -3):
            with pytest.raises(IndexError):
                sequence[beyond]


@given(st.lists(st.lists(st.integers(), max_size=3).map(tuple), max_size=6), st.slices(6))
def test_tuples_are_as_a_list_of_them(tuples: list[tuple[int, ...]], some: slice) -> None:
    kept = Tuples.of(tuples)
    assert list(kept) == tuples
    assert [kept[at] for at in range(len(tuples))] == tuples
    assert list(kept[some]) == tuples[some]
    assert kept.sizes.tolist() == sizes_of(kept).tolist() == [len(one) for one in tuples]
    assert sizes_of(tuples).tolist() == kept.sizes.tolist()
    assert Tuples.kept(kept) is kept
    assert list(Tuples.kept(tuples)) == tuples
    kept.extend(tuples)
    kept.extend(kept[some])
    assert list(kept) == [*tuples, *tuples, *[*tuples, *tuples][some]]


@given(st.lists(st.integers(), max_size=6), st.slices(6))
def test_a_constant_is_as_a_list_of_it(numbers: list[int], some: slice) -> None:
    kept, listed = Constant("a", len(numbers)), ["a"] * len(numbers)
    assert list(kept) == listed
    assert list(kept[some]) == listed[some]
    assert (kept.count("a"), kept.count("b")) == (len(numbers), 0)


def test_values_at_some_positions_are_picked_from_every_kind_of_column() -> None:
    order = np.array([2, 0], dtype=np.int64)
    assert picked(["a", "b", "c"], order) == ["c", "a"]
    assert list(picked(Constant("a", 3), order)) == ["a", "a"]
    assert list(picked(Tuples.of([("a",), (), ("b", "c")]), order)) == [("b", "c"), ("a",)]
    assert list(picked(Tuples.of_one(["a", "b", "c"]), order)) == [("c",), ("a",)]


def test_values_on_demand_are_made_each_time() -> None:
    made: list[int] = []
    values = OnDemand(3, lambda at: made.append(at) or str(at))  # type: ignore[func-returns-value]
    assert (values[1], values[-1], list(values)) == ("1", "2", ["0", "1", "2"])
    assert made == [1, 2, 0, 1, 2]
    some = values[1:]
    assert made == [1, 2, 0, 1, 2]  # those of a slice are made when it is read
    assert (len(some), some[-1], list(some[:1])) == (2, "2", ["1"])
    assert made == [1, 2, 0, 1, 2, 2, 1]
    others = some.picked(np.array([1, 0]))
    assert made == [1, 2, 0, 1, 2, 2, 1]
    assert list(others) == ["2", "1"]


def test_a_constant_is_changed_once() -> None:
    calls: list[str] = []
    changed = each(lambda text: calls.append(text) or text.upper(), Constant("a", 3))  # type: ignore[func-returns-value]
    assert list(changed) == ["A", "A", "A"]
    assert calls == ["a"]
    assert each(str.upper, ["a", "b"]) == ["A", "B"]
