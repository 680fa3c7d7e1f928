"""Does work in a copy of this process, beside what this process does itself."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def beside_in_copy(work: Callable[[], object], cores: int) -> Iterator[None]:
    """Do work in a copy of this process while the body runs; it is done when this ends.

    The work leaves something on disk: what it changes in memory is gone with the copy. It waits for
    no lock that another thread may hold, such as that of a progress bar. Where no copy can be made,
    or the copy fails, the work is done here, behind the body.
    """
    copy = _copy() if cores > 1 and sys.platform == "linux" else None
    if copy == 0:
        _do_and_end(work)
    try:
        yield
        is_done = copy is not None and _ended(copy) == 0
        copy = None
    finally:
        if copy is not None:  # the body failed, or was interrupted
            with suppress(ProcessLookupError):
                os.kill(copy, signal.SIGKILL)
            _ended(copy)
    if not is_done:
        work()


def _ended(copy: int) -> int | None:
    """Wait for a copy: return how it ended; ``None`` where the system has told another already.

    So it is in a process that was started with the signal of ended children ignored.
    """
    try:
        return os.waitpid(copy, 0)[1]
    except ChildProcessError:
        return None


def _copy() -> int | None:
    """Copy this process: return 0 in the copy, and its number here; ``None`` where that fails."""
    try:
        with warnings.catch_warnings():
            # Of Python 3.12 and newer: other threads may hold locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            return os.fork()
    except OSError:
        return None


def _do_and_end(work: Callable[[], object]) -> None:
    failed = 1
    try:
        work()
        failed = 0
    finally:
        os._exit(failed)
