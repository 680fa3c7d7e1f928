"""Work on pairs of articles block by block of time, with the vectors that each block needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.time_blocks import TimeBlocks
from clustering.arrays.types import BoolArray, FloatArray, IntArray, PairEnds
from clustering.engines.base import Array, Engine
from clustering.vectors.base import Vectors

_PAIRS_AT_ONCE = 1_000_000


def told_of_pairs(
    work: Callable[..., tuple[Array, ...]],
    kinds: tuple[type[np.generic], ...],
    vectors: Vectors,
    ends: tuple[PairEnds, PairEnds],
    more: tuple[Array, ...],
    jobs: int,
    engine: Engine,
    blocks: TimeBlocks | None,
    chosen: BoolArray | None = None,
    prepared: Callable[..., tuple[Array, ...]] | None = None,
) -> Callable[[slice], Sequence[Array]]:
    """Return what tells something of some pairs of articles, from their vectors alone.

    It is told when it is asked for, or has been told of all where there are blocks. What is
    returned takes a slice of the pairs, and gives one array for each kind, of those chosen.

    Parameters
    ----------
    work
        Called with vectors, the two ends of pairs among them, ``more`` of these pairs, and how many
        threads to use; returns arrays of shape ``(pairs,)`` of these ``kinds``. It tells the same
        of a pair whichever others are there.
    ends, more
        The articles of the pairs, and what else ``work`` takes of each pair; shape ``(pairs,)``.
    blocks
        A pair belongs to the block of its earlier article; ``None`` for no blocks.
    chosen
        Of which pairs it is told; ``None`` for all. Shape ``(pairs,)``.
    prepared
        ``work`` with these vectors given already; ``None`` where that spares nothing.
    """
    if blocks is None:
        at_once = prepared or partial(work, vectors)
        return lambda some: at_once(*_chosen((*ends, *more), chosen, some), jobs)
    left, right = ends
    told = [engine.room(len(left), kind) for kind in kinds]
    places: list[IntArray] = []

    def tasks() -> Iterator[tuple[Any, ...]]:
        for some in _pairs_of_blocks(left, right, blocks, engine, chosen):
            places.append(some)
            near, own = np.unique(np.concatenate([left[some], right[some]]), return_inverse=True)
            sides = own[: len(some)], own[len(some) :]
            yield narrowed(vectors, near), *sides, *(column[some] for column in more)

    for made in engine.map(work, tasks(), is_light=True):
        some = places.pop(0)
        for whole, part in zip(told, made, strict=True):
            whole[some] = part
        engine.rest()
    return lambda some: _chosen(told, chosen, some)


def _chosen(columns: Sequence[Array], chosen: BoolArray | None, some: slice) -> list[Array]:
    places = slice(None) if chosen is None else np.flatnonzero(chosen[some])
    return [column[some][places] for column in columns]


def similarities(
    vectors: Vectors,
    left: PairEnds,
    right: PairEnds,
    jobs: int,
    engine: Engine,
    blocks: TimeBlocks | None,
) -> Callable[[slice], FloatArray]:
    """Return what gives the cosine of some of these pairs, at most 1."""
    told = told_of_pairs(_cosines, (np.float64,), vectors, (left, right), (), jobs, engine, blocks)
    return lambda some: told(some)[0]


def _cosines(vectors: Vectors, left: PairEnds, right: PairEnds, jobs: int = 1) -> tuple[FloatArray]:
    return (np.minimum(vectors.similarities(left, right, jobs), 1.0),)


def narrowed(vectors: Vectors, articles: IntArray) -> Vectors:
    """Return the vectors of some articles, with no other columns than theirs."""
    matrix, names = vectors.matrix[articles], vectors.names
    held = [matrix] if names is None else [matrix, names[articles]]
    columns = np.unique(np.concatenate([one.indices for one in held]))
    parts = [
        (one.data, np.searchsorted(columns, one.indices).astype(np.int32), one.indptr)
        for one in held
    ]
    shape = len(articles), len(columns)
    narrow = [sparse.csr_array(part, shape=shape, copy=False) for part in parts]
    words, features = (
        [told[column] for column in columns.tolist()] if told else []
        for told in (vectors.words, vectors.features)
    )
    return Vectors(narrow[0], words, names=None if names is None else narrow[1], features=features)


def _pairs_of_blocks(
    left: PairEnds,
    right: PairEnds,
    blocks: TimeBlocks,
    engine: Engine,
    chosen: BoolArray | None,
) -> Iterator[IntArray]:
    """Give the positions of the chosen pairs of each block, some at a time."""
    block_of = blocks.block_of.astype(np.int32)
    earlier = engine.room(len(left), np.int32)
    for some in stretches(len(left), _PAIRS_AT_ONCE):
        earlier[some] = np.minimum(block_of[left[some]], block_of[right[some]])
        if chosen is not None:
            earlier[some][~chosen[some]] = -1
    for block in range(len(blocks)):
        own = np.flatnonzero(earlier == block)
        for start in range(0, len(own), _PAIRS_AT_ONCE):
            yield own[start : start + _PAIRS_AT_ONCE]
