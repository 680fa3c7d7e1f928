"""Threads that leave Ctrl-C to the main thread, which alone answers to it."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor


def thread_pool(threads: int, name: str = "") -> ThreadPoolExecutor:
    """Return a pool of threads to which the system hands no request to end.

    A signal that reaches another thread than the main one does not wake this from a wait or a
    sleep, and the program goes on until that is over.
    """
    return ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=_leave_signals)


def _leave_signals() -> None:
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
