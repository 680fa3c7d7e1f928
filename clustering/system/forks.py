"""Does work in a copy of this process, beside it, where processes may be copied.

Threads share one interpreter, so Python code gains nothing from a thread beside it. A copy that the
system makes of the process (fork) has all of its data at once and shares the memory until one of
the two writes to it. It is safe on Linux, in a process whose other threads hold nothing that the
copy needs; so the command allows it for itself, and whoever imports the package never gets it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WorkResult = TypeVar("WorkResult")

_is_allowed = False


def allow_forks() -> None:
    """Say that this process is a command's, which may be copied while it works."""
    global _is_allowed
    _is_allowed = sys.platform == "linux"


def may_fork() -> bool:
    """Whether work may be done in a copy of this process."""
    return _is_allowed


@contextmanager
def beside_in_fork(work: Callable[[], WorkResult]) -> Iterator[Callable[[], WorkResult]]:
    """Do work in a copy of this process, beside what the body does; give what waits for its result.

    The result has to be such as can be pickled. Where the copy dies, the work is done here.
    """
    from multiprocessing import get_context  # 0.03 s, which few articles do not need

    from clustering.system.processes import interrupts_held_back

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    copy = context.Process(target=_answer, args=(work, sender), daemon=True)
    with suppress(OSError), interrupts_held_back():  # no memory, or too many processes
        copy.start()
    sender.close()

    def result() -> WorkResult:
        try:
            is_done, told = receiver.recv()
        except (EOFError, OSError):
            return work()
        if not is_done:
            raise told
        done: WorkResult = told
        return done

    try:
        yield result
    finally:
        receiver.close()
        if copy.pid is not None:
            copy.kill()
            copy.join()


def _answer(work: Callable[[], WorkResult], sender: Connection) -> None:
    """Send the result of the work or its error, and end without the habits of an end."""
    from clustering.system.processes import prepare_process

    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not as the command, which tells of it
    prepare_process()
    with suppress(OSError):  # nobody waits any more
        try:
            sender.send((True, work()))
        except Exception as error:
            sender.send((False, error))
    sender.close()
    os._exit(0)  # what the process has not yet written is written by the one it was copied from
