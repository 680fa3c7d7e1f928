"""Watches how much memory this process holds, beside what it does, and says when it is too much."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOK_EVERY = 0.2  # seconds


def own_memory_bytes() -> int | None:
    """Return what this process holds for itself, without files; ``None`` where nobody says."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        _, resident, shared, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
    return None


@contextmanager
def watched(most: float | None, tell: Callable[[int], None]) -> Iterator[None]:
    """Call ``tell`` once, on a thread, with what is held when it is more than so many bytes.

    ``None`` watches nothing.
    """
    if most is None or own_memory_bytes() is None:
        yield
        return
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_LOOK_EVERY):
            held = own_memory_bytes() or 0
            if held > most:
                tell(held)
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
