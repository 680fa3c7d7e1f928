"""Reading gold labels: from columns and files, and what is said when there are none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from clustering import sources
from clustering.answers.judged import JudgedPairs
from clustering.errors import UsageError
from clustering.evaluation.gold import GoldLabels, read_gold
from clustering.sources.columns import parse_mapping


def write_lines(path: Path, rows: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    rows = [
        {"id": "x", "title": "One", "story": "s1"},
        {"id": 7, "title": "Two", "story": 12},
        {"title": "Three", "story": None},
        {"title": "Four", "story": " s1 "},
    ]
    return write_lines(tmp_path / "articles.jsonl", rows)


def test_a_column_gives_the_story_of_each_row_that_has_one(articles: Path) -> None:
    gold = read_gold("story", [articles])
    assert isinstance(gold, GoldLabels)
    assert gold.stories == ["s1", "12", "s1"]
    assert [names[-1] for names in gold.names] == ["x", "7", "articles.jsonl:4"]


def test_lines_the_run_will_skip_carry_no_label(articles: Path) -> None:
    with articles.open("a", encoding="utf-8") as stream:
        stream.write("{broken\n[1]\n")
    assert len(read_gold("story", [articles])) == 3


def test_rows_of_a_csv_table_go_by_the_line_they_start_at(tmp_path: Path) -> None:
    path = tmp_path / "articles.csv"
    path.write_text('title;story\n"Two\nlines";a\n\nThree;b\nshort\n', encoding="utf-8")
    gold = read_gold("story", [path])
    assert isinstance(gold, GoldLabels)
    assert gold.stories == ["a", "b"]
    assert [names[-1] for names in gold.names] == ["articles.csv:2", "articles.csv:5"]


@pytest.mark.parametrize(
    ("start", "encoding"), [("", "utf-16"), ("sep=;\n", "utf-8"), ("sep=;\r\n", "utf-16")]
)
def test_labels_are_read_from_every_table_that_sources_read(
    tmp_path: Path, start: str, encoding: str
) -> None:
    table = tmp_path / "articles.csv"
    table.write_bytes(f"{start}id;title;story\na;Ün;s\nb;Two;t\n".encode(encoding))
    gold = read_gold("story", [table])
    assert isinstance(gold, GoldLabels)
    assert gold.stories == ["s", "t"]
    assert [names[-1] for names in gold.names] == [
        r.name for r in sources.read_sources([table]).records
    ]
    path = tmp_path / "gold.tab"
    path.write_bytes(f"{start}record;story\nä;s\n".encode(encoding))
    assert read_gold(str(path), []) == GoldLabels(str(path), [("ä",)], ["s"])


def test_an_id_may_be_in_a_column_of_another_name(tmp_path: Path) -> None:
    table = tmp_path / "articles.csv"
    table.write_text("nr,KOP,story\n7,One,s\n", encoding="utf-8")
    gold = read_gold("story", [table], parse_mapping("id=nr,title=KOP"))
    assert isinstance(gold, GoldLabels)
    assert gold.names[0][-1] == "7"


@pytest.mark.parametrize("column", ["record", "id"])
def test_a_file_names_records(tmp_path: Path, column: str) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [{column: "a.md", "story": "s", "more": 1}])
    assert read_gold(str(path), []) == GoldLabels(str(path), [("a.md",)], ["s"])


def test_a_file_may_be_csv_or_compressed(tmp_path: Path) -> None:
    plain = tmp_path / "gold.csv"
    plain.write_text("record,story\na.md,s\n", encoding="utf-8")
    packed = tmp_path / "gold.tsv.gz"
    packed.write_bytes(gzip.compress(b"record\tstory\na.md\ts\n"))
    for path in (plain, packed):
        assert read_gold(str(path), []) == GoldLabels(str(path), [("a.md",)], ["s"])


def test_a_file_of_pairs_is_told_by_its_columns(tmp_path: Path) -> None:
    rows = [
        {"a": "x", "b": "y", "same_story": True},
        {"a": 1, "b": 2, "same_story": "no"},
        {"a": "x", "b": "z", "same_story": None},
    ]
    path = write_lines(tmp_path / "pairs.jsonl", rows)
    assert read_gold(str(path), []) == JudgedPairs(str(path), ["x", "1"], ["y", "2"], [True, False])


def test_a_missing_column_is_answered_with_the_columns_there_are(articles: Path) -> None:
    with pytest.raises(UsageError, match=r"no such column in .*there are: id, title, story\."):
        read_gold("stroy", [articles])


def test_posts_have_no_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="these sources have no columns; name a file"):
        read_gold("story", [tmp_path])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        ('{"record": "a"}\n', r"expected the columns .*; there are: record\."),
        (
            '{"record": "a", "story": "s"}\n{oops\n',
            r":2: not valid JSON from 'oops' on; correct the line",
        ),
        ('{"record": "a", "story": null}\n', "no row has a gold label"),
        ('{"a": "x", "b": "y", "same_story": "maybe"}\n', r":1: same_story is 'maybe'"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_gold(str(path), [])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.txt", b"a", r"labels are read from a table \(\.csv, "),
        ("gold.jsonl", b"\xff\xfe", r"gold\.jsonl: no rows; expected"),  # UTF-16, and empty
        ("gold.csv", b"record,story\na,s\nb\n", r"gold\.csv:3: 1 values in 2 columns; correct"),
        ("gold.csv", b"record,kind\n", r"expected the columns .*; there are: record, kind\."),
        ("gold.jsonl.gz", b"not packed", r"gold\.jsonl\.gz:1: not valid JSON .*; correct the line"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_gold(str(tmp_path / name), [])


def test_a_file_that_is_not_there_is_not_taken_for_a_column(articles: Path) -> None:
    with pytest.raises(UsageError, match=r"--gold gone\.jsonl: no such file; check the path\."):
        read_gold("gone.jsonl", [articles])
