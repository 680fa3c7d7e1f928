"""The high-water mark of memory rises with what is held and never falls."""

from __future__ import annotations

import sys

import pytest

from clustering.memory import peak_memory_mb

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not counted on Windows")


def test_the_mark_rises_and_does_not_fall() -> None:
    before = peak_memory_mb()
    assert before is not None
    held = bytearray(b"x") * 100_000_000
    during = peak_memory_mb()
    del held
    after = peak_memory_mb()
    assert during is not None
    assert after is not None
    assert 1 <= before <= during <= after
    assert after > 100
