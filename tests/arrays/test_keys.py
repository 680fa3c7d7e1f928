"""Keys: the whole-array steps agree with the obvious ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.keys import (
    is_in_sorted,
    repeated_texts,
    row_hashes,
    sorted_unique,
    unique_counts,
    values_met_again,
)

numbers = st.lists(st.integers(0, 20), max_size=60)


@given(numbers)
def test_values_are_counted_in_order(values: list[int]) -> None:
    array = np.array(values, dtype=np.int64)
    each, times = unique_counts(array)
    assert dict(zip(each.tolist(), times.tolist(), strict=True)) == Counter(values)
    assert each.tolist() == sorted_unique(array).tolist() == sorted(set(values))


@given(numbers, st.sets(st.integers(0, 20)))
def test_a_value_is_among_the_known_ones_or_not(values: list[int], known: set[int]) -> None:
    found = is_in_sorted(np.array(values, dtype=np.int64), np.array(sorted(known), dtype=np.int64))
    assert found.tolist() == [one in known for one in values]


@given(st.lists(st.sampled_from(["a", "b", "c", "", "ä"])))
def test_texts_at_several_positions_are_found(texts: list[str]) -> None:
    assert repeated_texts(texts).tolist() == [
        at for at, text in enumerate(texts) if texts.count(text) > 1
    ]


def test_values_met_again_are_told_once() -> None:
    assert values_met_again(np.array([3, 1, 3, 2, 1, 3])).tolist() == [1, 3]


rows = st.lists(st.lists(st.integers(0, 3), max_size=4), max_size=30)


def hashed(parts: list[list[int]], before: list[int]) -> list[int]:
    values = np.array([value for part in parts for value in part], dtype=np.int32)
    starts = np.cumsum([0, *map(len, parts)])
    told: list[int] = row_hashes(values, starts, np.array(before, dtype=np.int64)).tolist()
    return told


@given(rows)
def test_rows_have_one_hash_where_they_are_equal(parts: list[list[int]]) -> None:
    own = hashed(parts, [0] * len(parts))
    for one, part in zip(own, parts, strict=True):
        assert [other == one for other in own] == [other == part for other in parts]


@given(rows, st.integers(0, 4))
def test_a_row_has_the_sum_of_what_its_parts_have(parts: list[list[int]], cut: int) -> None:
    before = [min(cut, len(part)) for part in parts]
    first = hashed([part[:cut] for part in parts], [0] * len(parts))
    second = hashed([part[cut:] for part in parts], before)
    joined = np.array(first, dtype=np.int64) + np.array(second, dtype=np.int64)
    assert joined.tolist() == hashed(parts, [0] * len(parts))
