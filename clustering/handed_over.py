"""Reads what Python users hand over: frames, lists of dicts or texts, paths, records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeAlias

from clustering import sources
from clustering.errors import NothingReadable, UsageError
from clustering.fetching import fetch_and_read
from clustering.frames import Frame, frame_of, given_before, open_frame
from clustering.model import Reading, Record
from clustering.reporting.tables.typed_tables import Table, kept_names
from clustering.sources.base import ReadOptions
from clustering.sources.tables.cells import BadBytes, read_cells
from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.tables.rows import RowReader, Rows
from clustering.system.files import STANDARD_INPUT

ROWS_AT_ONCE = 10_000
DATA = "data"
"""What records of rows are named after: ``data:7`` is the row at position 7, from 0."""

_TAKES = (
    "give a data frame, a list of dicts, a list of titles, or the path of a table, a feed or a "
    "folder of posts"
)


Given: TypeAlias = "Frame | ListOfRows"
"""Rows as a user gave them."""


@dataclass(frozen=True)
class HandedOver:
    """What was read of what a user handed over.

    ``rows`` are those that were given, ``None`` for paths and records; ``positions`` those of the
    records among them, ascending.
    """

    reading: Reading
    rows: Given | None = None
    positions: Sequence[int] = ()


class ListOfRows:
    """A list of dicts, or of titles; dicts come back."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._rows = rows
        columns: dict[str, None] = {}
        for row in rows:
            if row.keys() != columns.keys():
                columns |= dict.fromkeys(row)
        self._keys = list(columns)
        self.names = tuple(map(str, columns))
        self.size = len(rows)

    def column(self, position: int) -> Sequence[Any]:
        """Return the values of one column, as the rows of tables hold them."""
        key = self._keys[position]
        try:
            return read_cells([row.get(key) for row in self._rows])
        except BadBytes as error:
            raise UsageError(f"data: {key!r} holds {error}; decode them first.") from None

    def with_columns(self, table: Table, backend: str | None = None) -> Any:  # noqa: ANN401
        """Return a copy of each dict with further keys, or a frame of them all."""
        if backend:
            columns = {
                name: [row.get(key) for row in self._rows]
                for key, name in zip(self._keys, self.names, strict=True)
            }
            return frame_of(columns, backend).with_columns(table)
        before = given_before(self.names, table)
        kept = [key for key, name in zip(self._keys, self.names, strict=True) if name not in before]
        names = dict(zip(kept, kept_names(list(map(str, kept)), table), strict=True))
        own = ({names[key]: row[key] for key in row if key in names} for row in self._rows)
        added = zip(*(column.values for column in table.values()), strict=True)
        return [
            row | dict(zip(table, values, strict=True))
            for row, values in zip(own, added, strict=True)
        ]


def hand_over(data: object, more: Sequence[str | Path], options: ReadOptions) -> HandedOver:
    """Read a frame, a series, a list of dicts or of titles, paths, a reading, or records.

    Raises
    ------
    UsageError
        For anything else, and for rows without a column for a title or a URL.
    NothingReadable
        When there are rows, or sources, and no record in them.
    """
    if more or isinstance(data, str | PathLike):
        return HandedOver(fetch_and_read([_path(data), *map(_path, more)], options))
    if isinstance(data, Reading):
        return HandedOver(data)
    rows: Given | None = open_frame(data)
    if rows is None:
        data = _listed(data)
        if data and all(isinstance(one, Record) for one in data):
            return HandedOver(Reading(data, []))
        if data and (all(isinstance(one, PathLike) for one in data) or _are_sources(data)):
            return HandedOver(fetch_and_read(list(map(_path, data)), options))
    return hand_over_rows(rows or data, options)


def hand_over_rows(data: object, options: ReadOptions) -> HandedOver:
    """Read rows: a frame, a series, a list of dicts or of texts, which are titles.

    Raises
    ------
    UsageError, NothingReadable
        As :func:`hand_over` does.
    """
    rows: Given | None = data if isinstance(data, Frame) else open_frame(data)
    if rows is None:
        rows = ListOfRows(_as_dicts(_listed(data)))
    return _read_rows(rows, replace(options, keep_columns=False))


def _read_rows(rows: Given, options: ReadOptions) -> HandedOver:
    reader = RowReader(DATA, DATA, options)
    reader.finder = ColumnFinder(options.columns, "columns={'title': COLUMN}")
    if not rows.size and not rows.names:
        return HandedOver(Reading([], []), rows)
    reader.finder.check(DATA, rows.names)
    layout = reader.finder.find(rows.names)
    if not layout.title:  # what may hold titles is named
        reader.tally.note_others(rows.names[at] for at in layout.others)
        for at in layout.others:
            with suppress(UsageError):  # bytes of pictures, say, which nobody reads
                reader.tally.sample(rows.names[at], rows.column(at))
    wanted = sorted({at for positions in layout._replace(others=()) for at in positions})
    values = [rows.column(at) for at in wanted]
    names = tuple(rows.names[at] for at in wanted)
    lines = range(rows.size)
    cut = zip(*values, strict=True)
    reading = reader.read(
        Rows(lines[start : start + ROWS_AT_ONCE], names, list(islice(cut, ROWS_AT_ONCE)))
        for start in range(0, rows.size, ROWS_AT_ONCE)
    )
    skipped = {skip.line for skip in reading.skipped}
    if rows.size and not reading.records:
        raise NothingReadable(f"data: no row can be read ({reading.skipped[0].reason}).")
    return HandedOver(reading, rows, [at for at in lines if at not in skipped])


def _path(one: object) -> str:
    if not isinstance(one, str | PathLike):
        raise UsageError(f"data: {type(one).__name__} stands among paths; name files or folders.")
    return str(fspath(one))


def _listed(data: Any) -> list[Any]:  # noqa: ANN401
    if hasattr(data, "tolist") and getattr(data, "ndim", 1) == 1:  # an array of numpy
        data = data.tolist()
    elif (
        isinstance(data, Mapping | bytes) or hasattr(data, "ndim") or not isinstance(data, Iterable)
    ):
        what = f"{data.ndim} dimensions" if hasattr(data, "ndim") else type(data).__name__
        raise UsageError(f"data: {what} cannot be read; {_TAKES}.")
    return list(data)


def _are_sources(listed: Sequence[object]) -> bool:
    """Whether texts name sources rather than being titles: all are there, or are named as such."""
    return all(isinstance(one, str) for one in listed) and all(
        Path(one).exists() or any(reader.accepts(one) for reader in sources.READERS)
        for one in map(str, listed)
        if one != STANDARD_INPUT and len(one) < 4_000 and "\0" not in one
    )


def _as_dicts(listed: Sequence[object]) -> list[Mapping[str, Any]]:
    kinds = {type(one) for one in listed if one is not None}
    if all(issubclass(kind, Mapping) for kind in kinds) and kinds:
        return [one if isinstance(one, Mapping) else {} for one in listed]
    if all(issubclass(kind, str | bytes | float) for kind in kinds):  # NaN is no title
        return [{"title": one} for one in listed]
    if len(kinds) == 1:
        raise UsageError(f"data: a list of {kinds.pop().__name__} cannot be read; {_TAKES}.")
    odd = next(at for at, one in enumerate(listed) if not isinstance(one, type(listed[0])))
    raise UsageError(f"data: item {odd} is a {type(listed[odd]).__name__}; {_TAKES}.")
