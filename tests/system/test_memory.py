"""The high-water mark of memory rises with what is held and stays when it is given back."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time

import pytest

from clustering.system.memory import bytes_of, free_memory_bytes, own_memory_bytes, watched
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not counted on Windows")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux counts such memory")

_HOLD_AND_GIVE_BACK = """
from clustering.system.memory import give_back_memory, peak_memory_mb
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


_FREE_BUT_THE_LAST = """
import platform, re
from pathlib import Path
from clustering.system.memory import give_back_memory

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000

pieces = [bytes(2_000) for _ in range(100_000)]
last = bytes(2_000)  # above the others, so that freeing them leaves a hole
del pieces
before = held()
give_back_memory()
print(platform.libc_ver()[0], before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what is given back is told from /proc")
def test_what_was_freed_is_given_back_to_the_system() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _FREE_BUT_THE_LAST], capture_output=True, text=True, check=True
    )
    library, given = ran.stdout.split()
    if library != "glibc":
        pytest.skip("only glibc is asked")
    assert int(given) > 100


_FREE_ARRAYS = """
import platform, re, sys
from pathlib import Path
import numpy as np
from clustering.system.memory import (
    give_back_arrays_at_once, give_back_memory, keep_freed_memory
)

def held():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1000

keep_freed_memory()
if sys.argv[1] == "at once":
    give_back_arrays_at_once()
before = held()
stay = []
for _ in range(3):  # glibc learns to keep what was given back once
    arrays = [np.ones(1_000_000) for _ in range(20)]
    stay.append(np.ones(100_000))  # above the others, so that freeing them leaves a hole
    del arrays
left = held() - before
give_back_memory()
print(platform.libc_ver()[0], left, held() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what is given back is told from /proc")
@pytest.mark.parametrize("when", ["at once", "at the end"])
def test_arrays_are_kept_for_what_comes_or_given_back_at_once(when: str) -> None:
    command = [sys.executable, "-c", _FREE_ARRAYS, when]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    library, left, in_the_end = ran.stdout.split()
    if library != "glibc":
        pytest.skip("only glibc is asked")
    assert (int(left) < 20) == (when == "at once")  # of 160 MB
    assert int(in_the_end) < 20


def test_what_is_free_is_told_and_is_less_than_a_terabyte_a_core() -> None:
    free = free_memory_bytes()
    assert free is None or 10e6 < free < 1e15


@ON_LINUX
@pytest.mark.parametrize("option", ["-v", "-d"])
def test_no_more_is_free_than_the_shell_allows(option: str) -> None:
    told = "from clustering.system.memory import free_memory_bytes as free; print(free())"
    script = f"ulimit {option} 900000; exec {shlex.quote(sys.executable)} -c {shlex.quote(told)}"
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert 100e6 < int(ran.stdout) < 900_000 * 1024


@pytest.mark.parametrize(
    ("size", "expected"),
    [("4GB", 4e9), ("500 mb", 5e8), ("1.5", 1.5e9), ("2GiB", 2**31), (" 1MiB ", 2**20)],
)
def test_a_size_is_read(size: str, expected: float) -> None:
    assert bytes_of(size) == expected


@pytest.mark.parametrize("size", ["", "GB", "-4GB", "4TB", "4 G B", "\u0664GB"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(ValueError) as refused:
        bytes_of(size)
    assert str(refused.value) == size


@ON_LINUX
def test_what_is_filled_counts() -> None:
    before = own_memory_bytes()
    filled = bytes(range(1, 251)) * 200_000
    after = own_memory_bytes()
    assert before is not None and after is not None
    assert after - before > 0.9 * len(filled)


@ON_LINUX
def test_too_much_is_said_once_while_the_work_goes_on() -> None:
    told: list[int] = []
    with watched(1, told.append):
        deadline = time.monotonic() + 5 * PATIENCE
        while not told and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
    assert len(told) == 1
    assert told[0] > 1


@ON_LINUX
def test_nothing_is_said_where_it_is_enough_or_nothing_is_asked() -> None:
    told: list[int] = []
    for most in (1e15, None):
        with watched(most, told.append):
            time.sleep(0.3)
    assert told == []
