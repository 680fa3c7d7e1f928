"""Does work in copies of this process, beside what this process does itself."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import pairwise
from typing import Any, TypeVar

Task = TypeVar("Task")
TaskAnswer = TypeVar("TaskAnswer")


@contextmanager
def beside_in_copy(work: Callable[[], object], cores: int) -> Iterator[None]:
    """Do work in a copy of this process while the body runs; it is done when this ends.

    The work leaves something on disk: what it changes in memory is gone with the copy. It waits for
    no lock that another thread may hold, such as that of a progress bar. Where no copy can be made,
    or the copy fails, the work is done here, behind the body.
    """

    def done() -> bool:
        work()
        return True

    with answered_in_copy(done, cores) as answer:
        yield
        answer()


@contextmanager
def answered_in_copy(
    work: Callable[[], TaskAnswer], cores: int
) -> Iterator[Callable[[], TaskAnswer]]:
    """Do work in a copy of this process while the body runs; give what waits for its answer.

    It waits for no lock that another thread may hold. Where no copy can be made, or the copy fails,
    the work is done here when its answer is asked for, which is once.
    """
    with _answers_of_copy(work, cores) as told:

        def answer() -> TaskAnswer:
            for found in told():
                return found
            return work()

        yield answer


def map_in_copies(
    work: Callable[[Task], TaskAnswer],
    tasks: Sequence[Task],
    cores: int,
    tell: Callable[[int], object] | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> list[TaskAnswer]:
    """Do every task, here and in copies of this process, and give the answers in order.

    Each copy goes from the end of a stretch of its own towards the beginning, and this process
    through all of them from the beginning, until they meet: so none waits long for another, and
    neighbours, which may have much in common, are mostly done by one. ``work`` waits for no lock
    that another thread may hold. What no copy answers is done here.

    Parameters
    ----------
    tell
        Called with how many tasks are done by all, after each that is done here.
    meanwhile
        Called once where there are copies and they have begun, before any task is done here.
    """
    copies = min(cores, len(tasks)) - 1 if sys.platform == "linux" else 0
    if copies < 1:
        copies, cores = 1, 1
    bounds = [len(tasks) * at // copies for at in range(copies + 1)]
    stretches = [_Stretch(start, stop) for start, stop in pairwise(bounds)]
    answers: dict[int, TaskAnswer] = {}
    with ExitStack() as stack:
        from_copies = [
            stack.enter_context(one.begun_at_the_end(work, tasks, cores)) for one in stretches
        ]
        if meanwhile and cores > 1:
            meanwhile()
        for one in stretches:
            for at in one.from_the_beginning():
                answers[at] = work(tasks[at])
                if tell:
                    tell(sum(other.done for other in stretches))
        for answers_of_copy in from_copies:
            answers |= answers_of_copy()
    return [answers[at] if at in answers else work(task) for at, task in enumerate(tasks)]


class _Stretch:
    """Tasks in a row, of which this process takes the first that is left and a copy the last.

    Both do the same one where they meet at one instant: no harm.
    """

    def __init__(self, start: int, stop: int) -> None:
        self._count = stop - start
        # The first that is left and the one behind the last, where all processes see them.
        self._left = memoryview(mmap.mmap(-1, 16)).cast("q")
        self._left[0], self._left[1] = start, stop

    @property
    def done(self) -> int:
        """How many are done, or in work in the copy."""
        return self._count - max(self._left[1] - self._left[0], 0)

    def from_the_beginning(self) -> Iterator[int]:
        """Give those that are to be done here, one after the other."""
        while (at := self._left[0]) < self._left[1]:
            self._left[0] = at + 1
            yield at

    @contextmanager
    def begun_at_the_end(
        self, work: Callable[[Any], Any], tasks: Sequence[Any], cores: int
    ) -> Iterator[Callable[[], dict[int, Any]]]:
        """Let a copy work while the body runs; give what waits for its answers."""
        ours = os.getpid()

        def answers() -> dict[int, Any]:
            found: dict[int, Any] = {}
            while (at := self._left[1] - 1) >= self._left[0] and os.getppid() == ours:
                self._left[1] = at
                found[at] = work(tasks[at])
            return found

        with _answers_of_copy(answers, cores) as told:
            yield lambda: next(told(), {})


@contextmanager
def _answers_of_copy(
    work: Callable[[], TaskAnswer], cores: int
) -> Iterator[Callable[[], Iterator[TaskAnswer]]]:
    """Let a copy work while the body runs; give what waits for its answer, or gives none."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as heard, os.fdopen(writing, "wb") as told:

        def answer() -> None:
            heard.close()  # else, with this process gone, it would wait for itself
            pickle.dump(work(), told, pickle.HIGHEST_PROTOCOL)
            told.flush()

        def answers() -> Iterator[TaskAnswer]:
            with suppress(EOFError, pickle.UnpicklingError):  # there is no copy, or it died
                yield pickle.load(heard)

        with _copy_that(answer, cores):
            told.close()  # so that the end of what the copy says shows
            yield answers


@contextmanager
def _copy_that(work: Callable[[], object], cores: int) -> Iterator[None]:
    """Let a copy of this process do work while the body runs, with which it is ended."""
    copy = _copy() if cores > 1 and sys.platform == "linux" else None
    if copy == 0:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield
    finally:
        if copy is not None:
            # Both are gone where the signal of ended children is ignored.
            with suppress(ProcessLookupError):
                os.kill(copy, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(copy, 0)


def _copy() -> int | None:
    """Copy this process: return 0 in the copy, and its number here; ``None`` where that fails."""
    try:
        with warnings.catch_warnings():
            # Of Python 3.12 and newer: other threads may hold locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            return os.fork()
    except OSError:
        return None
