"""What a call costs, on any machine: the limits of tests are for the machine they were set on.

Processor time of the thread alone counts, so that neither other processes nor other threads do,
and without the garbage collector, which walks what other tests have left behind. It is told
beside the time of a fixed piece of work on the same machine, just before and just after.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from time import thread_time

from clustering.system.garbage import garbage_collection_paused

_WORK_SECONDS = 0.018
"""What the piece of work takes on the machine on which the limits were set."""
_WORD = re.compile(r"(\w+)\s+(?=\w)")
_TEXT = "the ferry ran aground off Tarn and 214 were taken ashore " * 150


def cost(call: Callable[[], object]) -> float:
    """Return the processor seconds of a call, as on the machine on which the limits were set."""
    with garbage_collection_paused():
        before, taken, after = _seconds(_work), _seconds(call), _seconds(_work)
    return taken * _WORK_SECONDS / max(before, after)


def _work() -> None:
    for _ in range(60):
        counts: dict[str, int] = {}
        for word in _WORD.findall(_TEXT):
            counts[word] = counts.get(word, 0) + len(word)


def _seconds(call: Callable[[], object]) -> float:
    began = thread_time()
    call()
    return thread_time() - began
