"""Spreads work over processes and gives its results in order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from multiprocessing import current_process, get_context
from types import ModuleType
from typing import TypeVar

MOST_PROCESSES = 60
"""Windows cannot wait for more at a time."""

Task = TypeVar("Task")
Answer = TypeVar("Answer")


def usable_processes(jobs: int) -> int:
    """How many processes to use: ``jobs``, or one for each core where it is 0."""
    if current_process().daemon:  # may not have children
        return 1
    if jobs:
        return jobs
    if hasattr(os, "sched_getaffinity"):  # the cores of a container, not of its host
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_processes(
    work: Callable[[Task], Answer], tasks: Sequence[Task], processes: int
) -> Iterator[Answer]:
    """Do every task in one of several processes and give the answers in task order.

    What no process answers, because none can be started or one died, is done in this
    process. ``work`` has to be importable, and tasks and answers such as can be pickled.
    """
    with ExitStack() as stack:
        futures: list[Future[Answer]] = []
        try:
            pool = stack.enter_context(
                ProcessPoolExecutor(
                    min(processes, len(tasks), MOST_PROCESSES),
                    get_context("spawn"),
                    _ignore_interrupts,
                )
            )
            stack.callback(pool.shutdown, wait=False, cancel_futures=True)
            with _main_set_aside():
                futures += [pool.submit(work, task) for task in tasks]
        except (ImportError, OSError, RuntimeError):
            futures.clear()
        for position, task in enumerate(tasks):
            try:
                answer = futures[position].result() if futures else work(task)
            except BrokenProcessPool:
                answer = work(task)
            yield answer


@contextmanager
def _main_set_aside() -> Iterator[None]:
    """Keep new processes from running the user's script once more.

    ``spawn`` imports the main module in each child, so a script without a
    ``if __name__ == "__main__"`` would do all its work again there.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which then stops its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
