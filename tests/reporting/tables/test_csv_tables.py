"""The CSV tables read back as what was put in, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering import reporting
from clustering.duplicates import DuplicateGroup, DuplicatePair
from clustering.model import Reading
from clustering.reporting.tables import csv_tables as tables
from clustering.reporting.tables import typed_tables
from clustering.reporting.tables.csv_tables import (
    _cells,
    _rounded,
    _same_rows,
    _write_cells,
    safe_cell,
    write_assignments,
)
from clustering.reporting.tables.records import group_of_records
from clustering.result import Result
from clustering.stories.story import First
from tests.factories import text_written
from tests.reporting.conftest import Piece, build


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.fixture
def folder(result: Result, tmp_path: Path) -> Path:
    reporting.write(result, tmp_path / "report", ["csv"])
    return tmp_path / "report"


def test_assignments_have_one_row_for_each_record_in_input_order(
    folder: Path, result: Result
) -> None:
    header = (folder / "assignments.csv").read_text().splitlines()[0]
    assert header == (
        "record,source,article,story,thread,core,duplicate_group,duplicate_kind,keep,title,outlet,"
        "published,url"
    )
    rows = read(folder, "assignments.csv")
    records = result.reading.records
    assert [row["record"] for row in rows] == [record.name for record in records]
    assert [row["title"] for row in rows] == [record.title for record in records]
    assert [row["url"] for row in rows] == [record.urls[0] for record in records]
    assert [row["article"] for row in rows] == ["a0", "a1", "a2", "a3", "a4", "a5", "a6", "a6"]
    assert [row["story"] for row in rows] == ["s-a0"] * 4 + ["s-a4"] * 2 + ["s-a6"] * 2
    assert rows[0]["published"] == "2023-08-31T12:00:00Z"
    assert rows[-1]["published"] == ""


def test_keep_says_yes_once_in_each_group_and_nothing_outside(folder: Path) -> None:
    rows = read(folder, "assignments.csv")
    assert [row["keep"] for row in rows] == ["yes", "", "no", "", "", "", "no", "yes"]
    assert [row["duplicate_kind"] for row in rows] == [
        "wire_copy", "", "wire_copy", "", "", "", "same_page", "same_page",
    ]  # fmt: skip


def test_a_record_without_its_own_values_shows_those_of_its_article(
    result: Result, tmp_path: Path
) -> None:
    first, *others = result.reading.records
    bare = replace(first, title="", urls=(), outlet_name="", outlet_domain="", published=None)
    reading = Reading([bare, *others], [], 1)
    reporting.write(replace(result, reading=reading), tmp_path / "report", ["csv"])
    row = read(tmp_path / "report", "assignments.csv")[0]
    assert row["title"] == "Ministers sign harbour deal"
    assert row["outlet"] == "The Daily"
    assert row["published"] == "2023-08-31T12:00:00Z"
    assert row["url"] == "https://daily.example/a0"


def test_duplicates_list_the_record_to_keep_first_with_the_reason(folder: Path) -> None:
    rows = read(folder, "duplicates.csv")
    assert [(row["duplicate_group"], row["keep"], row["record"]) for row in rows] == [
        ("d0", "yes", "table.csv:2"),
        ("d0", "no", "table.csv:4"),
        ("d6", "yes", "table.csv:9"),
        ("d6", "no", "table.csv:8"),
    ]
    assert {row["reason"] for row in rows} == {"published first"}


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_a_group_that_is_cut_between_two_pieces_is_written_as_in_one(
    at_once: int, folder: Path, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_AT_ONCE", at_once)
    assert (
        text_written(tables.write_duplicates_table, result)
        == (folder / "duplicates.csv").read_text()
    )


def test_the_pairs_of_a_group_are_looked_through_once_whatever_its_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copies = [Piece("Sea wall gone", f"{at}", f"{at}.example", copy_of="a0") for at in range(9)]
    asked: list[str] = []

    def pairs_of(group: DuplicateGroup) -> dict[int, DuplicatePair]:
        asked.append(group.id)
        return {}

    monkeypatch.setattr(typed_tables, "pair_of_each_copy", pairs_of)
    assert (
        len(
            text_written(
                tables.write_duplicates_table, build([[Piece("Sea wall gone"), *copies]])
            ).splitlines()
        )
        == 11
    )
    assert len(asked) == 1


def test_stories_have_one_row_each(folder: Path) -> None:
    row = read(folder, "stories.csv")[0]
    assert row == {
        "story": "s-a0",
        "thread": "t-a0",
        "headline": "Ministers sign harbour deal",
        "independent_outlets": "2",
        "outlet_count": "3",
        "article_count": "4",
        "first_published": "2023-08-31T12:00:00Z",
        "last_published": "2023-09-02T14:00:00Z",
        "first_outlet": "The Daily",
        "outlets": "The Daily; Coast News; Wire Copy",
        "cohesion": "0.3333",
        "inside": "0.6667",
        "outside": "0.1667",
        "mark": "one event",
        "fringe": "0",
        "keywords": "harbour; deal",
    }
    assert len(read(folder, "stories.csv")) == 3


def test_the_fringe_is_marked_and_counted(leaning: Result, tmp_path: Path) -> None:
    reporting.write(leaning, tmp_path / "report", ["csv"])
    rows = read(tmp_path / "report", "assignments.csv")
    assert [row["core"] for row in rows] == ["true", "true", "false", "true"]
    assert [row["fringe"] for row in read(tmp_path / "report", "stories.csv")] == ["1", "0"]


def test_the_first_outlet_is_empty_unless_it_is_known(result: Result, tmp_path: Path) -> None:
    first, *others = result.stories
    tie = replace(first, first=First(first.outlets[:2], first.first_published, True))
    reporting.write(replace(result, stories=[tie, *others]), tmp_path / "report", ["csv"])
    rows = read(tmp_path / "report", "stories.csv")
    assert [row["first_outlet"] for row in rows] == ["", "Coast News", ""]


def test_no_cell_of_hostile_text_is_a_formula(hostile: Result, tmp_path: Path) -> None:
    reporting.write(hostile, tmp_path / "report", ["csv"])
    for name in ("stories.csv", "duplicates.csv", "assignments.csv"):
        for row in read(tmp_path / "report", name):
            for value in row.values():
                assert not value.startswith(("=", "+", "-", "@", "\t", "\r")), (name, value)
    titles = [row["title"] for row in read(tmp_path / "report", "assignments.csv")]
    assert titles[1] == '\'=HYPERLINK("http://evil.example","click")'
    assert titles[8] == "line\nbreak\nand\ttab"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_made_harmless(start: str) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    assert safe_cell("1 = 1") == "1 = 1"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (" =1+1", "' =1+1"),
        ("\n=1+1", "\n'=1+1"),
        ("\u00a0\ufeff@x", "'\u00a0\ufeff@x"),
        ("one\n=1+1\ntwo\r -1", "one\n'=1+1\ntwo\r' -1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b1", "'\uff0b1"),
        (" one", " one"),
        ("one\ntwo = 2", "one\ntwo = 2"),
    ],
)
def test_a_formula_hides_behind_no_space_and_in_no_line(text: str, safe: str) -> None:
    assert safe_cell(text) == safe


def test_names_of_kept_columns_are_no_formulas(result: Result, tmp_path: Path) -> None:
    names = ("=1+1", " @x", "\uff1dy")
    records = [replace(record, extra=("1", "=2", "-3")) for record in result.reading.records]
    reporting.write(
        replace(result, reading=Reading(records, [], 1, names)), tmp_path / "report", ["csv"]
    )
    row = read(tmp_path / "report", "assignments.csv")[0]
    assert {name: row[name] for name in list(row)[-3:]} == {
        "'=1+1": "1",
        "' @x": "'=2",
        "'\uff1dy": "-3",
    }


def test_names_that_can_do_no_harm_stay_joinable(result: Result, tmp_path: Path) -> None:
    names = ["-12", "-aB3x_9", "+1.5", "=1", "-1+cmd|'x'!A0", "@x", "plain", "-:8"]
    records = [
        replace(record, name=name)
        for record, name in zip(result.reading.records, names, strict=True)
    ]
    renamed = replace(result, reading=Reading(records, [], 1))
    shown = [
        row["record"]
        for row in csv.DictReader(
            io.StringIO(text_written(reporting.REPORT_FILES["csv"]["assignments.csv"], renamed))
        )
    ]
    assert shown == [
        "-12", "-aB3x_9", "+1.5", "'=1", "'-1+cmd|'x'!A0", "'@x", "plain", "-:8",
    ]  # fmt: skip


@given(st.lists(st.tuples(*[st.text(',"\n\r\t ab=-\u2028\u00e9', max_size=6)] * 2), max_size=8))
def test_cells_are_quoted_so_that_every_reader_gets_them_back(rows: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    cells = [_cells("title", column) for column in zip(*rows, strict=True)]
    _write_cells([zip(*cells, strict=True)], ("title", "outlet"), stream)
    expected = [["title", "outlet"], *([safe_cell(one) for one in row] for row in rows)]
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == expected


def test_figures_and_texts_may_stand_in_one_column() -> None:
    assert _cells("title_score", [0.5, "", 12, 1e-9, "a,b"]) == ["0.5", "", "12", "1e-09", '"a,b"']


@given(st.floats(-1e9, 1e9) | st.floats(-1, 1) | st.floats(0, 0.001))
def test_a_figure_is_written_as_it_is_rounded(figure: float) -> None:
    assert _rounded(figure) == str(round(figure, 4))


assignments = partial(text_written, write_assignments)


def one_by_one(result: Result) -> Result:
    """Return a result whose records are objects, of which each has its own row."""
    return replace(result, reading=replace(result.reading, records=list(result.reading.records)))


def test_the_table_is_that_of_each_record_by_itself(posts: Result) -> None:
    assert assignments(posts) == text_written(write_assignments, one_by_one(posts))


def test_records_with_one_row_say_the_same_and_went_the_same_way(posts: Result) -> None:
    same, records = _same_rows(posts), posts.reading.records
    assert same is not None
    first, row_of = same
    assert len(first) < len(records) == len(row_of)
    group_of = group_of_records(posts)
    rows = [
        (
            record.title,
            record.urls,
            record.published,
            record.is_own,
            posts.corpus.article_of[at],
            (group := group_of.get(at)) and (group.id, group.keep_record == at),
        )
        for at, record in enumerate(records)
    ]
    assert [rows[first[row]] for row in row_of.tolist()] == rows


def test_records_that_are_objects_have_rows_of_their_own(posts: Result) -> None:
    assert _same_rows(one_by_one(posts)) is None


def test_records_of_a_store_have_no_row(posts: Result) -> None:
    some = replace(posts, reading=replace(posts.reading, remembered=10))
    same = _same_rows(some)
    assert same is not None
    assert len(same[1]) == len(posts.reading.records) - 10
    assert assignments(some) == text_written(write_assignments, one_by_one(some))
