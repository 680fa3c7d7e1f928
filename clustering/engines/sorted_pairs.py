"""Pairs of numbers that come in pieces, each once and sorted; a part of them is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from clustering.arrays.keys import differs_from_previous
from clustering.arrays.types import FloatArray, IntArray, PairEnds
from clustering.engines.base import Array, Engine

_KEYS_AT_ONCE = 500_000  # bounds the memory
_KEYS_FOR_ONE = 1_000  # of the sample by which the keys are cut into ranges

_Run = tuple[IntArray, Sequence[FloatArray]]


def sorted_pairs(
    pieces: Iterable[tuple[PairEnds, PairEnds]], span: int, engine: Engine
) -> tuple[PairEnds, PairEnds]:
    """Return pairs as two columns of 32 bits, each pair once, sorted by both numbers.

    These are from 0 to below ``span``, which is at most 2^31.
    """
    left, right = summed_pairs(pieces, span, engine)
    return left, right


def summed_pairs(
    pieces: Iterable[Sequence[Array]], span: int, engine: Engine, sums: int = 0
) -> list[Array]:
    """Return pairs as :func:`sorted_pairs` does, with the sums of what is told of each.

    A piece is two columns of numbers, and ``sums`` columns of what is summed up. Each piece is
    sorted by itself and kept. Then the pairs are put together range by range, with what each piece
    has of the range.
    """
    ends = [0]

    def runs() -> Iterator[Sequence[Array]]:
        yield np.zeros(0, dtype=np.int64), *[np.zeros(0)] * sums
        for one, other, *values in pieces:
            keys, totals = _summed(one.astype(np.int64) * span + other, values)
            ends.append(ends[-1] + len(keys))
            yield keys, *totals

    keys, *values = engine.gather(runs())
    kept = [
        (keys[start:stop], [column[start:stop] for column in values])
        for start, stop in pairwise(ends)
    ]
    return engine.gather(_by_range(kept, span, sums))


def _by_range(runs: Sequence[_Run], span: int, sums: int) -> Iterator[Sequence[Array]]:
    """Sum up the runs, those of some keys at a time."""
    none = np.zeros(0, dtype=np.int64)
    yield none.astype(np.int32), none.astype(np.int32), *[np.zeros(0)] * sums
    if not runs:
        return
    sample = np.sort(np.concatenate([none, *(keys[::_KEYS_FOR_ONE] for keys, _ in runs)]))
    step = _KEYS_AT_ONCE // _KEYS_FOR_ONE
    cuts = np.unique(np.concatenate([[0], sample[step::step], [span * span]]))
    for low, high in pairwise(cuts.tolist()):
        here = [slice(*np.searchsorted(keys, [low, high])) for keys, _ in runs]
        own = [keys[some] for (keys, _), some in zip(runs, here, strict=True)]
        told = [
            np.concatenate([values[at][some] for (_, values), some in zip(runs, here, strict=True)])
            for at in range(sums)
        ]
        keys, totals = _summed(np.concatenate([none, *own]), told)
        yield (keys // span).astype(np.int32), (keys % span).astype(np.int32), *totals


def _summed(keys: IntArray, values: Sequence[FloatArray]) -> _Run:
    """Return the keys sorted, each once, with the sums of its values."""
    if not values or not len(keys):
        keys = np.sort(keys)
        return keys[differs_from_previous(keys)], values
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(differs_from_previous(keys))
    return keys[starts], [np.add.reduceat(column[order], starts) for column in values]
