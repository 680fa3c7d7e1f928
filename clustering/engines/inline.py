"""The engine that keeps everything in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any

import numpy as np

from clustering.arrays.columns import GrowingTexts
from clustering.engines.base import AnyArray, Array, Engine, Made


class InlineEngine(Engine):
    """Holds what it is given as it is."""

    name = "inline"
    is_sliced = False

    def hold(self, array: AnyArray) -> AnyArray:
        """Keep an array as it is."""
        return array

    def gather(self, pieces: Iterable[Sequence[Array]]) -> list[Array]:
        """Put the pieces together in memory."""
        columns = [list(column) for column in zip(*pieces, strict=True)]
        columns.reverse()  # the pieces of a column go before the next is put together
        return [np.concatenate(columns.pop()) for _ in range(len(columns))]

    def room(self, length: int, kind: type[np.generic]) -> Array:
        """Return an array in memory."""
        return np.zeros(length, dtype=kind)

    def map(
        self,
        work: Callable[..., Made],
        tasks: Iterable[Sequence[Any]],
        *,
        is_light: bool = False,
    ) -> Iterator[Made]:
        """Do one task after the other."""
        return starmap(work, tasks)

    def texts(self) -> GrowingTexts:
        """Return a list."""
        return _Listed()

    def hold_texts(self, texts: Sequence[str]) -> Sequence[str]:
        """Keep texts as they are."""
        return texts

    def rest(self) -> None:
        """Nothing is kept elsewhere."""


IN_MEMORY = InlineEngine()
"""Where nothing else is said."""


class _Listed(list[str]):
    """Texts in a list."""

    def finished(self) -> list[str]:
        """Return the list."""
        return self
