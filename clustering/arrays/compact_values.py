"""Times and short texts as the numbers or bytes of all of them, in a few bytes each."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, chain, islice
from typing import Any, Self, cast, overload

import numpy as np
import numpy.typing as npt

from clustering.arrays.compact import Changed, Constant, Value
from clustering.arrays.types import IntArray

_Array = npt.NDArray[Any]

_START = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
_UNKNOWN = -(1 << 63)  # as numpy has it
_READ_AT_ONCE = 1_000


class InArray(Sequence[Value]):
    """Values as an array, each made when it is asked for.

    The array has one number, or so many bytes, for each value.
    """

    def __init__(self, array: _Array) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> Value | Self:
        if isinstance(at, slice):
            return self.with_array(self.array[at])
        return self._read_one(at)

    def __iter__(self) -> Iterator[Value]:
        starts = range(0, len(self), _READ_AT_ONCE)
        parts = (self.array[start : start + _READ_AT_ONCE] for start in starts)
        return chain.from_iterable(map(self._read, parts))  # in half of a loop's time

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def picked(self, order: IntArray) -> Self:
        """Return the values at some positions."""
        return self.with_array(self.array[order])

    def kept(self, keep: Callable[[_Array], _Array]) -> Self:
        """Return the same values with the array kept elsewhere."""
        return self.with_array(keep(self.array))

    def with_array(self, array: _Array) -> Self:
        """Return the values of another array of the same kind."""
        return type(self)(array)

    def _read_one(self, at: int) -> Value:
        place = range(len(self))[at]
        return self._read(self.array[place : place + 1])[0]

    @abstractmethod
    def _read(self, array: _Array) -> Sequence[Value]:
        """Make the values that a part of the array holds."""


class Scalars(InArray[Value]):
    """Scalars or truth values."""

    def _read_one(self, at: int) -> Value:
        return cast(Value, self.array.item(at))  # in a third of the time

    def _read(self, array: _Array) -> Sequence[Value]:
        values: list[Value] = array.tolist()
        return values


class Moments(InArray[datetime | None]):
    """Times in UTC, to the microsecond; a time may be missing."""

    @classmethod
    def of(cls, moments: Iterable[datetime | None]) -> Moments:
        """Pack times."""
        return cls(np.asarray(array("q", map(_packed, moments))))

    @property
    def is_known(self) -> npt.NDArray[np.bool_]:
        """Whether each time is there; shape ``(times,)``."""
        return cast(npt.NDArray[np.bool_], self.array != _UNKNOWN)

    def at(self, places: IntArray) -> Moments:
        """Return the times at some positions; none at -1."""
        return Moments(np.append(self.array, _UNKNOWN)[places])

    def count(self, value: object) -> int:
        """Return how often a time occurs."""
        if value is None or isinstance(value, datetime):
            return int(np.count_nonzero(self.array == _packed(value)))
        return 0

    def _read(self, array: _Array) -> Sequence[datetime | None]:
        steps = array.view("timedelta64[us]").tolist()
        return [None if step is None else _START + step for step in steps]


def moments_at(moments: Sequence[datetime | None], places: IntArray) -> Sequence[datetime | None]:
    """Return the times at some positions, packed where they are; none at -1."""
    if isinstance(moments, Moments):
        return moments.at(places)
    return [moments[at] if at >= 0 else None for at in places.tolist()]


class GrowingMoments:
    """Times that come in pieces."""

    def __init__(self) -> None:
        self._packed = array("q")

    def extend(self, more: Iterable[datetime | None]) -> None:
        """Add times at the end."""
        self._packed.extend(map(_packed, more))

    def finished(self) -> Moments:
        """Return all of them."""
        return Moments(np.asarray(self._packed))


class ShortTexts(InArray[str]):
    """Texts of ASCII characters, each in the room of the longest."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> ShortTexts:
        """Pack texts."""
        pieces, rest = [np.zeros(0, dtype="S1")], iter(texts)
        while some := list(islice(rest, _READ_AT_ONCE)):
            pieces.append(np.array(some, dtype=np.bytes_))
        return cls(np.concatenate(pieces))

    def _read_one(self, at: int) -> str:
        text: str = self.array.item(at).decode("ascii")  # in a sixth of the time
        return text

    def _read(self, array: _Array) -> Sequence[str]:
        texts: list[str] = array.astype(str).tolist()
        return texts


class Coded(InArray[Value]):
    """Values of which many are the same, as the numbers of the different ones.

    Some of the different ``values`` may be equal, and some may not occur.
    """

    def __init__(self, array: _Array, values: Sequence[Value]) -> None:
        super().__init__(array)
        self.values = values

    def _read_one(self, at: int) -> Value:
        return cast(Value, self.values[self.array.item(at)])

    def with_array(self, array: _Array) -> Self:
        """Return the values with other numbers."""
        return type(self)(array, self.values)

    def each(self, change: Callable[[Value], Changed]) -> Coded[Changed]:
        """Return every value changed; those that are the same are changed once."""
        return Coded(self.array, list(map(change, self.values)))

    @classmethod
    def joined(cls, parts: Sequence[Coded[Value]]) -> Coded[Value]:
        """Return several columns as one."""
        starts = accumulate((len(part.values) for part in parts), initial=0)
        codes = [part.array + start for part, start in zip(parts, starts, strict=False)]
        return cls(np.concatenate(codes), [value for part in parts for value in part.values])

    def replaced(self, changes: Mapping[int, Value]) -> Self:
        """Return the values with others at some positions."""
        values, codes = [*self.values], self.array.copy()
        codes[[*changes]] = range(len(values), len(values) + len(changes))
        return type(self)(codes, [*values, *changes.values()])

    def _read(self, array: _Array) -> Sequence[Value]:
        return list(map(self.values.__getitem__, array.tolist()))


def different(column: Sequence[Value]) -> Sequence[Value]:
    """Return the values that a column has, those that it keeps once only once."""
    if isinstance(column, Constant):
        return [column.value] * bool(len(column))
    if not isinstance(column, Coded):
        return column
    return list(map(column.values.__getitem__, np.flatnonzero(np.bincount(column.array)).tolist()))


def numbers_of(column: Sequence[Value], number: Callable[[Value], int]) -> IntArray:
    """Return a number for each value of a column; that of what it keeps once is made once."""
    if isinstance(column, Coded):
        return numbers_of(column.values, number)[column.array]
    if isinstance(column, Constant):
        return np.full(len(column), number(column.value) if len(column) else 0)
    return np.fromiter(map(number, column), dtype=np.int64, count=len(column))


def counts_of(column: Sequence[Value]) -> Counter[Value]:
    """Return how often each value of a column occurs."""
    if not isinstance(column, Coded):
        return Counter(column)
    counts = Counter[Value]()
    used = np.bincount(column.array, minlength=len(column.values))
    for value, count in zip(column.values, used.tolist(), strict=True):
        if count:
            counts[value] += count
    return counts


def _packed(moment: datetime | None) -> int:
    return _UNKNOWN if moment is None else (moment - _START) // _STEP
