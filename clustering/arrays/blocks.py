"""Runs array work in blocks on several threads; numpy and scipy release the interpreter lock."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

BlockResult = TypeVar("BlockResult")


def in_blocks(
    work: Callable[[slice], BlockResult], length: int, block: int, threads: int
) -> list[BlockResult]:
    """Call ``work`` on slices of at most ``block`` places that cover ``length``, in order.

    Every block is computed by itself and the results are in the order of the blocks, so the
    number of threads changes only the time.
    """
    slices = [slice(start, min(start + block, length)) for start in range(0, length, block)]
    threads = min(threads, len(slices))
    if threads < 2:
        return [work(one) for one in slices]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, slices))
