"""The inner loops of the search through an inverted index, for numba to compile.

To import this imports numba, where it is installed, which takes 0.3 s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from clustering.arrays.compiled import compiled, inlined
from clustering.arrays.row_loops import Ints, nth_highest
from clustering.arrays.types import BoolArray

Floats = npt.NDArray[np.float32]
Matches = tuple[Ints, Ints, Floats]
SparseRows = tuple[Ints, Ints, Floats, BoolArray]
InvertedIndex = tuple[Ints, Ints, Floats]
SkippedParts = tuple[Floats, npt.NDArray[np.int64]]
Room = tuple[Floats, Ints, Floats, Ints]

_TYPES = (
    "Tuple((int32[::1], int32[::1], float32[::1]))("
    "int32[::1], int32[::1], int32[::1], int64, int64, "
    "Tuple((int32[::1], int32[::1], float32[::1], bool_[::1])), "
    "Tuple((int32[::1], int32[::1], float32[::1])), "
    "Tuple((float32[::1], int64[::1])), "
    "float32, int64, bool_, bool_[::1], bool_[::1], int32[::1], "
    "Tuple((float32[::1], int32[::1], float32[::1], int32[:, ::1])))"
)


@cache
def compiled_match() -> Callable[..., Matches] | None:
    """Return ``match`` as compiled by numba, which takes three seconds the first time."""
    return compiled(match, _TYPES)


def room(stretch: int, words: int) -> Room:
    """Return the arrays in which ``match`` works on as many rows and words; one for a thread."""
    return (
        np.zeros(stretch, np.float32),  # sums
        np.zeros(stretch + 1, np.int32),  # rows that have one
        np.zeros(words, np.float32),  # the row that is searched for
        np.zeros((2 * words, 2), np.int32),  # where the stretch lies in each column of the index
    )


def match(
    rows: Ints,
    lower: Ints,
    upper: Ints,
    first: int,
    last: int,
    vectors: SparseRows,
    index: InvertedIndex,
    bounds: SkippedParts,
    floor: np.float32,
    most: int,
    best: bool,
    kept: BoolArray,
    is_full: BoolArray,
    degree: Ints,
    room: Room,
) -> Matches:
    """Find the rows whose dot product with one of ``rows`` is above ``floor``.

    A product is summed word by word through the index: of each word the rows that have it. Two
    rows that both *skip* a word do not meet in it. What is missing is at most the product of the
    lengths of their skipped parts (Cauchy-Schwarz); where that could lift them over the floor,
    the whole product is computed. So all sums are exact, in the order of the words, and the
    frequent words cost little (Bayardo et al. 2007, "Scaling up all pairs similarity search").

    Parameters
    ----------
    rows
        The rows to search for, ascending.
    lower, upper
        For each of them the stretch of rows it is compared with; neither ever falls.
    first, last
        The stretch to look at in this call.
    vectors
        CSR of all rows: starts, words, values, and whether the row skips the word.
    index
        CSC of all rows: column ``2 * w`` has the rows with word ``w``, ``2 * w + 1`` those that
        skip it.
    bounds
        Of each row the length of the skipped part, and one bit for each skipped word.
    most, best
        If a row has more than ``most`` others: whether to return the ``most`` nearest, of equal
        ones the first, or none and set ``is_full``.
    kept
        Which rows to return; the others are only counted.
    degree
        Is increased by the number found, at both ends.
    room
        What :func:`room` made; it is left as it was.
    """
    starts, words, values, _ = vectors
    _, _, line, stretch = room
    stretch[:] = -1
    longest = bounds[0].max()
    size, found = 4096, 0
    left, right = np.empty(size, np.int32), np.empty(size, np.int32)
    similarity = np.empty(size, np.float32)
    for at in range(len(rows)):
        row = rows[at]
        low, high = max(lower[at], first), min(upper[at], last)
        if low >= high:
            continue
        for entry in range(starts[row], starts[row + 1]):
            line[words[entry]] = values[entry]
        touched = _sum_up(row, low, high, first, vectors, index, room)
        while size < found + touched:
            size *= 2
            left = np.concatenate((left, left))
            right = np.concatenate((right, right))
            similarity = np.concatenate((similarity, similarity))
        parts = left[found:], right[found:], similarity[found:]
        near = (row, first, touched)
        more = _take(near, vectors, bounds, longest, floor, kept, degree, room, parts)
        if more > most:
            is_full[row] = True
            more = _keep_nearest(more, most, parts) if best else 0
        found += more
        for entry in range(starts[row], starts[row + 1]):
            line[words[entry]] = 0
    return left[:found].copy(), right[:found].copy(), similarity[:found].copy()


@inlined
def _sum_up(
    row: int, low: int, high: int, first: int, vectors: SparseRows, index: InvertedIndex, room: Room
) -> int:
    """Sum the products of a row with those in a stretch; return how many it shares words with."""
    starts, words, values, skipped = vectors
    index_starts, index_rows, index_values = index
    sums, met, _, stretch = room
    touched = 0
    for entry in range(starts[row], starts[row + 1]):
        word, value = words[entry], values[entry]
        for column in range(2 * word, 2 * word + (1 if skipped[entry] else 2)):
            begin, stop, end = stretch[column, 0], stretch[column, 1], index_starts[column + 1]
            if begin < 0:
                begin = _first_from(low, index_rows, index_starts[column], end)
            while begin < end and index_rows[begin] < low:
                begin += 1
            stop = max(begin, stop)
            while stop < end and index_rows[stop] < high:
                stop += 1
            stretch[column, 0], stretch[column, 1] = begin, stop
            # Unsigned places spare the compiled loop a look for negative ones.
            for place in range(np.uint64(begin), np.uint64(stop)):
                near = np.uint64(index_rows[place] - first)
                before = sums[near]
                met[np.uint64(touched)] = near
                touched += before == 0
                sums[near] = before + value * index_values[place]
    return touched


@inlined
def _first_from(low: int, rows: Ints, begin: int, end: int) -> int:
    """Return the first place, from ``begin`` on, where sorted rows are not below ``low``."""
    while begin < end:
        middle = (begin + end) // 2
        if rows[middle] < low:
            begin = middle + 1
        else:
            end = middle
    return begin


@inlined
def _take(
    near: tuple[int, int, int],
    vectors: SparseRows,
    bounds: SkippedParts,
    longest: np.float32,
    floor: np.float32,
    kept: BoolArray,
    degree: Ints,
    room: Room,
    parts: Matches,
) -> int:
    """Put the products above the floor into ``parts``, and clear the sums; return how many."""
    row, first, touched = near
    starts, words, values, _ = vectors
    lengths, skipped_words = bounds
    sums, met, line, _ = room
    left, right, similarity = parts
    own_length = np.float32(1.0001) * lengths[row]  # more than rounding can hide
    enough = floor - own_length * longest
    found = 0
    for place in range(np.uint64(touched)):
        at = np.uint64(met[place])
        value = sums[at]
        sums[at] = 0
        if value <= enough:
            continue
        other = at + np.uint64(first)
        if skipped_words[row] & skipped_words[other]:
            if value + own_length * lengths[other] <= floor:
                continue
            value = np.float32(0)
            for entry in range(starts[other], starts[other + np.uint64(1)]):
                value += line[words[entry]] * values[entry]
        if value <= floor:
            continue
        degree[row] += 1
        degree[other] += 1
        if kept[other]:
            left[found], right[found], similarity[found] = row, other, value
            found += 1
    return found


@inlined
def _keep_nearest(found: int, most: int, parts: Matches) -> int:
    """Keep the most similar of a row's matches, of equal ones the first; return how many."""
    _, right, similarity = parts
    # One number for each: the bits of a positive float rise with it, the place breaks ties.
    bits = similarity[:found].view(np.int32).astype(np.int64)
    keys = (bits << 32) - right[:found]
    least = nth_highest(keys.copy(), most)
    kept = 0
    for place in range(found):
        if keys[place] >= least:
            right[kept], similarity[kept] = right[place], similarity[place]
            kept += 1
    return kept
