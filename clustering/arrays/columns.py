"""Many objects of one frozen dataclass as a column for each field; an object is made on demand."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, cast, overload

import numpy as np

from clustering.arrays.compact import Constant, Tuples, picked
from clustering.arrays.compact_values import Coded, GrowingMoments, Moments
from clustering.arrays.types import IntArray

Built = TypeVar("Built")

MANY = 100_000
"""Objects from which on the memory that they take matters more than the time to make them anew.

The 59,000 articles that a large store looks at when 1,000 come take a sixth more time as columns,
and no less memory: the stories hold them as objects anyway.
"""

_MADE_AT_ONCE = 1_000  # objects made at once on the way through all of them


class Columnar(Sequence[Built], Generic[Built]):
    """Objects of a frozen dataclass with slots, or named tuples, kept as columns.

    A million records as objects take 250 MB beside what they hold, and as columns 50. Whoever
    needs one field of all takes its :meth:`column`; going through the objects makes them block by
    block, and lets them go::

        points = Columnar(Point, 2, {"x": [1, 2], "y": [3, 4]})
        points[1]           # Point(x=2, y=4)
        points.column("x")  # [1, 2]

    Parameters
    ----------
    kind
        The dataclass, or the named tuple.
    columns
        For some of its fields, ``count`` values; the other fields get their default.

    Raises
    ------
    TypeError
        When a field without a default has no column, or a column is no field.
    """

    def __init__(self, kind: type[Built], count: int, columns: Mapping[str, Sequence[Any]]) -> None:
        known = _defaults(kind)
        missing = {name for name, value in known.items() if value is MISSING} - columns.keys()
        if missing or not columns.keys() <= known.keys():
            raise TypeError(f"not the fields of {kind.__name__}: {sorted(columns)}")
        self.kind = kind
        self._count = count
        self.columns: dict[str, Sequence[Any]] = {
            name: columns[name] if name in columns else Constant(default, count)
            for name, default in known.items()
        }

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Built: ...
    @overload
    def __getitem__(self, at: slice) -> Columnar[Built]: ...
    def __getitem__(self, at: int | slice) -> Built | Columnar[Built]:
        if isinstance(at, slice):
            size = len(range(self._count)[at])
            some = {name: column[at] for name, column in self.columns.items()}
            return Columnar(self.kind, size, some)
        return self.kind(*[column[at] for column in self.columns.values()])

    def __iter__(self) -> Iterator[Built]:
        """Make all objects, in 40 % of the constructor's time: ``map`` sets each field in C."""
        if issubclass(self.kind, tuple):
            yield from map(cast(Any, self.kind)._make, zip(*self.columns.values(), strict=True))
            return
        for start in range(0, self._count, _MADE_AT_ONCE):
            stop = min(start + _MADE_AT_ONCE, self._count)
            made = list(map(object.__new__, repeat(self.kind, stop - start)))
            for name, column in self.columns.items():
                deque(map(self.kind.__dict__[name].__set__, made, column[start:stop]), maxlen=0)
            yield from made

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence) and not isinstance(other, str):
            return list(self) == list(other)
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self))

    def column(self, name: str) -> Sequence[Any]:
        """Return one field of all objects."""
        return self.columns[name]

    def with_columns(self, columns: Mapping[str, Sequence[Any]]) -> Columnar[Built]:
        """Return the same objects with other values in some fields."""
        return Columnar(self.kind, self._count, {**self.columns, **columns})

    def picked(self, order: IntArray) -> Columnar[Built]:
        """Return the objects at some positions."""
        some = {name: picked(column, order) for name, column in self.columns.items()}
        return Columnar(self.kind, len(order), some)


def _defaults(kind: type) -> dict[str, Any]:
    """Return the fields of a dataclass or a named tuple with their defaults."""
    if issubclass(kind, tuple):
        named = cast(Any, kind)
        return {name: named._field_defaults.get(name, MISSING) for name in named._fields}
    return {field.name: field.default for field in fields(cast(Any, kind))}


class GrowingTexts(Protocol):
    """Texts that come in pieces and are kept elsewhere than in a list."""

    def extend(self, more: Iterable[str]) -> None:
        """Add texts at the end."""

    def finished(self) -> Sequence[str]:
        """Return all of them."""

    def __len__(self) -> int:
        """Return how many there are."""


RoomForTexts = Callable[[int], Callable[[], GrowingTexts] | None]
"""Says for a number of objects what keeps the texts of so many; ``None`` for lists."""


def in_lists(count: int) -> None:
    """Keep the texts of any number in lists."""


class Gathering(Generic[Built]):
    """Columns of one dataclass that come in pieces: texts, tuples, times and others.

    ``room`` is asked after each piece, until it says where texts are kept from then on.
    """

    def __init__(self, kind: type[Built], room: RoomForTexts = in_lists) -> None:
        self._kind = kind
        self._room = room
        self._grow: Callable[[], GrowingTexts] | None = None
        self._defaults = _defaults(kind)
        self._types = {name: str(hint) for name, hint in kind.__annotations__.items()}
        self._columns: dict[str, Any] = {
            name: Constant(default, 0) for name, default in self._defaults.items()
        }
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, count: int, columns: Mapping[str, Iterable[Any]]) -> None:
        """Add ``count`` objects; fields without a column get their default.

        Of a constant as many are taken, however long it is.
        """
        for name, known in self._columns.items():
            more = columns.get(name, Constant(self._defaults[name], count))
            if isinstance(known, Constant):
                if isinstance(more, Constant) and (not self._count or more.value == known.value):
                    self._columns[name] = Constant(more.value, self._count + count)
                    continue
                known = self._columns[name] = self._begun(name, known)
            known.extend(more[:count] if isinstance(more, Constant) else more)
        self._count += count
        if self._grow is None and (grow := self._room(self._count)):
            self._grow = grow
            for name, known in self._columns.items():
                if not isinstance(known, Constant | GrowingMoments):
                    self._columns[name] = self._begun(name, known)

    def gathered(self) -> Columnar[Built]:
        """Return all of them."""
        columns = {name: _finished(some) for name, some in self._columns.items()}
        return Columnar(self._kind, self._count, columns)

    def _begun(self, name: str, known: Any) -> Any:  # noqa: ANN401 - any kind of column
        """Return a column that can grow, with what is known of it."""
        kind = self._types[name]
        if kind == "datetime | None":
            column: Any = GrowingMoments()
        elif kind == "tuple[str, ...]":
            column = Tuples(cast(Any, self._grow() if self._grow else []), range(1))
        else:
            column = self._grow() if self._grow and kind == "str" else []
        column.extend(known)
        return column


def _finished(column: Any) -> Any:  # noqa: ANN401 - any kind of column
    """Return a column that has grown as what it is to its readers."""
    if isinstance(column, Tuples):
        return Tuples(_finished(column.flat), column.bounds)
    return column.finished() if hasattr(column, "finished") else column


def few_as_objects(items: Columnar[Built], weight: int = 1) -> Sequence[Built]:
    """Return objects that are few as a list: then whoever goes through them again is quicker.

    An object of ``weight`` 2 takes twice the time and memory of others, so fewer of them are few.
    """
    return list(items) if len(items) * weight < MANY else items


def column_of(items: Sequence[Any], name: str) -> Sequence[Any]:
    """Return one field of all objects, in a list of them or in columns."""
    if isinstance(items, Columnar):
        return items.column(name)
    return list(map(attrgetter(name), items))


def column_at(items: Sequence[Any], positions: Sequence[int], name: str) -> Sequence[Any]:
    """Return one field of the objects at some positions."""
    if not isinstance(items, Columnar):
        return [getattr(items[at], name) for at in positions]
    column = items.column(name)
    if isinstance(positions, range) and positions.step == 1 and positions:
        return column[positions.start : positions.stop]
    return picked(column, np.array(positions, dtype=np.int64))


def replaced(items: Sequence[Built], changes: Mapping[int, Mapping[str, Any]]) -> Sequence[Built]:
    """Return the objects with other values in some fields of those at some positions."""
    if not changes:
        return items
    if not isinstance(items, Columnar):
        changed = list(items)
        for at, values in changes.items():
            changed[at] = replace(cast(Any, items[at]), **values)
        return changed
    by_name: dict[str, dict[int, Any]] = {}
    for at, values in changes.items():
        for name, value in values.items():
            by_name.setdefault(name, {})[at] = value
    return items.with_columns(
        {name: _with(items.column(name), values) for name, values in by_name.items()}
    )


def _with(column: Sequence[Any], changes: Mapping[int, Any]) -> Sequence[Any]:
    """Return a column with other values at some positions."""
    if isinstance(column, Coded):
        return column.replaced(changes)
    values = list(column)
    for at, value in changes.items():
        values[at] = value
    return Moments.of(values) if isinstance(column, Moments) else values


def with_columns(items: Sequence[Built], columns: Mapping[str, Sequence[Any]]) -> Sequence[Built]:
    """Return the objects with other values in some fields of all of them."""
    if isinstance(items, Columnar):
        return items.with_columns(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        cast(Built, replace(cast(Any, item), **dict(zip(columns, values, strict=True))))
        for item, values in zip(items, rows, strict=True)
    ]


def joined(parts: Sequence[Sequence[Built]], room: RoomForTexts = in_lists) -> Sequence[Built]:
    """Return the objects of several lists as one: in columns where all of them are."""
    if len(parts) == 1:
        return parts[0]
    listed = [part for part in parts if isinstance(part, Columnar)]
    if not listed or len(listed) < len(parts):
        return list(chain.from_iterable(parts))
    together: Gathering[Built] = Gathering(listed[0].kind, room)
    coded: dict[str, Coded[Any]] = {}
    for name in listed[0].columns:
        columns = [part.column(name) for part in listed]
        if all(isinstance(column, Coded) for column in columns):
            coded[name] = Coded.joined(cast(list[Coded[Any]], columns))
    for part in listed:
        others = {name: column for name, column in part.columns.items() if name not in coded}
        together.add(len(part), others)
    return together.gathered().with_columns(coded)
