"""Reads gold labels: which story people say a record belongs to. The method never sees them.

Labels are read on their own, beside the run and not through it, so that nothing on the way
to stories can look at one.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from clustering.answers.judged import GoldPairs
from clustering.errors import UsageError

JSON_LINES = (".jsonl", ".ndjson")
DELIMITED = (".csv", ".tsv")
PARQUET = ".parquet"
_DELIMITERS = ",\t;|"  # of which the one the header has most of separates the columns
_PAIR = ("a", "b", "same_story")
_YES = frozenset({"true", "yes", "y", "1"})
_NO = frozenset({"false", "no", "n", "0"})
_ROWS_LOOKED_AT = 1000  # for the columns there are, when the one asked for is not

Row = Mapping[str, object]


@dataclass(frozen=True)
class GoldLabels:
    """The story of each labelled record, in the order they were read.

    Attributes
    ----------
    origin
        The file or column they come from, in words.
    names
        What each record may be called, the surest name first.
    stories
        The gold story of each; as many as there are names.
    """

    origin: str
    names: list[tuple[str, ...]]
    stories: list[str]

    def __len__(self) -> int:
        return len(self.stories)


def read_gold(gold: str, sources: Sequence[Path | str]) -> GoldLabels | GoldPairs:
    """Read the labels a user named.

    Parameters
    ----------
    gold
        A file (``.jsonl`` or ``.csv``, also with ``.gz``) with ``record`` or ``id`` and
        ``story`` in each row, or with ``a``, ``b`` and ``same_story``; or else the column
        of the sources that holds the story. Rows without a story carry no label.
    sources
        What the run reads.

    Raises
    ------
    UsageError
        When there is neither such a file nor such a column (naming the columns there are),
        or no row has a label.
    """
    path = Path(gold)
    found = _read_file(path) if path.is_file() else _read_column(gold, list(map(Path, sources)))
    if not len(found):
        raise UsageError(f"{found.origin}: no row has a gold label; fill some in.")
    return found


def _read_file(path: Path) -> GoldLabels | GoldPairs:
    rows = _read_rows(path)
    first = next(rows, None)
    if first is None:
        raise UsageError(f"{path}: no rows; expected 'record' and 'story' in each.")
    if all(column in first[1] for column in _PAIR):
        return _read_pairs(path, [first, *rows])
    name = next((column for column in ("record", "id") if column in first[1]), "")
    if not name or "story" not in first[1]:
        raise UsageError(
            f"{path}: expected the columns 'record' (or 'id') and 'story', or 'a', 'b' and "
            f"'same_story'; there are: {', '.join(first[1])}."
        )
    names: list[tuple[str, ...]] = []
    stories: list[str] = []
    for _, row in (first, *rows):
        record, story = _text(row.get(name)), _text(row.get("story"))
        if record and story:
            names.append((record,))
            stories.append(story)
    return GoldLabels(str(path), names, stories)


def _read_pairs(path: Path, rows: Sequence[tuple[int, Row]]) -> GoldPairs:
    left: list[str] = []
    right: list[str] = []
    same_story: list[bool] = []
    for line, row in rows:
        a, b, said = (_text(row.get(column)) for column in _PAIR)
        if not (a and b and said):
            continue
        if said.lower() not in _YES | _NO:
            raise UsageError(f"{path}:{line}: same_story is {said!r}; write true or false.")
        left.append(a)
        right.append(b)
        same_story.append(said.lower() in _YES)
    return GoldPairs(str(path), left, right, same_story)


def _read_column(column: str, sources: Sequence[Path]) -> GoldLabels:
    tables = [path for path in sources if _suffix(path) in (*JSON_LINES, *DELIMITED, PARQUET)]
    if _suffix(Path(column)) in (*JSON_LINES, *DELIMITED, PARQUET):
        raise UsageError(f"--gold {column}: no such file; check the path.")
    if not tables:
        raise UsageError(
            f"--gold {column}: no such file, and these sources have no columns; name a file."
        )
    names: list[tuple[str, ...]] = []
    stories: list[str] = []
    is_there = False
    for path in tables:
        for line, row in _read_rows(path, skip_broken=True):
            is_there = is_there or column in row
            if story := _text(row.get(column)):
                names.append(_names_of(path, line, row))
                stories.append(story)
    if not is_there:
        listed = " ".join(map(str, tables))
        raise UsageError(
            f"--gold {column}: no such file, and no such column in {listed}; "
            f"there are: {', '.join(_columns(tables)) or 'none'}."
        )
    return GoldLabels(f"column {column}", names, stories)


def _names_of(path: Path, line: int, row: Row) -> tuple[str, ...]:
    """Every name sources give the record of a row, those that hold its place first."""
    place = (f"{path.as_posix()}:{line}", f"{path.name}:{line}")
    own = next((_text(row[column]) for column in row if column.lower() == "id"), "")
    return (*place, f"{path.as_posix()}#{own}", own) if own else place


def _columns(tables: Sequence[Path]) -> list[str]:
    seen: dict[str, None] = {}
    for path in tables:
        for _, row in islice(_read_rows(path, skip_broken=True), _ROWS_LOOKED_AT):
            seen |= dict.fromkeys(row)
    return list(seen)


def _read_rows(path: Path, *, skip_broken: bool = False) -> Iterator[tuple[int, Row]]:
    """Give each row with its line; a broken one stops the reading unless it is to be skipped."""
    suffix = _suffix(path)
    if suffix == PARQUET:
        yield from _read_parquet(path)
        return
    if suffix not in (*JSON_LINES, *DELIMITED):
        raise UsageError(f"{path}: labels are read from .jsonl and .csv files (also .gz).")
    try:
        with _open(path) as stream:
            if suffix in DELIMITED:
                yield from _read_delimited(stream)
                return
            for line, text in enumerate(stream, 1):
                row = _parse(text)
                if row is not None:
                    yield line, row
                elif text.strip() and not skip_broken:
                    raise UsageError(f"{path}:{line}: not a JSON object; correct the line.")
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read ({error}).") from None


def _read_parquet(path: Path) -> Iterator[tuple[int, Row]]:
    """Give each row with its number; what cannot be read was told when the source was read."""
    from clustering.sources.columns import ColumnFinder
    from clustering.sources.parquet import cut_parquet
    from clustering.sources.rows import BadRow

    for rows in cut_parquet(path, ColumnFinder(()), str(path), 1):
        if not isinstance(rows, BadRow):
            for line, values in zip(rows.lines, rows.values, strict=True):
                yield line, dict(zip(rows.columns, values, strict=True))


def _read_delimited(stream: IO[str]) -> Iterator[tuple[int, Row]]:
    """Give each row with the line it starts at."""
    header = stream.readline()
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(chain([header], stream), delimiter=delimiter)
    columns = next(reader, [])
    line = reader.line_num + 1
    for values in reader:
        if values:
            yield line, dict(zip(columns, values, strict=False))
        line = reader.line_num + 1


def _parse(text: str) -> Row | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _open(path: Path) -> IO[str]:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _suffix(path: Path) -> str:
    """Return the suffix that tells the kind of a file, without that of its compression."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _text(value: object) -> str:
    """Return a label as text; lists, mappings and missing values are none."""
    if value is None or isinstance(value, list | dict):
        return ""
    return str(value).strip()
