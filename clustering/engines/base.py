"""The contract of an engine: where what a run holds is kept, and where work on blocks is done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
import numpy.typing as npt

from clustering.arrays.columns import Columnar, GrowingTexts
from clustering.arrays.compact import Tuples
from clustering.arrays.compact_values import InArray, Scalars
from clustering.engines.texts import StoredTexts

if TYPE_CHECKING:  # whoever chooses an engine before reading need not wait for it
    from scipy import sparse

Array = npt.NDArray[Any]
AnyArray = TypeVar("AnyArray", bound=Array)
Held = TypeVar("Held")
Made = TypeVar("Made")


class Engine(ABC):
    """Keeps what a run holds, and does work on blocks of it. No value differs between engines.

    Attributes
    ----------
    name
        Its name for ``--engine``.
    is_sliced
        Whether work that is local in time is done slice by slice, which takes less memory and
        more time than all at once.
    block_rows
        How many articles at least a block of work has; ``None`` for what suits the work. The
        result is the same with any number.
    """

    name: str
    is_sliced: bool
    block_rows: int | None = None

    @abstractmethod
    def hold(self, array: AnyArray) -> AnyArray:
        """Keep an array; what is returned has the same values and is only read."""

    @abstractmethod
    def gather(self, pieces: Iterable[Sequence[Array]]) -> list[Array]:
        """Put columns together that come in pieces, of which there is at least one.

        Parameters
        ----------
        pieces
            Each the same number of arrays; each is let go before the next is made.
        """

    @abstractmethod
    def room(self, length: int, kind: type[np.generic]) -> Array:
        """Return an array to be filled, whose values are 0."""

    @abstractmethod
    def map(
        self,
        work: Callable[..., Made],
        tasks: Iterable[Sequence[Any]],
        *,
        is_light: bool = False,
    ) -> Iterator[Made]:
        """Do one work on many tasks; give what it makes of each, in the order of the tasks.

        Parameters
        ----------
        work
            A function of a module that makes the same of the same arguments and does nothing else.
        tasks
            Its arguments: arrays, sparse matrices and what holds some. A few are made ahead.
        is_light
            Whether the work takes less than to hand its arguments to another machine.
        """

    @abstractmethod
    def texts(self) -> GrowingTexts:
        """Return what keeps texts that come in pieces."""

    @abstractmethod
    def hold_texts(self, texts: Sequence[str]) -> Sequence[str]:
        """Keep texts; what is returned is only read."""

    @abstractmethod
    def rest(self) -> None:
        """Give back what is not in use at the moment; called between pieces of work."""

    def finish(self) -> None:  # noqa: B027
        """Let go of what was kept for a run that goes on after a kill; the result is there."""

    def hold_matrix(self, matrix: sparse.csr_array) -> sparse.csr_array:
        """Keep the values and places of a sparse matrix."""
        parts = self.hold(matrix.data), self.hold(matrix.indices), self.hold(matrix.indptr)
        held = type(matrix)(parts, shape=matrix.shape, copy=False)
        held.has_sorted_indices = matrix.has_sorted_indices
        return held

    def gather_rows(self, blocks: Iterable[sparse.csr_array], columns: int) -> sparse.csr_array:
        """Put blocks of rows one below the other."""
        from scipy import sparse

        counts: list[Array] = []

        def pieces() -> Iterator[Sequence[Array]]:
            for block in blocks:
                counts.append(np.diff(block.indptr))
                yield block.data, block.indices

        values, places = self.gather(pieces())
        starts = np.concatenate([[0], *counts]).cumsum()
        counts.clear()
        if len(places) < 2**31:  # as the places are: then scipy leaves all of them where they lie
            starts = starts.astype(np.int32)
        parts = values, places, self.hold(starts)
        return sparse.csr_array(parts, (len(starts) - 1, columns), copy=False)

    def hold_columns_of(self, items: Sequence[Any]) -> None:
        """Keep what objects in columns hold, in place of the columns that they have."""
        if isinstance(items, Columnar):
            for name, column in items.columns.items():
                items.columns[name] = self._hold_column(column)

    def _hold_column(self, column: Sequence[Any]) -> Sequence[Any]:
        if isinstance(column, Columnar):
            self.hold_columns_of(column)
            return column
        if isinstance(column, Tuples):
            bounds = column.bounds
            if not isinstance(bounds, range):
                bounds = cast(Sequence[int], self.hold(np.asarray(bounds)))
            return Tuples(self._hold_column(column.flat), bounds)
        if isinstance(column, array):
            column = Scalars(np.asarray(column))
        if isinstance(column, InArray):
            return column.kept(self.hold)
        return self.hold_texts(column) if _are_texts(column) else column

    def hold_told_of(self, item: object) -> None:
        """Keep the arrays that an object has been asked for, in place of those it remembers."""
        remembered = vars(item)
        for name, value in remembered.items():
            if isinstance(value, np.ndarray):
                remembered[name] = self.hold(value)
            elif isinstance(value, tuple) and any(isinstance(one, np.ndarray) for one in value):
                held = (self.hold(one) if isinstance(one, np.ndarray) else one for one in value)
                remembered[name] = tuple(held)

    def hold_arrays_of(self, item: Held) -> Held:
        """Return a dataclass with its arrays and sparse matrices kept."""
        from scipy import sparse

        held: dict[str, Any] = {}
        for field in fields(cast(Any, item)):
            value = getattr(item, field.name)
            if isinstance(value, np.ndarray):
                held[field.name] = self.hold(value)
            elif isinstance(value, sparse.csr_array):
                held[field.name] = self.hold_matrix(value)
        return cast(Held, replace(cast(Any, item), **held))


def _are_texts(column: Sequence[Any]) -> bool:
    return isinstance(column, StoredTexts) or (
        isinstance(column, list) and {*map(type, column)} == {str}
    )
