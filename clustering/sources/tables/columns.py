"""Which columns of a table hold what: usual names, or the user's own mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from clustering.errors import UsageError
from clustering.sources.names import FIELD_NAMES, Layout, find_layout

ColumnMapping = tuple[tuple[str, str], ...]
"""Pairs of a field and the column that holds it; the order is that of preference."""

MAX_COLUMNS_NAMED = 20


def parse_mapping(text: str) -> ColumnMapping:
    """Read ``title=HEADLINE,url=LINK``; a field named twice has a second choice of column.

    Raises
    ------
    UsageError
        For anything else, and for a field that does not exist.
    """
    pairs = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column:
            raise UsageError(f"--columns: {part!r} is not FIELD=COLUMN, as in title=HEADLINE.")
        pairs.append((_known(field, "--columns"), column))
    return tuple(pairs)


def make_mapping(columns: Mapping[str, str | Sequence[str]]) -> ColumnMapping:
    """Check a mapping given as such: of a field to its column, or to several in order.

    Raises
    ------
    UsageError
        For a field that does not exist.
    """
    pairs = []
    for field, named in columns.items():
        known = _known(field, "columns")
        pairs += [(known, one) for one in ([named] if isinstance(named, str) else named)]
    return tuple(pairs)


def _known(field: str, option: str) -> str:
    if field.lower() not in FIELD_NAMES:
        raise UsageError(
            f"{option}: there is no field {field!r}; the fields are {', '.join(FIELD_NAMES)}."
        )
    return field.lower()


class Columns(Protocol):
    """What the format of a table asks about its columns before it cuts the rows."""

    def count_known(self, names: Sequence[str]) -> int:
        """How many of the columns hold something known: the right delimiter makes most of them."""

    def check(self, source: str, names: Sequence[str]) -> None:
        """Refuse a table that lacks a column it has to have."""


class ColumnFinder:
    """Finds what the columns of one table hold, and remembers it for each set of columns.

    Parameters
    ----------
    mapping
        Columns the user named; a field among them is looked for nowhere else.
    example
        How a column is named, for messages.

    Attributes
    ----------
    mapped
        Whether the user named any.
    """

    def __init__(self, mapping: ColumnMapping, example: str = "--columns title=COLUMN") -> None:
        self.mapped = bool(mapping)
        self._example = example
        self._mapping = mapping
        self._layouts: dict[tuple[str, ...], Layout] = {}

    def find(self, names: tuple[str, ...]) -> Layout:
        """Find what each column holds; most tables have the same columns in every row."""
        layout = self._layouts.get(names)
        if layout is None:
            if len(self._layouts) >= 1_000:
                self._layouts.clear()
            layout = self._layouts[names] = self._find(names)
        return layout

    def count_known(self, names: Sequence[str]) -> int:
        """How many fields the columns hold."""
        return self.find(tuple(names)).fields_found

    def check(self, source: str, names: Sequence[str]) -> None:
        """Refuse a table without a mapped column, or without a title and a URL column.

        Raises
        ------
        UsageError
            Naming the columns that are there.
        """
        there = name_some(names)
        for field, column in self._mapping:
            if not _positions(column, names):
                raise UsageError(
                    f"{source}: no column {column!r} to take the {field} from (there are: {there})."
                )
        layout = self.find(tuple(names))
        if not layout.title and not layout.url and not layout.maybe_urls:
            raise UsageError(
                f"{source}: no column for a title or a URL; name one 'title' or 'url', or say "
                f"which it is, as in {self._example} (there are: {there})."
            )

    def _find(self, names: tuple[str, ...]) -> Layout:
        found: dict[str, list[int]] = {field: [] for field, _ in self._mapping} | find_named(
            self._mapping, names
        )
        return find_layout(names, found)


def find_named(mapping: ColumnMapping, names: Sequence[str]) -> dict[str, list[int]]:
    """Find the columns that the user named, for each of their fields that has any."""
    found: dict[str, list[int]] = {}
    for field, column in mapping:
        if positions := _positions(column, names):
            found.setdefault(field, []).extend(positions)
    return found


def _positions(column: str, names: Iterable[str]) -> list[int]:
    """Find a column the user named: as written, or else in any case."""
    listed = list(names)
    exact = [position for position, name in enumerate(listed) if name == column]
    folded = column.casefold()
    return exact or [at for at, name in enumerate(listed) if name.strip().casefold() == folded]


def name_some(names: Sequence[str]) -> str:
    """Name the first columns, for a message."""
    more = ", …" if len(names) > MAX_COLUMNS_NAMED else ""
    return ", ".join(names[:MAX_COLUMNS_NAMED]) + more
