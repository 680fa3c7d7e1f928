"""Columns are found by their usual names, or where the user says they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.errors import UsageError
from clustering.model import Record
from clustering.sources import read_sources
from clustering.sources.base import ReadOptions
from clustering.sources.tables.columns import make_mapping, parse_mapping

TABLE = "HEADLINE,LINK,title,Ressort\nKelp,https://a.example/kelp,Not this,Sea\n"


def read_mapped(path: Path, mapping: str, *, keep_columns: bool = False) -> Record:
    options = ReadOptions(columns=parse_mapping(mapping), keep_columns=keep_columns)
    return read_sources([path], options).records[0]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(TABLE)
    return path


def test_a_mapped_column_counts_alone(table: Path) -> None:
    record = read_mapped(table, "title=HEADLINE, url=LINK")
    assert (record.title, record.urls) == ("Kelp", ("https://a.example/kelp",))


def test_a_mapped_column_is_used_for_nothing_else(table: Path) -> None:
    record = read_mapped(table, "outlet=title,title=HEADLINE")
    assert (record.title, record.outlet_name) == ("Kelp", "Not this")


def test_a_mapped_column_may_be_written_in_any_case(table: Path) -> None:
    assert read_mapped(table, "TITLE=headline,topics=ressort").topics == ("Sea",)


def test_a_field_mapped_twice_has_a_second_choice(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n,Second\n")
    assert read_mapped(path, "title=a,title=b").title == "Second"


def test_a_mapped_column_is_found_in_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"kop": "Kelp"}\n{"kop": "Gulls", "title": "x"}\n')
    assert read_mapped(path, "title=kop").title == "Kelp"


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_mapped_column_that_is_not_there_names_those_that_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("a,title\nx,y\n" if name == "t.csv" else '{"a": "x", "title": "y"}\n')
    with pytest.raises(UsageError) as raised:
        read_mapped(path, "title=HEADLINE")
    assert str(raised.value) == (
        f"{path}: no column 'HEADLINE' to take the title from (there are: a, title)."
    )


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("HEADLINE", "'HEADLINE' is not FIELD=COLUMN"),
        ("title=", "'title=' is not FIELD=COLUMN"),
        ("=x", "no field ''"),
        ("story=label", "no field 'story'; the fields are id, title, excerpt, url"),
    ],
)
def test_a_wrong_mapping_says_how_to_write_one(mapping: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_mapping(mapping)


def test_other_columns_are_kept_only_when_asked_for(table: Path) -> None:
    assert read_mapped(table, "title=HEADLINE").extra == ()
    assert read_mapped(table, "title=HEADLINE", keep_columns=True).extra == ("Not this", "Sea")


def test_kept_columns_of_several_sources_are_joined(tmp_path: Path, table: Path) -> None:
    other = tmp_path / "o.jsonl"
    other.write_text(
        '{"title": "Crabs", "n": 3}\n{"title": "Eels", "Ressort": "River", "list": ["a"]}\n'
    )
    post = tmp_path / "p.md"
    post.write_text("---\ntitle: Limpets\n---\n")
    reading = read_sources([table, other, post], ReadOptions(keep_columns=True))
    assert reading.extra_columns == ("Ressort", "n", "list")
    assert [record.extra for record in reading.records] == [
        ("Sea", "", ""),
        ("", "3", ""),
        ("River", "", '["a"]'),
        ("", "", ""),
    ]


def test_a_mapping_in_python_says_the_same_as_the_flag() -> None:
    given = {"Title": ["KOP", "Kop 2"], "url": "a"}
    assert make_mapping(given) == parse_mapping("title=KOP,title=Kop 2,url=a")
    assert make_mapping({}) == ()
    with pytest.raises(UsageError, match="there is no field 'kop'; the fields are id, title"):
        make_mapping({"kop": "x"})
