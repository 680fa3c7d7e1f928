"""Whether a group of processes still runs, as the operating system lists them."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path("/proc")


def is_gone(group: int, seconds: float) -> bool:
    """Whether no process of a group is left within a time."""
    end = time.monotonic() + seconds
    while is_running(group):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_running(group: int) -> bool:
    """Whether a process of the group still runs; one that only waits to be buried does not."""
    return any(own == group and state not in "ZX" for own, state in _listed())


def _listed() -> Iterator[tuple[int, str]]:
    """Give the group and the state of each process; not every system has ``ps``."""
    if not (PROCESSES / "self" / "stat").exists():
        command = ["ps", "-A", "-o", "pgid=", "-o", "stat="]
        for line in subprocess.check_output(command, text=True).splitlines():
            group, state = line.split()
            yield int(group), state[0]
        return
    for entry in PROCESSES.glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may hold anything; behind it come state, parent and group.
            fields = entry.read_bytes().rpartition(b")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        yield int(fields[2]), fields[0].decode()
