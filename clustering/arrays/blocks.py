"""Whole-array work in blocks on several threads, which numpy and scipy let run at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")


def cores(jobs: int) -> int:
    """Return the number of threads or processes that ``jobs`` stands for; 0 for every core."""
    return jobs or os.cpu_count() or 1


def in_blocks(work: Callable[[slice], Part], length: int, block: int, jobs: int) -> list[Part]:
    """Call ``work`` on slices of at most ``block`` places that cover ``length``, in order.

    Every block is computed alone and the answers come in the order of the blocks, so the
    number of threads changes nothing but the time.
    """
    slices = [slice(start, min(start + block, length)) for start in range(0, length, block)]
    threads = min(cores(jobs), len(slices))
    if threads < 2:
        return [work(one) for one in slices]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, slices))
