"""Texts in a file, read when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, cast, overload

import numpy as np
import numpy.typing as npt

from clustering.arrays.keys import span_positions
from clustering.arrays.types import IntArray

ENCODING, ERRORS = "utf-8", "surrogatepass"  # JSON may hold halves of pairs
_READ_AT_ONCE = 1_000

Bytes = npt.NDArray[np.uint8]


class StoredTexts(Sequence[str]):
    """Texts as the bytes of all of them, one after the other.

    ``bounds`` says where each text begins, and where the last one ends; ``order`` which of these
    texts there are, ``None`` for all.
    """

    def __init__(self, content: Bytes, bounds: IntArray, order: IntArray | None = None) -> None:
        self._content, self._bounds, self._order = content, bounds, order
        # One text is read in half of the time that slices of arrays take.
        self._bytes, self._starts = memoryview(cast(Any, content)), memoryview(cast(Any, bounds))

    def __len__(self) -> int:
        return len(self._bounds) - 1 if self._order is None else len(self._order)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        found = range(len(self))[at]
        if isinstance(found, range):
            if self._order is None and found.step == 1:
                return self._stretch(found.start, max(found.stop, found.start))
            return [*map(self.__getitem__, found)]
        place = found if self._order is None else int(self._order[found])
        return str(self._bytes[self._starts[place] : self._starts[place + 1]], ENCODING, ERRORS)

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _READ_AT_ONCE):
            yield from self[start : start + _READ_AT_ONCE]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (list(self),)

    def picked(self, order: IntArray) -> StoredTexts:
        """Return the texts at some positions."""
        places = order if self._order is None else self._order[order]
        return StoredTexts(self._content, self._bounds, places)

    @property
    def is_in_order(self) -> bool:
        """Whether the texts lie one after the other as they are told."""
        return self._order is None

    def encoded(self, start: int, stop: int) -> tuple[Bytes, IntArray]:
        """Return the bytes of some texts, one after the other, and how many each has."""
        places = np.arange(start, stop) if self._order is None else self._order[start:stop]
        begins = self._bounds[places]
        sizes = self._bounds[places + 1] - begins
        return self._content[span_positions(begins, sizes)], sizes

    def _stretch(self, start: int, stop: int) -> list[str]:
        bounds = self._bounds[start : stop + 1].tolist()
        first = bounds[0]
        content = self._content[first : bounds[-1]].tobytes()
        return [
            content[begin - first : end - first].decode(ENCODING, ERRORS)
            for begin, end in pairwise(bounds)
        ]
