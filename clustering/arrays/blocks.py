"""Whole-array work in blocks on several threads, which numpy and scipy let run at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")


def in_blocks(work: Callable[[slice], Part], length: int, block: int, threads: int) -> list[Part]:
    """Call ``work`` on slices of at most ``block`` places that cover ``length``, in order.

    Every block is computed alone and the answers come in the order of the blocks, so the
    number of threads changes nothing but the time.
    """
    slices = [slice(start, min(start + block, length)) for start in range(0, length, block)]
    threads = min(threads, len(slices))
    if threads < 2:
        return [work(one) for one in slices]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, slices))
