"""Reading gold labels: from columns and files, and what is said when there are none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from clustering import sources
from clustering.answers.judged import JudgedPairs
from clustering.articles.merge import merge
from clustering.errors import UsageError
from clustering.evaluation.gold import GoldLabels, GoldStories, locate_gold_stories, read_gold
from clustering.sources import read_sources
from clustering.sources.tables.columns import parse_mapping
from tests.factories import make_reading, make_record


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


SOUP = "https://soups.example/ten-soups"
READING = make_reading(
    [
        make_record("a", "Harbour bridge shut"),
        make_record("b", "Bridge in the harbour is shut"),
        *(make_record(name, "Ten soups", urls=(SOUP,)) for name in ("c", "c2", "c3")),
    ]
)
CORPUS = merge(READING.records)


def settled(*labels: tuple[str, str]) -> GoldStories:
    gold = GoldLabels("gold.jsonl", [(name,) for name, _ in labels], [story for _, story in labels])
    return locate_gold_stories(READING, CORPUS, gold)


def story_of(stories: GoldStories, record: int) -> str | None:
    at = int(stories.story_of[CORPUS.article_of[record]])
    return stories.names[at] if at >= 0 else None


def test_labels_find_articles_by_record_id_and_url() -> None:
    article = CORPUS.articles[int(CORPUS.article_of[1])]
    stories = settled(("a", "bridge"), (article.id, "bridge"), (f"{SOUP}?utm_source=x", "s"))
    assert [story_of(stories, record) for record in range(5)] == ["bridge", "bridge", "s", "s", "s"]
    assert (stories.label_count, stories.matched_count, stories.labelled) == (3, 3, 3)


def test_an_article_takes_the_label_most_of_its_records_have() -> None:
    stories = settled(("c", "other"), ("c2", "soup"), ("c3", "soup"), ("a", "bridge"))
    assert story_of(stories, 2) == "soup"
    assert stories.disputed == 1


def test_among_equals_the_first_label_counts() -> None:
    assert story_of(settled(("c2", "z"), ("c", "y")), 2) == "z"
    assert story_of(settled(("c", "y"), ("c2", "z")), 2) == "y"


def test_labels_for_strangers_are_counted() -> None:
    stories = settled(("a", "bridge"), ("gone", "bridge"))
    assert (stories.label_count, stories.matched_count, stories.labelled) == (2, 1, 1)
    assert story_of(stories, 1) is None


def test_when_nothing_matches_one_name_of_each_kind_is_shown() -> None:
    with pytest.raises(UsageError, match=r"records such as 'gone', and .* such as 'a'"):
        settled(("gone", "bridge"))


def test_a_column_finds_its_rows_whatever_sources_call_them(tmp_path: Path) -> None:
    """Unique ids, repeated ids, rows without one, and two tables with the same ids."""
    rows = [{"id": "x"}, {"id": "twice"}, {"id": "twice"}, {}, {"id": "y"}]
    paths = []
    for name in ("one.jsonl", "two.jsonl"):
        lines = [
            json.dumps(row | {"title": f"{name} {line} headline", "story": f"{name}-{line}"})
            for line, row in enumerate(rows)
        ]
        paths.append(tmp_path / name)
        paths[-1].write_text("\n".join(lines), encoding="utf-8")
    for read in (paths[:1], paths):
        reading = read_sources(read)
        corpus = merge(reading.records)
        gold = read_gold("story", read)
        assert isinstance(gold, GoldLabels)
        stories = locate_gold_stories(reading, corpus, gold)
        titles = [record.title for record in reading.records]
        labels = [stories.names[at] for at in stories.story_of[corpus.article_of]]
        assert labels == [title.removesuffix(" headline").replace(" ", "-") for title in titles]


def test_posts_go_by_their_path_inside_the_folder_or_as_the_user_wrote_it(tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    (folder / "sub").mkdir(parents=True)
    for name in ("sub/a.md", "b.md"):
        (folder / name).write_text(f"---\ntitle: The post {name}\n---\n", encoding="utf-8")
    reading = read_sources([folder])
    corpus = merge(reading.records)
    gold = GoldLabels("g", [("sub/a.md",), (f"{folder.as_posix()}/b.md",)], ["s", "s"])
    assert locate_gold_stories(reading, corpus, gold).matched_count == 2


def test_every_article_keeps_at_most_one_story() -> None:
    stories = settled(*[(name, f"{turn}") for turn in range(3) for name in ("a", "b", "c")])
    assert stories.story_of.shape == (len(CORPUS),)
    assert np.isin(stories.story_of, [0]).all()
    assert stories.disputed == 3
