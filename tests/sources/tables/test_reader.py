"""Rows become records by the usual names of their columns; bad lines are named."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from clustering.errors import UsageError
from clustering.model import Reading, Record
from clustering.sources.base import ReadOptions
from clustering.sources.tables.reader import TableSource


def read(path: Path) -> Reading:
    return TableSource().read(str(path), ReadOptions())


def write(path: Path, *rows: Any) -> Path:  # noqa: ANN401
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def read_row(tmp_path: Path, **row: Any) -> Record:  # noqa: ANN401
    return read(write(tmp_path / "t.jsonl", row)).records[0]


def test_every_field_of_a_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.jsonl",
        {
            "id": "a1",
            "title": "Kelp farm  wins",
            "excerpt": "A second licence.",
            "url": "https://courier.example/kelp",
            "outlet": "Saltmarsh Courier",
            "domain": "courier.example",
            "published": "2024-05-02T06:10:00+02:00",
            "topics": ["Harbour"],
            "quality": "41",
            "related": ["https://tideline.example/kelp"],
            "story": "gold label",
        },
    )
    found = read(path)
    assert [used.field for used in found.taken[0].fields] == [
        *("title", "excerpt", "url", "outlet", "domain", "published", "topics", "quality"),
        "related",
    ]
    assert replace(found, taken=()) == Reading(
        [
            Record(
                name="a1",
                source=path.as_posix(),
                title="Kelp farm wins",
                excerpt="A second licence.",
                urls=("https://courier.example/kelp",),
                outlet_name="Saltmarsh Courier",
                outlet_domain="courier.example",
                published=datetime(2024, 5, 2, 4, 10, tzinfo=UTC),
                topics=("Harbour",),
                quality=41.0,
                related_urls=("https://tideline.example/kelp",),
            )
        ],
        [],
        files=1,
    )


def test_an_empty_column_gives_way_to_the_next(tmp_path: Path) -> None:
    record = read_row(
        tmp_path, title="", headline="Kelp", published=False, date="2024-05-02", excerpt=None
    )
    assert record.title == "Kelp"
    assert record.published == datetime(2024, 5, 2, tzinfo=UTC)
    assert record.excerpt == ""


def test_all_urls_are_kept_the_preferred_one_first(tmp_path: Path) -> None:
    record = read_row(
        tmp_path,
        ampWebUrl="https://a.example/x/amp",
        originalUrl="https://a.example/x",
        link="https://a.example/x",
        webUrl="https://a.example/y",
    )
    expected = ("https://a.example/x", "https://a.example/y", "https://a.example/x/amp")
    assert record.urls == expected


def test_the_gold_label_never_reaches_a_record(tmp_path: Path) -> None:
    with_label = read_row(tmp_path, id=1, title="x", story="gold-label-1", topics="Harbour")
    assert "gold-label-1" not in repr(with_label)
    assert with_label == read_row(tmp_path, id=1, title="x", topics="Harbour")


def test_a_row_is_named_by_its_id_only_where_no_other_has_it(tmp_path: Path) -> None:
    ids: list[Any] = ["a", 7, "b", "b", None, "", ["c"], True]
    path = write(tmp_path / "t.jsonl", "", *({"id": value, "title": "x"} for value in ids))
    assert [record.name for record in read(path).records] == [
        "a",
        "7",
        *(f"t.jsonl:{line}" for line in range(4, 10)),
    ]


def test_bad_lines_are_skipped_with_line_and_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.jsonl",
        {"title": "first"},
        "",
        '{"title": "cut off',
        "[1, 2]",
        "null",
        {"excerpt": "no title"},
        {"title": ["a"]},
        "[" * 100_000,
        '{"title": "x", "quality": ' + "9" * 5_000 + "}",
        {"title": "last"},
    )
    with path.open("ab") as handle:
        handle.write(b'{"title": "Caf\xff\x00"}\n{"title": "without line end"}')
    reading = read(path)
    assert [record.title for record in reading.records] == ["first", "last", "without line end"]
    assert [(skip.line, skip.reason) for skip in reading.skipped] == [
        (3, "not valid JSON from '\"cut off' on"),
        (4, 'a list, not an object such as {"title": …}'),
        (5, 'empty, not an object such as {"title": …}'),
        (6, "neither a title nor a URL"),
        (7, "title is a list, not text"),
        (8, "nested deeper than the limit of 100 levels"),
        (9, "a number has too many digits"),
        (11, "not UTF-8 (byte 0xff); save the table as UTF-8"),
    ]
    assert {skip.path for skip in reading.skipped} == {path.as_posix()}


def test_lines_with_columns_of_their_own_are_read_alone_or_together(tmp_path: Path) -> None:
    rows = [
        {"title": f"T{n}", f"c{n % 700}": n} | ({"url": "u"} if n % 3 else {}) for n in range(3_000)
    ]
    path = write(tmp_path / "t.jsonl", *rows)
    reading = TableSource().read(str(path), ReadOptions(keep_columns=True))
    assert [record.title for record in reading.records] == [row["title"] for row in rows]
    assert [bool(record.urls) for record in reading.records] == [bool(n % 3) for n in range(3_000)]
    assert reading.extra_columns == tuple(f"c{n}" for n in range(700))
    assert [text for text in reading.records[2_999].extra if text] == ["2999"]


def test_half_a_surrogate_pair_does_not_reach_the_reports(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", '{"id": "\\ud83d1", "title": "Kelp \\ud83d farm"}')
    record = read(path).records[0]
    assert (record.name, record.title) == ("1", "Kelp farm")


def test_a_byte_order_mark_is_no_part_of_the_first_row(tmp_path: Path) -> None:
    path = tmp_path / "t.ndjson"
    path.write_text('{"title": "Kelp"}\n', encoding="utf-8-sig")
    assert read(path).records[0].title == "Kelp"


@pytest.mark.parametrize(("kept", "titles"), [(0.6, 3), (0.01, 0)])
def test_of_a_damaged_compressed_table_the_rows_before_are_kept(
    tmp_path: Path, kept: float, titles: int
) -> None:
    path = tmp_path / "t.jsonl.gz"
    rows = [json.dumps({"title": "x", "text": str(hash(str(n)) ** 9)}) + "\n" for n in range(3_000)]
    data = gzip.compress("".join(rows).encode())
    path.write_bytes(data[: int(len(data) * kept)])
    reading = read(path)
    assert len(reading.records) >= titles
    assert len(reading.skipped) == 1
    assert reading.skipped[0].line == len(reading.records) + 1
    assert reading.skipped[0].reason.startswith("cannot be read from here on")


def test_a_table_that_is_not_compressed_but_says_so_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl.gz", {"title": "x"})
    assert [record.title for record in read(path).records] == ["x"]


def test_a_table_without_a_title_or_url_column_names_those_that_are_there(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", {"a": 1, "same_story": True}, {"b": 2})
    with pytest.raises(UsageError, match=r"t\.jsonl: .*'title'.*\(there are: a, same_story, b\)"):
        read(path)


def test_one_recognised_row_makes_it_a_table(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "t.jsonl", {"a": 1}, {"headline": "x"}))
    assert (len(reading.records), len(reading.skipped)) == (1, 1)


def test_progress_is_told_every_ten_thousand_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "t.jsonl", *({"title": "x"} for _ in range(20_001)))
    seen: list[tuple[str, int, int | None]] = []
    TableSource().read(str(path), ReadOptions(), lambda *step: seen.append(step))
    assert [(what, done) for what, done, _ in seen] == [
        ("reading t.jsonl", 10_000),
        ("reading t.jsonl", 20_000),
    ]


def test_an_outlet_is_read_without_its_escapes(tmp_path: Path) -> None:
    assert read_row(tmp_path, title="x", outlet="Reef%2c Inc.").outlet_name == "Reef, Inc."


@pytest.fixture(scope="module")
def noise() -> list[str]:
    """Hard to compress: the 128 kB that Python 3.12 reads ahead are a small part of the file."""
    bits = Random(0)
    return [f"storm {number} {bits.randbytes(100).hex()}" for number in range(100_000)]


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.jsonl.gz", "t.csv.gz"])
def test_progress_tells_the_rows_in_all_from_the_bytes_read(
    tmp_path: Path, noise: list[str], name: str
) -> None:
    is_json = "jsonl" in name
    lines = [f'{{"title": "{row}"}}' for row in noise] if is_json else ["title", *noise]
    data = "".join(f"{line}\n" for line in lines).encode()
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
    totals: list[int | None] = []
    TableSource().read(str(tmp_path / name), ReadOptions(), lambda *told: totals.append(told[2]))
    assert len(totals) == 10
    assert all(total == pytest.approx(100_000, rel=0.25) for total in totals)
    assert totals[-1] == pytest.approx(100_000, rel=0.03)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("labelled/uci_dense", 6_366),
        ("labelled/groundnews_2026", 3_307),
        ("labelled/wikinews", 537),
        ("labelled/semeval22_en.articles", 700),
        ("unlabelled/rss_stream", 1_987),
    ],
)
def test_real_tables_are_read_without_a_skip(shared_data: Path, name: str, rows: int) -> None:
    reading = read(shared_data / f"{name}.jsonl")
    assert (len(reading.records), reading.skipped) == (rows, [])
    assert len({record.name for record in reading.records}) == rows
    assert all(record.urls for record in reading.records)
    assert sum(bool(record.title and record.outlet_name) for record in reading.records) > 0.9 * rows
