"""Arithmetic on whole arrays of keys: scattering, sorting once, counting; nothing of titles."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from clustering.arrays.types import BoolArray, IntArray

KeyArray = npt.NDArray[np.uint64]

FACTOR = np.uint64(0x9E3779B97F4A7C15)


def mix(values: npt.NDArray[np.integer]) -> KeyArray:
    """Scatter numbers over 64 bits (the finalizer of splitmix64)."""
    mixed = values.astype(np.uint64)
    # In place: on millions of phrases the temporary arrays cost more than the arithmetic.
    mixed += np.uint64(1)
    mixed *= FACTOR
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def spans(start: IntArray, length: IntArray) -> IntArray:
    """Places in spans of an array, one span after the other."""
    before = np.cumsum(length) - length
    places: IntArray = np.repeat(start - before, length)
    places += np.arange(len(places))
    return places


def is_new(*columns: npt.NDArray[np.generic]) -> BoolArray:
    """Whether each place of sorted columns differs from the place before it."""
    new = np.ones(len(columns[0]), dtype=np.bool_)
    new[1:] = False
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def once(values: IntArray) -> IntArray:
    """Sorted values, each once; by sorting, which beats the hashing of ``np.unique`` fivefold."""
    values = np.sort(values)
    return values[is_new(values)]


def counted(values: IntArray) -> tuple[IntArray, IntArray]:
    """Sorted values, each once, and how often each occurs."""
    values = np.sort(values)
    begins = np.flatnonzero(is_new(values))
    return values[begins], np.diff(begins, append=len(values))


def frequent(key: KeyArray, least: int) -> BoolArray:
    """Whether each key occurs ``least`` times."""
    # Most phrases occur once: rough counts by the low bits spare them the exact ones.
    bits = np.uint64(max(len(key), 16).bit_length() + 1)
    low = (key & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    often = np.bincount(low)[low] >= least if len(key) else np.zeros(0, dtype=np.bool_)
    ordered = np.sort(key[often])
    last = ordered[least - 1 :]
    repeated = last[last == ordered[: len(last)]]
    often[often] = among(key[often], repeated)
    return often


def among(values: npt.NDArray[np.generic], known: npt.NDArray[np.generic]) -> BoolArray:
    """Whether each value is one of the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(values), dtype=np.bool_)
    found: BoolArray = known[np.searchsorted(known[:-1], values)] == values
    return found
