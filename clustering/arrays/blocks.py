"""Runs array work on several threads; numpy, scipy and compiled loops release the lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice, starmap
from typing import Any, TypeVar

from clustering.system.threads import thread_pool

_TEXTS_COUNTED = 32  # at once: a million one by one take a second
_CHARACTERS_AT_ONCE = 2_000_000  # bounds the memory; so many stand in 30,000 headlines

BlockResult = TypeVar("BlockResult")


def in_blocks(
    work: Callable[[slice], BlockResult], length: int, block: int, threads: int
) -> list[BlockResult]:
    """Call ``work`` on slices of at most ``block`` places that cover ``length``, in order.

    Every block is computed by itself and the results are in the order of the blocks, so the
    number of threads changes only the time.
    """
    slices = [*stretches(length, block)] if length else []
    threads = min(threads, len(slices))
    if threads < 2:
        return [work(one) for one in slices]
    with thread_pool(threads) as pool:
        return list(pool.map(work, slices))


def stretches(count: int, length: int) -> Iterator[slice]:
    """Cut so many places into stretches of a length, the last as long as what is left.

    Of none there is one stretch, without places: what is gathered from it is empty, but there.
    """
    for start in range(0, max(count, 1), length):
        yield slice(start, min(start + length, count))


def some_texts(texts: Iterable[str], most: int) -> Iterator[list[str]]:
    """Give so many texts at a time, or fewer where they are long."""
    rest, some, characters = iter(texts), list[str](), 0
    while few := list(islice(rest, min(most - len(some), _TEXTS_COUNTED))):
        some += few
        characters += sum(map(len, few))
        if len(some) == most or characters >= _CHARACTERS_AT_ONCE:
            yield some
            some, characters = [], 0
    if some:
        yield some


def in_turn(
    work: Callable[..., BlockResult], tasks: Iterable[Sequence[Any]], threads: int
) -> Iterator[BlockResult]:
    """Call ``work`` with the arguments of each task, and give the results in order.

    There are never more tasks or results at a time than one for each thread and one more.
    """
    if threads < 2:
        yield from starmap(work, tasks)
        return
    waiting: deque[Future[BlockResult]] = deque()
    with thread_pool(threads) as pool:
        for task in tasks:
            waiting.append(pool.submit(work, *task))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
