"""Requests to end reach the main thread, however many others there are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from clustering.system.threads import thread_pool
from tests.patience import PATIENCE

_SLEEPS_BESIDE_THREADS = """
import time
from threading import Event
from clustering.system.threads import thread_pool

with thread_pool(4) as pool:
    begun, end = Event(), Event()
    jobs = [pool.submit(lambda: (begun.set(), end.wait())) for _ in range(4)]
    begun.wait()
    try:
        print("running", flush=True)
        time.sleep(600)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    finally:
        end.set()
"""


def test_work_is_done_in_order() -> None:
    with thread_pool(3, "some") as pool:
        assert list(pool.map(len, ["", "a", "bc"])) == [0, 1, 2]
        assert pool.submit(lambda: threading.current_thread().name).result().startswith("some")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_threads_are_handed_no_request_to_end() -> None:
    with thread_pool(1) as pool:
        blocked = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, set()).result()
    assert {signal.SIGINT, signal.SIGTERM} <= set(blocked)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_wakes_the_main_thread() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _SLEEPS_BESIDE_THREADS], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=PATIENCE)
    assert out == "interrupted\n"
