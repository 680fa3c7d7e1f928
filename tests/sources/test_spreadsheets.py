"""A spreadsheet is read from the row that looks like a header, in the sheet that has it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from clustering.errors import NothingReadable, UsageError
from clustering.sources import read_sources

pytest.importorskip("python_calamine")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def write_book(path: Path, *sheets: list[list[object]]) -> Path:
    """Write a workbook with texts and numbers; a number is a day where it is over 40,000."""
    numbers = range(1, len(sheets) + 1)
    with ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        root = f'<Relationship Id="r" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>')
        listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        )
        targets = "".join(
            f'<Relationship Id="rId{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in numbers
        )
        styles = f'<Relationship Id="rId99" Type="{DOCUMENT}/styles" Target="styles.xml"/>'
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{targets}{styles}</Relationships>',
        )
        book.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>'
            "</styleSheet>",
        )
        for number, rows in zip(numbers, sheets, strict=True):
            book.writestr(f"xl/worksheets/s{number}.xml", _sheet(rows))
    return path


def _sheet(rows: list[list[object]]) -> str:
    written = ""
    for at, row in enumerate(rows, start=1):
        cells = [_cell(f"{'ABCD'[column]}{at}", value) for column, value in enumerate(row)]
        written += f'<row r="{at}">{"".join(cells)}</row>'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _cell(place: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
    style = ' s="1"' if isinstance(value, float) else ""
    return f'<c r="{place}"{style}><v>{value}</v></c>'


def test_the_header_may_stand_below_other_rows_and_in_another_sheet(tmp_path: Path) -> None:
    notes: list[list[object]] = [["Notes"], ["Nothing here"]]
    rows: list[list[object]] = [
        ["Export of 1 April"],
        [],
        ["Title", "Link", "Date", "id"],
        ["Kelp", "https://a.example/1", 45742.25, 7],
        ["", "", ""],
        ["Rain", "https://a.example/2", 45743.0, 8],
    ]
    book = write_book(tmp_path / "t.xlsx", notes, rows)
    records = read_sources([book]).records
    assert [(r.name, r.title, r.urls) for r in records] == [
        ("7", "Kelp", ("https://a.example/1",)),
        ("8", "Rain", ("https://a.example/2",)),
    ]
    assert records[0].published == datetime(2025, 3, 26, 6, tzinfo=UTC)


def test_a_sheet_without_known_columns_names_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are: a, b"):
        read_sources([write_book(tmp_path / "t.xlsx", [["a", "b"], ["1", "2"]])])


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
