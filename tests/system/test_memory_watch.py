"""Memory is watched beside the work, and more than is allowed is said once."""

from __future__ import annotations

import sys
import time

import pytest

from clustering.system.memory_watch import own_memory_bytes, watched
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux counts such memory")


def test_what_is_filled_counts() -> None:
    before = own_memory_bytes()
    filled = bytes(range(1, 251)) * 200_000
    after = own_memory_bytes()
    assert before is not None and after is not None
    assert after - before > 0.9 * len(filled)


def test_too_much_is_said_once_while_the_work_goes_on() -> None:
    told: list[int] = []
    with watched(1, told.append):
        deadline = time.monotonic() + 5 * PATIENCE
        while not told and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
    assert len(told) == 1
    assert told[0] > 1


def test_nothing_is_said_where_it_is_enough_or_nothing_is_asked() -> None:
    told: list[int] = []
    for most in (1e15, None):
        with watched(most, told.append):
            time.sleep(0.3)
    assert told == []
