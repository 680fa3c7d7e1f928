"""Times and short texts as the numbers or bytes of all of them, in a few bytes each."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Self, cast, overload

import numpy as np
import numpy.typing as npt

from clustering.arrays.compact import Value
from clustering.arrays.types import IntArray

_Array = npt.NDArray[Any]

_START = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
_UNKNOWN = -(1 << 63)
_READ_AT_ONCE = 1_000


class InArray(Sequence[Value]):
    """Values as an array, each made when it is asked for.

    Parameters
    ----------
    array
        One number, or so many bytes, for each value.
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
        return self._value(self.array.item(at))

    def __iter__(self) -> Iterator[Value]:
        for start in range(0, len(self), _READ_AT_ONCE):
            yield from map(self._value, self.array[start : start + _READ_AT_ONCE].tolist())

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

    @abstractmethod
    def _value(self, packed: Any) -> Value:  # noqa: ANN401 - what an array holds
        """Make a value."""


class Scalars(InArray[Value]):
    """Scalars or truth values."""

    def _value(self, packed: Value) -> Value:
        return packed


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

    def _value(self, packed: int) -> datetime | None:
        return None if packed == _UNKNOWN else _START + timedelta(microseconds=packed)


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
    """Texts of ASCII characters, all of one length."""

    def _value(self, packed: bytes) -> str:
        return packed.decode("ascii")


class Coded(InArray[Value]):
    """Values of which many are the same, as the numbers of the different ones."""

    def __init__(self, array: _Array, values: Sequence[Value]) -> None:
        super().__init__(array)
        self._values = values

    def with_array(self, array: _Array) -> Self:
        """Return the values with other numbers."""
        return type(self)(array, self._values)

    def _value(self, packed: int) -> Value:
        return self._values[packed]


def _packed(moment: datetime | None) -> int:
    return _UNKNOWN if moment is None else (moment - _START) // _STEP
