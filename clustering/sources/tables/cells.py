"""From the cells of data frames and lists of dicts to the values that rows of tables hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_AS_THEY_ARE = frozenset((str, int, float, bool, type(None)))
_MISSING = frozenset(("NAType", "NaTType", "Missing"))
"""Types of what pandas and others write for a missing value."""


class BadBytes(ValueError):
    """Bytes that are no text."""


def read_cells(values: Sequence[Any]) -> Sequence[Any]:
    """Turn a column of cells into text, numbers, lists and mappings.

    Times and days become ISO 8601, bytes the text that they hold in UTF-8, numbers and arrays of
    numpy those of Python, what stands for a missing value ``None``. Any other object is what it
    writes itself as: a path, an address, a decimal number.

    Raises
    ------
    BadBytes
        For bytes that are not UTF-8.
    """
    if _AS_THEY_ARE.issuperset(map(type, values)):
        return values
    return [read_cell(value) for value in values]


def read_cell(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    """Turn one cell into text, a number, a list or a mapping; see :func:`read_cells`."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind.__name__ in _MISSING:
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return _text(bytes(value))
    if isinstance(value, Mapping):
        return {str(name): read_cell(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [read_cell(one) for one in value]
    if kind.__module__.partition(".")[0] == "numpy":
        return _from_numpy(value)
    if hasattr(value, "to_list"):  # a Series in a cell
        return [read_cell(one) for one in value.to_list()]
    return str(value)


def _from_numpy(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    if type(value).__name__ == "datetime64":  # to a number it would be nanoseconds
        return None if str(value) == "NaT" else str(value)
    return read_cell(value.tolist())


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise BadBytes("bytes that are not UTF-8") from None
