"""Settling labels on articles: every name a record goes by, and records that disagree."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from clustering.articles.merge import merge
from clustering.errors import UsageError
from clustering.evaluation.gold import GoldLabels, read_gold
from clustering.evaluation.gold_stories import GoldStories, locate_gold_stories
from clustering.sources import read_sources
from tests.factories import make_reading, make_record

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
    for sources in (paths[:1], paths):
        reading = read_sources(sources)
        corpus = merge(reading.records)
        gold = read_gold("story", sources)
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
