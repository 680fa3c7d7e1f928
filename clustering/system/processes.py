"""Spreads work over processes and gives its results in order, whatever happens to a process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import current_process, get_context, parent_process, resource_tracker
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from clustering.system.cores import usable_cores

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

MAX_PROCESSES = 60
"""Windows cannot wait for more at a time."""

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

WATCH_INTERVAL = 0.1  # seconds

Task = TypeVar("Task")
TaskResult = TypeVar("TaskResult")

_tally: Synchronized[int] | None = None
"""In a process of a map: the pieces all of them have done."""


def usable_processes(jobs: int) -> int:
    """How many processes to use: ``jobs``, or one for each core where it is 0."""
    if current_process().daemon:  # may not have children
        return 1
    return usable_cores(jobs)


def map_in_processes(
    work: Callable[[Task], TaskResult],
    tasks: Sequence[Task],
    processes: int,
    watch: Callable[[int], None] | None = None,
) -> Iterator[TaskResult]:
    """Do every task in one of several processes and give the answers in task order.

    What no process answers, because none can be started or one died, is done in this
    process. ``work`` has to be importable, and tasks and answers such as can be pickled.

    Parameters
    ----------
    watch
        Called while an answer is waited for, with how many pieces of all tasks are done, as
        ``work`` counts them with :func:`count_piece`.
    """
    pool = None
    tally: Synchronized[int] | None = None
    futures: list[Future[TaskResult]] = []
    try:
        try:
            context = get_context("spawn")
            tally = context.Value("q") if watch else None
            pool = ProcessPoolExecutor(
                min(processes, len(tasks), MAX_PROCESSES), context, _prepare_process, (tally,)
            )
            with _interrupts_held_back(), _main_set_aside():
                futures += [pool.submit(work, task) for task in tasks]
        except (ImportError, OSError, RuntimeError):
            futures.clear()
        for position, task in enumerate(tasks):
            try:
                answer = _await(futures[position], watch, tally) if futures else work(task)
            except BrokenProcessPool:
                answer = work(task)
            yield answer
    except BaseException:
        if pool:
            _stop_processes(pool)
        raise
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def count_piece() -> None:
    """Count a piece of a task as done; means nothing outside of the processes of a map."""
    if _tally is not None:
        with _tally.get_lock():
            _tally.value += 1


def _await(
    future: Future[TaskResult],
    watch: Callable[[int], None] | None,
    tally: Synchronized[int] | None,
) -> TaskResult:
    """Wait for an answer, and tell now and then how many pieces are done."""
    if watch is not None and tally is not None:
        while not future.done():
            wait_for([future], timeout=WATCH_INTERVAL)
            watch(tally.value)
    return future.result()


def _stop_processes(pool: ProcessPoolExecutor) -> None:
    """End processes in the middle of their work; what they do is of no more use."""
    processes: dict[int, BaseProcess] = getattr(pool, "_processes", None) or {}
    for process in list(processes.values()):
        process.terminate()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let Ctrl-C, and a request to end, wait until new processes are on their way.

    A new process would otherwise get it in the middle of its own start, and show where; so
    it starts with the signal blocked, which it inherits, and ignores it from then on. Here
    another thread may get the signal, and the main thread act on it with a process half
    started, so the handler only makes a note.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    noted: list[int] = []
    before = {number: signal.getsignal(number) for number in _INTERRUPTS}
    for number in _INTERRUPTS:
        signal.signal(number, lambda number, _: noted.append(number))
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # it unblocks the signals when it starts
        signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    try:
        yield
    finally:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        if noted:
            signal.raise_signal(noted[0])


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


def _prepare_process(tally: Synchronized[int] | None = None) -> None:
    """Leave Ctrl-C to the parent, which then stops its children, and do not outlive it."""
    global _tally
    _tally = tally
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # by which the parent ends it
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
