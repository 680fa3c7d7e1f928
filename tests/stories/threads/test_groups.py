"""Groups of stories: their likeness is the mean over all pairs of their stories."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from clustering.arrays.rows import row_squares
from clustering.arrays.types import FloatArray
from clustering.engines.spill import SpillEngine
from clustering.stories.threads.groups import StoryGroups, stories_as_groups
from clustering.vectors.base import Vectors, unit_rows

NO_DATES = np.full(12, np.nan)


def groups_of(seed: int, days: FloatArray | None = None) -> tuple[StoryGroups, float]:
    """Make six stories of two articles each, in random words."""
    generator = np.random.default_rng(seed)
    dense = generator.random((12, 8)).astype(np.float32)
    vectors = Vectors(unit_rows(sparse.csr_array(dense)), [str(at) for at in range(8)])
    story_of = np.repeat(np.arange(6), 2)
    return stories_as_groups(vectors, NO_DATES if days is None else days, story_of, None)


@given(seed=st.integers(0, 1000), target=st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_the_likeness_of_merged_groups_is_the_mean_over_pairs_of_stories(
    seed: int, target: list[int]
) -> None:
    single, _ = groups_of(seed)
    numbers = np.unique(target, return_inverse=True)[1]
    merged = single.merged(numbers, int(numbers.max()) + 1)
    for one in range(int(numbers.max())):
        left, right = np.flatnonzero(numbers == one), np.flatnonzero(numbers == one + 1)
        ends = np.repeat(left, len(right)), np.tile(right, len(left))
        slow = single.likeness(*ends).mean()
        fast = merged.likeness(np.array([one]), np.array([one + 1]))[0]
        assert fast == pytest.approx(slow, abs=2e-6)


def test_groups_are_added_up_in_blocks_to_the_same_bits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    single, _ = groups_of(3)
    target = np.array([0, 1, -1, 1, 0, 2])
    whole = single.merged(target, 3)
    monkeypatch.setattr("clustering.arrays.rows._ROWS_AT_ONCE", 2)
    blocks = single.merged(target, 3, SpillEngine(tmp_path))
    for part in ("indptr", "indices", "data"):
        one, other = (getattr(groups.words, part) for groups in (whole, blocks))
        assert (one.dtype, one.tobytes()) == (other.dtype, other.tobytes())
    squares = single.squares_of_sums(target, 3)
    assert squares.tobytes() == row_squares(whole.words).tobytes()


def test_likeness_fades_to_a_half_with_time_and_no_further() -> None:
    near, _ = groups_of(1, days=np.zeros(12))
    pair = np.array([0]), np.array([1])
    for apart, share in ((0.0, 1.0), (28.0, 0.75), (56.0, 0.5), (560.0, 0.5)):
        days = np.where(np.arange(12) < 2, 0.0, apart)
        far, _ = groups_of(1, days=days)
        assert far.likeness(*pair)[0] == pytest.approx(share * near.likeness(*pair)[0], abs=2e-6)


def test_the_own_likeness_of_stories_is_that_of_their_articles() -> None:
    generator = np.random.default_rng(2)
    dense = generator.random((4, 5)).astype(np.float32)
    vectors = Vectors(unit_rows(sparse.csr_array(dense)), list("abcde"))
    _, own = stories_as_groups(vectors, np.full(4, np.nan), np.array([0, 0, 1, 1]), None)
    inside = vectors.similarities(np.array([0, 2]), np.array([1, 3]))
    assert own == pytest.approx(np.median(inside), abs=1e-6)
