"""A spreadsheet is read from the row that looks like a header, in the sheet that has it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clustering.errors import NothingReadable, UsageError
from clustering.sources import read_sources

pytest.importorskip("python_calamine")

BOOKS = Path(__file__).parent


def test_the_header_may_stand_below_other_rows_and_in_another_sheet() -> None:
    """The first sheet holds notes; the second a line and a blank one, and then the header."""
    records = read_sources([BOOKS / "export.xlsx"]).records
    assert [(r.name, r.title, r.urls) for r in records] == [
        ("7", "Kelp", ("https://a.example/1",)),
        ("8", "Rain", ("https://a.example/2",)),
    ]
    assert records[0].published == datetime(2025, 3, 26, 6, tzinfo=UTC)


def test_a_sheet_without_known_columns_names_those_it_has() -> None:
    with pytest.raises(UsageError, match="there are: a, b"):
        read_sources([BOOKS / "unknown.xlsx"])


def test_a_file_that_is_no_spreadsheet_is_a_skip(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"PK\x03\x04nothing")
    with pytest.raises(NothingReadable, match="no spreadsheet that can be read"):
        read_sources([tmp_path / "t.xlsx"])


def test_without_the_library_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "t.xlsx").write_bytes(b"")
    with pytest.raises(UsageError, match=r"'samestory\[tables\]', or save the sheet as CSV"):
        read_sources([tmp_path / "t.xlsx"])
