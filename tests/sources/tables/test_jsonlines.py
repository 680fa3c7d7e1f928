"""JSON lines: rows with the columns of all, and for each line that is none the reason."""

from __future__ import annotations

import io

import pytest

from clustering.sources.tables import jsonlines
from clustering.sources.tables.jsonlines import cut_json_lines
from clustering.sources.tables.rows import BadRow, Rows


def cut(text: str | bytes, longest: int = 1000) -> list[Rows | BadRow]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(cut_json_lines(io.BytesIO(data), longest))


def test_a_column_that_some_lines_lack_is_empty_in_them() -> None:
    (rows,) = cut('{"a": 1}\n\n{"b": "x", "a": null}\n')
    assert rows == Rows([1, 3], ("a", "b"), [(1, None), (None, "x")])


def test_a_line_over_the_limit_is_told_and_the_next_is_read() -> None:
    bad, rows = cut('{"a": "' + "x" * 500 + '"}\n{"a": 2}\n', longest=100)
    assert bad == BadRow(1, "longer than the limit of 100 bytes")
    assert isinstance(rows, Rows)
    assert rows.lines == [2]


def test_rows_come_in_pieces_that_join_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "JSON_ROWS_AT_ONCE", 2)
    pieces = [piece for piece in cut("".join(f'{{"a": {n}}}\n' for n in range(5)))]
    assert [len(piece.lines) for piece in pieces if isinstance(piece, Rows)] == [2, 2, 1]
