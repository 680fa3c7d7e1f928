"""Texts in a file behave as a list of texts does."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.engines.spill import SpillEngine


def test_picked_texts_are_picked_again() -> None:
    stored = SpillEngine().hold_texts(list("abcdef"))
    some = stored.picked(np.array([5, 0, 3]))  # type: ignore[attr-defined]
    assert list(some) == ["f", "a", "d"]
    assert some[1:] == ["a", "d"]
    assert list(some.picked(np.array([2, 2]))) == ["d", "d"]


def test_there_is_nothing_beyond_the_end() -> None:
    stored = SpillEngine().hold_texts(["a"])
    with pytest.raises(IndexError):
        stored[1]
    assert stored[5:] == []
    assert stored != ["b"]
