"""Numbers the spellings of texts by compiled loops: the numbers are those that a dict gives.

A spelling is what stands between two spaces. A dict looks up each one as a text of its own: four
seconds for a million headlines. The loops read the bytes of whole texts: one second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from clustering.arrays.compiled import compiled, inlined
from clustering.arrays.types import IntArray, WordArray

SpelledBytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]

# What ``str.split`` takes for a space outside of ASCII; those of ASCII the loops know themselves.
_WIDE_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_AS_BYTES = "utf-8", "surrogatepass"
_BASIS, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)  # of FNV-1a, 64 bits
_NONE = -1


@cache
def compiled_numbering() -> tuple[Callable[..., tuple[int, int]], Callable[..., None]] | None:
    """Return ``number_words`` and ``place_hashes`` as compiled by numba; ``None`` without it."""
    slots, hashes = "int32[::1]", "uint64[::1]"
    table = f"{slots}, {hashes}, int64[::1], uint8[::1]"
    numbering = compiled(
        number_words, f"UniTuple(int64, 2)(uint8[::1], int64, {table}, int32[::1])"
    )
    placing = compiled(place_hashes, f"void({hashes}, {slots})")
    return (numbering, placing) if numbering and placing else None


class SpellingTable:
    """Spellings with their numbers, in order of first appearance.

    Parameters
    ----------
    known
        Spellings that are numbered from the start, from 0 on.
    """

    def __init__(
        self,
        loops: tuple[Callable[..., tuple[int, int]], Callable[..., None]],
        known: Sequence[str],
    ) -> None:
        self._number, self._place = loops
        self._size = 0
        self._slots: WordArray = np.full(1, _NONE, dtype=np.int32)
        self._hashes: Hashes = np.zeros(0, dtype=np.uint64)
        self._starts: IntArray = np.zeros(1, dtype=np.int64)
        self._written: SpelledBytes = np.zeros(0, dtype=np.uint8)
        self.of(" ".join(known))

    def __len__(self) -> int:
        return self._size

    def of(self, text: str) -> WordArray:
        """Return the numbers of what ``text.split()`` gives."""
        if not text.isascii():
            text = _WIDE_SPACE.sub(" ", text)
        read = np.frombuffer(bytearray(text.encode(*_AS_BYTES)), dtype=np.uint8)
        most = len(read) // 2 + 1
        self._make_room(most, len(read))
        numbers = np.empty(most, dtype=np.int32)
        table = self._slots, self._hashes, self._starts, self._written
        found, self._size = self._number(read, self._size, *table, numbers)
        return numbers[:found]

    def after(self, known: int) -> list[str]:
        """Return the spellings that were not among the first so many."""
        starts = self._starts[known : self._size + 1]
        written = self._written[starts[0] : starts[-1]].tobytes()
        bounds = pairwise((starts - starts[0]).tolist())
        return [written[start:stop].decode(*_AS_BYTES) for start, stop in bounds]

    def _make_room(self, words: int, size: int) -> None:
        """Make room for so many more spellings, of so many bytes together."""
        words += self._size
        self._hashes = _grown(self._hashes, words)
        self._starts = _grown(self._starts, words + 1)
        self._written = _grown(self._written, int(self._starts[self._size]) + size)
        if 2 * words > len(self._slots):  # half of the slots stay free, so that collisions are few
            self._slots = np.full(1 << (2 * words).bit_length(), _NONE, dtype=np.int32)
            self._place(self._hashes[: self._size], self._slots)


def _grown(array: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    if size <= len(array):
        return array
    return np.concatenate([array, np.zeros(2 * size - len(array), array.dtype)])


def number_words(
    text: SpelledBytes,
    size: int,
    slots: WordArray,
    hashes: Hashes,
    starts: IntArray,
    written: SpelledBytes,
    numbers: WordArray,
) -> tuple[int, int]:
    """Give each word of a text its number.

    Parameters
    ----------
    size
        How many spellings there are before.
    slots
        A hash table with linear probing: the number of each spelling in the slot that its hash
        names, or in the next free one; -1 in a free slot. Their count is a power of two.
    hashes
        The hash of each spelling.
    starts, written
        Where each spelling begins in ``written``, with the end of the last; and the bytes of all
        spellings, one after the other.
    numbers
        Room for the number of each word.

    Returns
    -------
    words, size
        How many words were numbered, and how many spellings there are now.
    """
    words, at, mask = 0, 0, np.uint64(len(slots) - 1)
    while at < len(text):
        begin, word_hash = at, _BASIS
        while at < len(text) and not _is_space(text[at]):
            word_hash = (word_hash ^ np.uint64(text[at])) * _PRIME
            at += 1
        length = at - begin
        at += 1
        if not length:
            continue
        word_hash ^= word_hash >> np.uint64(32)
        place = word_hash & mask
        while True:
            number = slots[place]
            if number < 0:
                number = size
                slots[place], hashes[size] = number, word_hash
                end = starts[size]
                for step in range(length):
                    written[end + step] = text[begin + step]
                size += 1
                starts[size] = end + length
                break
            start = starts[number]
            is_same = hashes[number] == word_hash and starts[number + 1] - start == length
            step = 0
            while is_same and step < length:
                is_same = written[start + step] == text[begin + step]
                step += 1
            if is_same:
                break
            place = (place + np.uint64(1)) & mask
        numbers[words] = number
        words += 1
    return words, size


@inlined
def _is_space(sign: int) -> bool:
    return sign == 32 or 9 <= sign <= 13 or 28 <= sign <= 31


def place_hashes(hashes: Hashes, slots: WordArray) -> None:
    """Fill an empty hash table, all -1, with the numbers of spellings that have these hashes."""
    mask = np.uint64(len(slots) - 1)
    for number in range(len(hashes)):
        place = hashes[number] & mask
        while slots[place] >= 0:
            place = (place + np.uint64(1)) & mask
        slots[place] = number
