"""Which records say the same, so that what they say is looked at once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np

from clustering.arrays.columns import Columnar, column_of, few_as_objects
from clustering.arrays.compact import Constant
from clustering.arrays.compact_values import Coded, numbers_of
from clustering.arrays.types import BoolArray, IntArray
from clustering.model import Record

_SAID = (
    *("title", "excerpt", "urls", "outlet_name", "outlet_domain", "published", "topics"),
    "quality",
)


class Kinds(NamedTuple):
    """Records by what they say.

    Attributes
    ----------
    first
        Position of the record of each kind whose name comes first; shape ``(kinds,)``.
    of
        Kind of each record; shape ``(records,)``.
    """

    first: IntArray
    of: IntArray

    @property
    def are_several(self) -> bool:
        """Whether kinds are other than each record by itself, in their order."""
        return not np.array_equal(self.first, np.arange(len(self.of)))

    def firsts_of(self, records: Sequence[Record]) -> Sequence[Record]:
        """Return the first record of each kind."""
        if not self.are_several:
            return records
        return few_as_objects(cast(Columnar[Record], records).picked(self.first))

    def with_apart(self, apart: BoolArray) -> Kinds:
        """Let each record of some kinds be a kind of its own; the new ones come last."""
        others = np.flatnonzero(apart[self.of])
        others = others[self.first[self.of[others]] != others]
        of = self.of.copy()
        of[others] = len(self.first) + np.arange(len(others))
        return Kinds(np.append(self.first, others), of)


def kinds_of(records: Sequence[Record]) -> Kinds:
    """Tell which records say the same, where their columns keep each value once.

    So it is in related lists: 166,000 records of 4,958 posts say 12,000 different things. Posts and
    entries that say the same are of two kinds. Of other records, each is of its own.
    """
    of = kind_numbers(records)
    if of is None:
        alone = np.arange(len(records))
        return Kinds(alone, alone)
    names = column_of(records, "name")
    first: dict[int, int] = {}
    for at, (kind, name) in enumerate(zip(of.tolist(), names, strict=True)):
        if kind not in first or name < names[first[kind]]:
            first[kind] = at
    return Kinds(np.array([first[kind] for kind in range(len(first))], dtype=np.int64), of)


def kind_numbers(records: Sequence[Record]) -> IntArray | None:
    """Return the kind of each record; ``None`` where each is of its own."""
    columns = [column_of(records, name) for name in _SAID] if isinstance(records, Columnar) else []
    columns = [column for column in columns if not isinstance(column, Constant)]
    if not columns or not all(isinstance(column, Coded) for column in columns):
        return None
    of = numbers_of(column_of(records, "related_to"), bool)
    codes: list[IntArray] = []
    for column in columns:
        array = cast(Coded[object], column).array
        if not any(np.array_equal(array, known) for known in codes):
            codes.append(array)
            of = np.unique(of * (array.max(initial=0) + 1) + array, return_inverse=True)[1]
    return of
