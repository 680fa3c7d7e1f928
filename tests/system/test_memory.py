"""The high-water mark of memory rises with what is held and stays when it is given back."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not counted on Windows")

_HOLD_AND_GIVE_BACK = """
from clustering.system.memory import peak_memory_mb
print(peak_memory_mb())
held = bytearray(b"x") * 300_000_000
print(peak_memory_mb())
del held
print(peak_memory_mb())
"""

_LATE = 50  # MB; a kernel may count a core's last pages a little later


def test_the_mark_rises_with_what_is_held_and_stays() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _HOLD_AND_GIVE_BACK], capture_output=True, text=True, check=True
    )
    before, during, after = (int(line) for line in ran.stdout.split())
    assert 1 <= before < 250
    assert abs(during - before - 300) <= _LATE
    assert abs(after - during) <= _LATE
