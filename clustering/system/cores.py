"""How many cores there are to work with: one rule for threads and for processes."""

from __future__ import annotations

import os


def usable_cores(jobs: int = 0) -> int:
    """Return how many threads or processes to use: ``jobs``, or one for each core where it is 0.

    A core that this process may not run on does not count, as under ``taskset`` or in a
    container that is bound to some of its host's cores.
    """
    if jobs:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
