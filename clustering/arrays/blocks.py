"""Runs array work on several threads; numpy, scipy and compiled loops release the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from clustering.system.threads import thread_pool

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
    with thread_pool(threads) as pool:
        return list(pool.map(work, slices))


@contextmanager
def beside(work: Callable[[], BlockResult], threads: int) -> Iterator[Callable[[], BlockResult]]:
    """Do work on a thread of its own, beside what the body does; give what waits for its result.

    Where there is one thread only, it is done when its result is asked for, once.
    """
    if threads < 2:
        yield work
        return
    with thread_pool(1) as pool:
        yield pool.submit(work).result
