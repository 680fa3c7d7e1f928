"""Keys: the whole-array steps agree with the obvious ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.arrays.keys import (
    is_in_sorted,
    repeated_texts,
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
