"""Times and short texts that are packed read as lists of them do."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.compact import Constant
from clustering.arrays.compact_values import (
    Coded,
    GrowingMoments,
    Moments,
    Scalars,
    ShortTexts,
    counts_of,
    different,
    moments_at,
    numbers_of,
)

TIMES = st.lists(st.none() | st.datetimes(timezones=st.just(UTC)), max_size=8)


@given(TIMES, st.slices(8))
def test_times_are_as_a_list_of_them(times: list[datetime | None], some: slice) -> None:
    kept = Moments.of(times)
    assert kept == times
    assert [kept[at] for at in range(len(times))] == times
    assert kept[some] == times[some]
    assert kept.is_known.tolist() == [moment is not None for moment in times]
    assert kept.count(None) == times.count(None)
    assert (kept.count(datetime(2024, 5, 1, tzinfo=UTC)), kept.count("a")) == (0, 0)
    order = np.arange(len(times))[::-1]
    assert kept.picked(order) == times[::-1]
    assert all(moment is None or moment.tzinfo is UTC for moment in kept)


@given(TIMES, TIMES)
def test_times_that_come_in_pieces_stand_one_after_the_other(
    first: list[datetime | None], second: list[datetime | None]
) -> None:
    growing = GrowingMoments()
    growing.extend(first)
    growing.extend(second)
    assert growing.finished() == [*first, *second]


def test_a_position_beyond_the_end_is_refused() -> None:
    with pytest.raises(IndexError):
        Moments.of([None])[1]


def test_short_texts_are_kept_as_their_bytes() -> None:
    texts = ShortTexts(np.array(["ab", "cd"], dtype="S2"))
    assert texts == ["ab", "cd"]
    assert texts[-1] == "cd"
    assert texts[:1] == ["ab"]


def test_values_that_recur_are_kept_once() -> None:
    values = Coded(np.array([0, 1, 0]), [("a",), ("b",)])
    assert values == [("a",), ("b",), ("a",)]
    assert values[0] is values[2]
    assert values.picked(np.array([1])) == [("b",)]
    assert values.kept(np.copy) == values


def test_truth_values_and_numbers_come_out_as_they_are_in_lists() -> None:
    assert list(Scalars(np.array([True, False]))) == [True, False]
    assert Scalars(np.array([True]))[0] is True
    assert repr(Scalars(np.array([0.5, 1.0]))[1]) == "1.0"
    assert repr(Scalars(np.array([4, 5, 6]))[-1]) == "6"
    with pytest.raises(IndexError):
        Scalars(np.array([4, 5]))[2]


@given(st.lists(st.text("abc-1", max_size=5), max_size=2_100))
def test_short_texts_are_as_a_list_of_them(texts: list[str]) -> None:
    kept = ShortTexts.of(texts)
    assert kept == texts
    assert kept.picked(np.arange(len(texts))[::-1]) == texts[::-1]


def test_times_are_told_at_positions_and_none_at_minus_one() -> None:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    for times in ([day, None], Moments.of([day, None])):
        assert list(moments_at(times, np.array([1, -1, 0]))) == [None, None, day]


def test_values_at_some_positions_are_replaced() -> None:
    values = Coded(np.array([0, 1, 0]), ["a", "b"])
    assert values.replaced({2: "c", 1: "a"}) == ["a", "a", "c"]
    assert values == ["a", "b", "a"]
    assert values.replaced({}) == values


def test_different_values_are_those_that_occur() -> None:
    assert different(Coded(np.array([2, 0, 2]), ["a", "b", "c"])) == ["a", "c"]
    assert different(Constant("a", 3)) == ["a"]
    assert different(Constant("a", 0)) == []
    assert different(["b", "a", "b"]) == ["b", "a", "b"]


def test_columns_of_recurring_values_are_joined() -> None:
    one, other = Coded(np.array([0, 1, 0]), ["a", "b"]), Coded(np.array([1, 1]), ["c", "a"])
    together = Coded.joined([one, other, one[:0]])
    assert together == ["a", "b", "a", "a", "a"]
    assert different(together) == ["a", "b", "a"]


def test_values_are_turned_into_numbers_and_recurring_ones_only_once() -> None:
    asked: list[str] = []

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert numbers_of(["a", "bcd"], length).tolist() == [1, 3]
    assert numbers_of(Constant("ab", 3), length).tolist() == [2, 2, 2]
    assert numbers_of(Coded(np.array([1, 0, 1]), ["a", "bcd"]), length).tolist() == [3, 1, 3]
    assert asked == ["a", "bcd", "ab", "a", "bcd"]
    assert numbers_of(Constant("a", 0), length).tolist() == []


def test_values_are_counted_equal_ones_together_and_those_alone_that_occur() -> None:
    values = Coded(np.array([0, 2, 0, 1]), ["a", "b", "a", "c"])
    assert counts_of(values) == counts_of(list(values)) == {"a": 3, "b": 1}
    assert counts_of(Constant("a", 2)) == {"a": 2}
    assert dict(counts_of(values)).keys() == {"a", "b"}
