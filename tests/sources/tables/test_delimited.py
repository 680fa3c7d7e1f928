"""CSV and TSV are cut into rows as they were meant; a bad row costs only itself."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.errors import UsageError
from clustering.model import Reading
from clustering.sources.base import ReadOptions
from clustering.sources.tables import delimited
from clustering.sources.tables import reader as tables
from clustering.sources.tables.columns import ColumnFinder
from clustering.sources.tables.delimited import NEVER_CLOSED, cut_delimited
from clustering.sources.tables.reader import TableSource
from clustering.sources.tables.rows import Rows

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "tables"


def read(path: Path) -> Reading:
    return TableSource().read(str(path), ReadOptions())


def read_text(tmp_path: Path, text: str | bytes, name: str = "t.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def titles(reading: Reading) -> list[str]:
    return [record.title for record in reading.records]


def skips(reading: Reading) -> list[tuple[int | None, str]]:
    return [(skip.line, skip.reason) for skip in reading.skipped]


def test_the_samples_are_read_without_a_skip() -> None:
    harbour, related = read(FIXTURES / "harbour.csv"), read(FIXTURES / "related.tsv")
    assert (harbour.skipped, related.skipped) == ([], [])
    first = harbour.records[0]
    assert first.title == 'Tessarine recalls "Furl" phones over hinge fault'
    assert first.excerpt.endswith("can crack. It will replace all of them.")
    assert first.published is not None
    assert first.published.isoformat() == "2025-03-25T11:00:00+00:00"
    assert (first.outlet_name, first.outlet_domain) == ("Corrin Courier", "courier.example")
    assert "S-furl" not in repr(harbour.records)
    assert [len(record.related_urls) for record in related.records] == [2, 1, 0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "T.CSV"])
def test_the_delimiter_is_the_one_that_makes_sense_of_the_header(
    tmp_path: Path, delimiter: str, name: str
) -> None:
    lines = (["id", "title", "url"], ["7", "Kelp, gulls; crabs | more", "https://a.example/x"])
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    record = read_text(tmp_path, text.getvalue(), name).records[0]
    assert (record.name, record.title) == ("7", "Kelp, gulls; crabs | more")


@pytest.mark.parametrize("before", ["", "\r\n"])
@pytest.mark.parametrize("behind", ["", "\r\n", "\r\n \r\n"])
def test_a_separator_line_of_excel_is_obeyed(tmp_path: Path, before: str, behind: str) -> None:
    table = f"{before}sep=^\r\n{behind}title^url\r\nKelp, a weed^x\r\n"
    assert titles(read_text(tmp_path, table)) == ["Kelp, a weed"]


@pytest.mark.parametrize("table", ["sep=;\n", "sep=;\n\n", "\n\n"])
def test_a_separator_line_without_a_table_has_no_records(tmp_path: Path, table: str) -> None:
    assert titles(read_text(tmp_path, table)) == []


def test_a_table_of_one_column_is_read(tmp_path: Path) -> None:
    assert titles(read_text(tmp_path, "headline\nKelp\n\nGulls\n")) == ["Kelp", "Gulls"]


@pytest.mark.parametrize(
    "data",
    [
        "title,url\nCafé,x\n".encode(),
        "title,url\nCafé,x\n".encode("utf-8-sig"),
        "title,url\nCafé,x\n".encode("utf-16"),
        b"title,url\rCaf\xc3\xa9,x\r",
        b"\r\n\r\n title , url \r\nCaf\xc3\xa9,x",
        b'"title","url"\n"Caf\xc3\xa9","x"\n',
    ],
)
def test_encodings_marks_and_line_ends(tmp_path: Path, data: bytes) -> None:
    reading = read_text(tmp_path, data)
    assert (titles(reading), reading.skipped) == (["Café"], [])


def test_of_a_damaged_compressed_table_the_rows_before_are_kept(tmp_path: Path) -> None:
    rows = "".join(f"Kelp {hash(str(n))},u{n}\n" for n in range(40_000))
    data = gzip.compress(f"title,url\n{rows}".encode())
    reading = read_text(tmp_path, data[: len(data) // 2], "t.csv.gz")
    assert len(reading.records) > 10_000
    assert len(reading.skipped) == 1
    assert "cannot be read from here on" in reading.skipped[0].reason


def test_rows_are_named_by_the_line_they_start_at(tmp_path: Path) -> None:
    text = 'title,excerpt\n"Kelp\nfarm","two\n\nlines"\n\nGulls,x\n"Crabs",y\n'
    reading = read_text(tmp_path, text)
    assert [(r.name, r.title) for r in reading.records] == [
        ("t.csv:2", "Kelp farm"),
        ("t.csv:7", "Gulls"),
        ("t.csv:8", "Crabs"),
    ]


def test_rows_with_the_wrong_number_of_values_are_skipped(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "id,title,url\n1,a\n2,b,x,\n3,c, d,x\n4,e,x\n,,\n")
    assert titles(reading) == ["b", "e"]
    assert skips(reading) == [
        (2, "2 values in 3 columns"),
        (4, "4 values in 3 columns"),
        (6, "neither a title nor a URL"),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        '2,"Kelp,x',
        '2,Kelp,"x',
        '"2,Kelp,x',
        '2,"Kelp ""quoted"",x',
    ],
)
@pytest.mark.parametrize("after", [["3,Gulls,y", "4,Crabs,z"], ['3,"Gulls",y', '4,"Crabs",z'], []])
def test_a_quotation_mark_that_is_never_closed_costs_one_row(
    tmp_path: Path, bad: str, after: list[str]
) -> None:
    reading = read_text(tmp_path, "\n".join(["id,title,url", "1,First,w", bad, *after, ""]))
    assert titles(reading)[:1] == ["First"]
    assert titles(reading)[-2:] == (["Gulls", "Crabs"] if after else titles(reading)[-2:])
    if after:
        assert skips(reading) == [(3, NEVER_CLOSED)]


def test_text_after_a_closing_quotation_mark_is_kept(tmp_path: Path) -> None:
    reading = read_text(tmp_path, 'id,title\n1,"Kelp" farm wins\n2,a 5" pipe\n')
    assert (titles(reading), reading.skipped) == (["Kelp farm wins", 'a 5" pipe'], [])


def test_a_row_in_another_encoding_is_recognized_among_the_others(tmp_path: Path) -> None:
    reading = read_text(tmp_path, b"title,url\nKelp,x\nCaf\xe9,y\nCaf\xc3\xa9,z\n")
    assert titles(reading) == ["Kelp", "Café", "Café"]
    assert reading.taken[0].notes == ("1 line is read as Windows-1252",)


def test_a_row_in_no_encoding_is_skipped_and_the_others_are_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, b"title,url\nKelp,x\nCaf\xff\x00,y\nCaf\xc3\xa9,z\n")
    assert titles(reading) == ["Kelp", "Café"]
    assert skips(reading) == [(3, "not UTF-8 (byte 0xff); save the table as UTF-8")]


def test_a_line_over_the_limit_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "CHARACTERS_AT_A_TIME", 100)
    path = tmp_path / "t.csv"
    path.write_text("title\nKelp\n" + "x" * 5_000 + "\nGulls\n")
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 1_000)
    reading = read(path)
    assert titles(reading) == ["Kelp", "Gulls"]
    assert skips(reading) == [(3, "longer than the limit of 1,000 characters")]


def test_a_value_may_be_longer_than_the_parsers_own_limit(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    reading = read_text(tmp_path, f'title,text\nKelp,"{"word " * 40_000}"\n')
    assert len(reading.records[0].excerpt) == 199_999
    assert csv.field_size_limit() == before


@pytest.mark.parametrize("text", ["", "\n\n", "title,url\n", "\ufeff"])
def test_a_table_without_rows_has_no_records(tmp_path: Path, text: str) -> None:
    reading = read_text(tmp_path, text)
    assert (reading.records, reading.skipped) == ([], [])


def test_a_header_without_a_title_or_a_url_is_refused_even_without_rows(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--columns title=COLUMN \(there are: a, b c\)"):
        read_text(tmp_path, "a,b c\n")


@given(
    table=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
            min_size=2,
            max_size=2,
        ),
        max_size=12,
    ),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 80),
)
def test_what_a_csv_writer_writes_is_cut_as_it_was(
    table: list[list[str]], delimiter: str, line_end: str, size: int
) -> None:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_NONNUMERIC
    )
    writer.writerows([["title", "url"], *table])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "CHARACTERS_AT_A_TIME", size)
        stream = io.BufferedReader(io.BytesIO(text.getvalue().encode()))
        cuts = list(cut_delimited(stream, ColumnFinder(()), "t.csv", 10_000))
    assert all(isinstance(cut, Rows) for cut in cuts)
    assert [list(row) for cut in cuts if isinstance(cut, Rows) for row in cut.values] == table


@given(st.text(st.sampled_from('a,"\n\r'), max_size=60), st.integers(1, 20))
def test_no_text_is_read_differently_block_by_block(text: str, size: int) -> None:
    def cut(block: int) -> list[object]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(delimited, "CHARACTERS_AT_A_TIME", block)
            stream = io.BufferedReader(io.BytesIO(f"title,url\n{text}".encode()))
            found: list[object] = []
            for cut in cut_delimited(stream, ColumnFinder(()), "t.csv", 10_000):
                if isinstance(cut, Rows):
                    found += zip(cut.lines, map(list, cut.values), strict=True)
                else:
                    found.append(tuple(cut))
            return sorted(found, key=str)

    assert cut(size) == cut(10_000)
