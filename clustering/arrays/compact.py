"""Sequences that take little room: one value many times, short tuples as their members."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice, repeat
from typing import Any, TypeVar, cast, overload

import numpy as np

from clustering.arrays.keys import span_positions
from clustering.arrays.types import IntArray

Value = TypeVar("Value")
Changed = TypeVar("Changed")


class Constant(Sequence[Value]):
    """One value, so many times."""

    def __init__(self, value: Value, size: int) -> None:
        self.value = value
        self._size = size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Constant[Value]: ...
    def __getitem__(self, at: int | slice) -> Value | Constant[Value]:
        if isinstance(at, slice):
            return Constant(self.value, len(range(self._size)[at]))
        if not -self._size <= at < self._size:
            raise IndexError(at)
        return self.value

    def __iter__(self) -> Iterator[Value]:
        return repeat(self.value, self._size)

    def count(self, value: Any) -> int:  # noqa: ANN401 - as of any sequence
        """Return how often a value occurs."""
        return self._size if self.value == value else 0

    def picked(self, order: IntArray) -> Constant[Value]:
        """Return the values at some positions."""
        return Constant(self.value, len(order))

    def each(self, change: Callable[[Value], Changed]) -> Constant[Changed]:
        """Return the value changed, as many times."""
        return Constant(change(self.value), self._size)


class Tuples(Sequence[tuple[Value, ...]]):
    """Short tuples, most of one member, as their members one after the other.

    Attributes
    ----------
    flat
        The members.
    bounds
        Where each tuple begins in ``flat``, and where the last one ends.
    """

    def __init__(
        self, flat: Sequence[Value] | array[Any], bounds: array[int] | range | Sequence[int]
    ) -> None:
        self.flat = flat
        are_of_one = len(flat) == len(bounds) - 1 and (
            isinstance(bounds, range) or bool((_sizes(bounds) == 1).all())
        )
        self.bounds = range(len(bounds)) if are_of_one else bounds

    @classmethod
    def of(cls, tuples: Iterable[Sequence[Value]]) -> Tuples[Value]:
        """Keep tuples in this way."""
        listed = list(tuples)
        return cls(
            list(chain.from_iterable(listed)), array("q", accumulate(map(len, listed), initial=0))
        )

    @classmethod
    def kept(cls, tuples: Sequence[Sequence[Value]]) -> Tuples[Value]:
        """Return tuples that are kept in this way as they are, and others kept so."""
        return tuples if isinstance(tuples, Tuples) else cls.of(tuples)

    @classmethod
    def of_one(cls, members: Sequence[Value] | array[Any]) -> Tuples[Value]:
        """Keep each member as a tuple of its own."""
        return cls(members, range(len(members) + 1))

    @property
    def sizes(self) -> IntArray:
        """How many members each has; shape ``(tuples,)``."""
        return _sizes(self.bounds)

    @property
    def are_of_one(self) -> bool:
        """Whether every tuple has one member."""
        return isinstance(self.bounds, range)

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, at: int) -> tuple[Value, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Tuples[Value]: ...
    def __getitem__(self, at: int | slice) -> tuple[Value, ...] | Tuples[Value]:
        if isinstance(at, slice):
            found = range(len(self))[at]
            if found.step != 1 or not found:
                return self.picked(np.array(found, dtype=np.int64))
            if isinstance(self.bounds, range):
                return Tuples(self.flat[found.start : found.stop], range(len(found) + 1))
            bounds = np.asarray(self.bounds[found.start : found.stop + 1])
            own = array("q", (bounds - bounds[0]).tobytes())
            return Tuples(self.flat[int(bounds[0]) : int(bounds[-1])], own)
        at = at if at >= 0 else len(self) + at
        if at < 0:
            raise IndexError(at)
        start, stop = self.bounds[at], self.bounds[at + 1]
        if isinstance(self.flat, list | array):  # in half of the time
            return tuple(self.flat[start:stop])
        return tuple(map(self.flat.__getitem__, range(start, stop)))

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        if self.are_of_one:
            return zip(self.flat, strict=False)
        flat = iter(self.flat)
        return (tuple(islice(flat, size)) for size in self.sizes.tolist())

    def extend(self, more: Iterable[Sequence[Value]]) -> None:
        """Add tuples at the end."""
        other = more if isinstance(more, Tuples) else Tuples.of(more)
        before = len(self.flat)
        cast(Any, self.flat).extend(other.flat)
        if isinstance(self.bounds, range):
            if isinstance(other.bounds, range):
                self.bounds = range(len(self.flat) + 1)
                return
            self.bounds = array("q", self.bounds)
        cast(Any, self.bounds).extend([before + bound for bound in other.bounds[1:]])

    def picked(self, order: IntArray) -> Tuples[Value]:
        """Return the tuples at some positions."""
        if self.are_of_one:
            return Tuples.of_one(cast(Any, picked(self.flat, order)))
        sizes = self.sizes[order]
        places = span_positions(np.asarray(self.bounds)[order], sizes)
        bounds = array("q", np.append(0, np.cumsum(sizes)).tobytes())
        return Tuples(cast(Any, picked(self.flat, places)), bounds)


def sizes_of(tuples: Sequence[Sequence[Any]]) -> IntArray:
    """Return how many members each has; shape ``(tuples,)``."""
    if isinstance(tuples, Tuples):
        return tuples.sizes
    return np.fromiter(map(len, tuples), dtype=np.int64, count=len(tuples))


def _sizes(bounds: Sequence[int]) -> IntArray:
    if isinstance(bounds, range):
        return np.ones(len(bounds) - 1, dtype=np.int64)
    ends: IntArray = np.asarray(bounds, dtype=np.int64)
    return ends[1:] - ends[:-1]


class OnDemand(Sequence[Value]):
    """Values that are made when asked for, each time anew: those of a slice when it is read.

    ``make`` is called with one of ``places`` for each value; a number stands for all that are
    lower.
    """

    def __init__(self, places: int | Sequence[int], make: Callable[[int], Value]) -> None:
        self._places = range(places) if isinstance(places, int) else places
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> OnDemand[Value]: ...
    def __getitem__(self, at: int | slice) -> Value | OnDemand[Value]:
        if isinstance(at, slice):
            return OnDemand(self._places[at], self._make)
        return self._make(self._places[at])

    def picked(self, order: IntArray) -> OnDemand[Value]:
        """Return the values at some positions, made when asked for."""
        places = picked(self._places, order)
        return OnDemand(places if isinstance(places, list) else list(places), self._make)

    def __iter__(self) -> Iterator[Value]:
        return map(self._make, self._places)


def picked(column: Sequence[Value], order: IntArray) -> Sequence[Value]:
    """Return the values of a column at some positions."""
    if len(order) == len(column) and np.array_equal(order, np.arange(len(order))):
        return column
    if hasattr(column, "picked"):
        return cast(Sequence[Value], column.picked(order))
    if isinstance(column, range) and column == range(len(column)):
        return cast(Sequence[Value], array("i", order.astype(np.int32).tobytes()))
    values = map(column.__getitem__, order.tolist())
    if isinstance(column, array):
        return cast(Sequence[Value], array(column.typecode, values))
    return list(values)


def each(change: Callable[[Value], Changed], column: Sequence[Value]) -> Sequence[Changed]:
    """Return every value of a column changed; what is kept once is changed once."""
    if hasattr(column, "each"):
        return cast(Sequence[Changed], column.each(change))
    return list(map(change, column))
