"""Pairs that come in pieces are each given once, sorted, with their sums, whatever the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from clustering.arrays.types import FloatArray, IntArray
from clustering.engines import sorted_pairs as module
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.engines.sorted_pairs import sorted_pairs, summed_pairs
from clustering.engines.spill import SpillEngine

SPAN = 50


@pytest.fixture(params=["inline", "spill"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return InlineEngine() if request.param == "inline" else SpillEngine(folder=tmp_path)


@pytest.fixture(autouse=True)
def _small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEYS_AT_ONCE", 40)
    monkeypatch.setattr(module, "_KEYS_FOR_ONE", 10)


def pieces(seed: int) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    rng = np.random.default_rng(seed)
    for size in (200, 0, 1, 300):
        ends = rng.integers(0, SPAN, (2, size))
        yield ends[0], ends[1], rng.integers(1, 9, size).astype(np.float64)


@pytest.mark.parametrize("seed", range(5))
def test_each_pair_comes_once_with_the_sum_of_its_values(engine: Engine, seed: int) -> None:
    expected: dict[tuple[int, int], float] = {}
    for left, right, values in pieces(seed):
        for one, other, value in zip(left.tolist(), right.tolist(), values.tolist(), strict=True):
            expected[one, other] = expected.get((one, other), 0.0) + value
    one, other, total = summed_pairs(pieces(seed), SPAN, engine, sums=1)
    found = list(zip(one.tolist(), other.tolist(), strict=True))
    assert found == sorted(expected)
    assert total.tolist() == [expected[pair] for pair in found]


def test_without_values_the_pairs_are_the_same(engine: Engine) -> None:
    one, other = sorted_pairs(((a, b) for a, b, _ in pieces(1)), SPAN, engine)
    first, second, _ = summed_pairs(pieces(1), SPAN, engine, sums=1)
    assert one.dtype == np.int32
    assert np.array_equal([one, other], [first, second])


def test_of_no_pieces_there_are_no_pairs(engine: Engine) -> None:
    assert [len(column) for column in summed_pairs([], SPAN, engine, sums=1)] == [0, 0, 0]
