"""Cuts JSON lines into rows, from a file, a compressed file or standard input."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any

from clustering.sources.encodings import decode_text, in_utf8
from clustering.sources.tables.rows import BadRow, Rows
from clustering.sources.values import type_name
from clustering.text.parsing.json_values import load_json
from clustering.text.parsing.limits import Unreadable

JSON_ROWS_AT_ONCE = 1_000

MAX_COLUMNS = 200
"""Columns from which rows are taken together no longer: they seem to have none in common."""


def cut_json_lines(
    stream: IO[bytes], longest: int, encodings: Counter[str] | None = None
) -> Iterator[Rows | BadRow]:
    """Give the columns and values of each line that is not blank, or why it has none.

    A column that only some of the lines have is empty in those around them.

    Parameters
    ----------
    encodings
        Counts the lines in encodings that had to be recognized.
    """
    return rows_of(_read_lines(stream, longest, Counter() if encodings is None else encodings))


def rows_of(numbered: Iterable[tuple[int, dict[str, Any] | str]]) -> Iterator[Rows | BadRow]:
    """Give objects as rows of one table, many at a time.

    Parameters
    ----------
    numbered
        The number of each, and the object, or in its place why there is none.
    """
    lines: list[int] = []
    rows: list[dict[str, Any]] = []
    columns: dict[str, None] = {}
    for line, row in numbered:
        if isinstance(row, str):
            yield BadRow(line, row)
            continue
        if len(lines) == JSON_ROWS_AT_ONCE or len(columns) > MAX_COLUMNS:
            yield _join(lines, rows, columns)
            lines, rows, columns = [], [], {}
        if row.keys() != columns.keys():
            columns |= dict.fromkeys(row)
        lines.append(line)
        rows.append(row)
    if lines:
        yield _join(lines, rows, columns)


def _join(lines: list[int], rows: list[dict[str, Any]], columns: dict[str, None]) -> Rows:
    return Rows(lines, tuple(columns), [tuple(map(row.get, columns)) for row in rows])


def _read_lines(
    stream: IO[bytes], longest: int, encodings: Counter[str]
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    line = 0
    try:
        stream = in_utf8(stream)
        while data := stream.readline(longest):
            line += 1
            if len(data) == longest and not data.endswith(b"\n"):
                while data and not data.endswith(b"\n"):
                    data = stream.readline(longest)
                yield line, f"longer than the limit of {longest:,} bytes"
            elif data.strip():
                yield line, _parse(data, encodings)
    except (OSError, EOFError, zlib.error) as error:
        yield line + 1, f"cannot be read from here on ({error})"


def _decode(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return decode_text(data, "save the table as UTF-8")


def _parse(data: bytes, encodings: Counter[str]) -> dict[str, Any] | str:
    try:
        text, encoding = _decode(data.rstrip())
        values = load_json(text)
    except Unreadable as error:
        return error.reason
    if not isinstance(values, dict):
        return f'{type_name(values)}, not an object such as {{"title": …}}'
    if encoding:
        encodings[encoding] += 1
    return values
