"""Opens data frames of every library that narwhals knows, and gives tables back as such frames."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from clustering.errors import UsageError
from clustering.reporting.tables.typed_tables import Column, Table, kept_names
from clustering.sources.tables.cells import BadBytes, read_cells
from clustering.sources.tables.columns import name_some

if TYPE_CHECKING:
    import narwhals as nw

BACKENDS = ("pandas", "polars", "pyarrow")
"""The libraries whose frames can be asked for by name."""

_ISO = "%Y-%m-%dT%H:%M:%S"
_PANDAS_TYPES = {"flag": "boolean", "count": "int64", "figure": "float64"}


class Frame:
    """A data frame of any library; what comes back is one of the same library.

    ``lazy_backend`` is the library of a lazy frame to give back; ``None`` for one that is not lazy.
    """

    def __init__(self, frame: nw.DataFrame[Any], lazy_backend: Any = None) -> None:  # noqa: ANN401
        self._frame = frame
        self._lazy_backend = lazy_backend
        self._columns = frame.columns
        self.names = tuple(map(str, self._columns))
        self.size = len(frame)

    def column(self, position: int) -> Sequence[Any]:
        """Return the values of one column, as the rows of tables hold them."""
        import narwhals as nw

        column = self._frame.get_column(self._columns[position])
        kind = column.dtype
        if isinstance(kind, nw.Datetime):
            if kind.time_zone:
                column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
            column = column.dt.to_string(f"{_ISO}+00:00")
        try:
            return read_cells(column.to_list())
        except BadBytes as error:
            raise UsageError(
                f"data: column {self.names[position]!r} holds {error}; decode it first "
                f"(there are: {name_some(self.names)})."
            ) from None

    def with_columns(self, table: Table, backend: str | None = None) -> Any:  # noqa: ANN401
        """Return the frame, its index kept, with further columns beside its own."""
        if backend:
            raise UsageError("backend: a frame comes back as the kind it is; leave it out.")
        names = dict(zip(self._columns, self.names, strict=True))
        before = [
            column for column, name in names.items() if name in given_before(self.names, table)
        ]
        kept = [column for column in self._columns if column not in before]
        own = zip(kept, kept_names([names[column] for column in kept], table), strict=True)
        changed = {column: name for column, name in own if names[column] != name}
        renamed = self._frame.drop(before).rename(changed)
        library = self._frame.implementation.to_native_namespace()
        columns = [_series(name, column, library) for name, column in table.items()]
        frame = renamed.with_columns(*columns)
        if self._lazy_backend is not None:
            return frame.lazy(self._lazy_backend).to_native()
        return frame.to_native()


def open_frame(data: Any) -> Frame | None:  # noqa: ANN401 - whatever a user hands over
    """Open a data frame or a series; ``None`` for whatever is neither.

    A series holds titles. A frame that is computed only when it is asked for is computed.

    Raises
    ------
    UsageError
        For a series of anything but texts, and for columns that have one name or several levels.
    """
    import narwhals as nw
    from narwhals.exceptions import DuplicateError

    try:
        opened: Any = nw.from_native(data, pass_through=True, allow_series=True)
        if isinstance(opened, nw.Series):
            return Frame(_titles(opened))
        lazy = isinstance(opened, nw.LazyFrame)
        frame = opened.collect() if lazy else opened
    except DuplicateError:
        names = name_some(list(map(str, getattr(data, "columns", ()))))
        raise UsageError(f"data: two columns have one name (there are: {names}).") from None
    if not isinstance(frame, nw.DataFrame):
        return None
    if any(isinstance(name, tuple) for name in frame.columns):
        named = name_some(list(map(str, frame.columns)))
        raise UsageError(f"data: the columns have several levels; give one (there are: {named}).")
    return Frame(frame, opened.implementation if lazy else None)


def _titles(series: nw.Series[Any]) -> nw.DataFrame[Any]:
    import narwhals as nw

    if series.dtype not in (nw.String, nw.Object, nw.Categorical, nw.Enum, nw.Binary):
        raise UsageError(
            f"data: a series of {series.dtype} (named {series.name!r}), not of titles; give texts, "
            "or a frame with a column 'title' or 'url'."
        )
    return series.alias("title").to_frame()


def given_before(names: Iterable[str], table: Table) -> Collection[str]:
    """Return our columns where an earlier call has put them all; they are replaced."""
    return set(table) if set(table) <= set(names) else ()


def make_frame(table: Table, backend: str) -> Any:  # noqa: ANN401 - a frame of any library
    """Make a frame of a table, of ``pandas``, ``polars`` or ``pyarrow``.

    Raises
    ------
    UsageError
        For another backend, and for one that is not installed.
    """
    import narwhals as nw

    library = _library(backend)
    columns = {name: _series(name, column, library) for name, column in table.items()}
    return nw.from_dict(columns).to_native()


def frame_of(columns: Mapping[str, Sequence[Any]], backend: str) -> Frame:
    """Make a frame of plain values, whose types the library tells."""
    import narwhals as nw

    return Frame(nw.from_dict(dict(columns), backend=_library(backend)))


def _library(backend: str) -> ModuleType:
    from importlib import import_module

    if backend not in BACKENDS:
        raise UsageError(f"backend: {backend!r} is not one of {', '.join(BACKENDS)}.")
    try:
        return import_module(backend)
    except ImportError:
        raise UsageError(
            f"backend: {backend} is not installed; install it with: pip install {backend}."
        ) from None


def installed_backend() -> str:
    """Return the first of the backends that is installed.

    Raises
    ------
    UsageError
        When none is.
    """
    from importlib.util import find_spec

    for name in BACKENDS:
        if find_spec(name):
            return name
    raise UsageError(f"backend: none of {', '.join(BACKENDS)} is installed; install one.")


def _series(name: str, column: Column, library: ModuleType) -> nw.Series[Any]:
    """Make a series; in pandas with types that can hold nothing where there is nothing."""
    import narwhals as nw

    if not hasattr(library, "BooleanDtype"):  # pandas, and what takes after it
        kind = {
            "text": nw.String(),
            "flag": nw.Boolean(),
            "count": nw.Int64(),
            "figure": nw.Float64(),
            "time": nw.Datetime("us", "UTC"),
        }[column.type]
        return nw.new_series(name, column.values, kind, backend=library)
    if column.type == "time":
        made = library.Series(column.values, name=name, dtype="datetime64[us, UTC]")
    elif column.type == "text":  # the last one tells the type of a column without any
        made = library.Series([*column.values, ""], name=name).iloc[:-1]
    else:
        made = library.Series(column.values, name=name, dtype=_PANDAS_TYPES[column.type])
    return nw.from_native(made, series_only=True)
