"""The corridor end to end: partition laws, independence of order, and the seeds' shape."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering import cluster, read
from clustering.errors import UsageError
from clustering.model import Record
from clustering.result import Result
from tests.factories import make_reading, make_record

STORM = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: harbour of Brackwater flooded, ferries cancelled", 0.6),
]
BANK = [
    make_record("voltpage", "Central bank of Vesland holds its key rate at 3.25 per cent", 0.1),
    make_record("quay", "Vesland's central bank keeps key rate at 3.25%", 0.3),
]
ALONE = [make_record("otter", "A lentil recipe for long winter evenings", 0.4)]
ALL = STORM + BANK + ALONE


def partition(result: Result) -> set[frozenset[str]]:
    return {frozenset(article.url for article in story.articles) for story in result.stories}


def test_articles_about_one_event_become_one_story() -> None:
    result = cluster(ALL)
    assert [len(story.articles) for story in result.stories] == [3, 2, 1]
    assert {outlet.domain for outlet in result.stories[0].outlets} == {
        "gazette.example",
        "tern.example",
        "ledger.example",
    }


@pytest.mark.slow("clusters twenty random orders, three times each")
@given(st.permutations(ALL))
@settings(max_examples=20)
def test_the_order_of_records_changes_nothing(records: list[Record]) -> None:
    assert partition(cluster(records)) == partition(cluster(ALL))
    assert [s.id for s in cluster(records).stories] == [s.id for s in cluster(ALL).stories]


@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=6), st.floats(0, 1))
@settings(max_examples=20)
def test_every_article_is_in_exactly_one_story(records: list[Record], cohesion: float) -> None:
    result = cluster(records, cohesion=cohesion)
    members = Counter(member for story in result.stories for member in story.members)
    assert set(members) == set(range(len(result.articles)))
    assert set(members.values()) == {1}


def test_times_without_a_zone_are_utc() -> None:
    naive = [
        replace(record, published=record.published.replace(tzinfo=None))
        for record in ALL[::2]
        if record.published is not None
    ]
    for given_records in (naive + ALL[1::2], make_reading(naive + ALL[1::2])):
        mixed = cluster(given_records)
        assert mixed.articles == cluster(naive + ALL[1::2]).articles
        assert partition(mixed) == partition(cluster(ALL))
        assert {a.published for a in mixed.articles} == {a.published for a in cluster(ALL).articles}
    assert naive[0].published is not None
    assert naive[0].published.tzinfo is None  # the caller's records stay as they were


def test_cohesion_zero_gives_the_connected_components() -> None:
    result = cluster(ALL, cohesion=0.0, link=0.05)
    for position in range(len(result.graph)):
        edge = result.graph.edge(position)
        if edge.strength >= 0.05:
            assert result.story_of[edge.left] == result.story_of[edge.right]


def test_more_equal_texts_than_neighbours_stay_one_story() -> None:
    many = [make_record(f"n{n:04d}", "Storm Ottoline floods Brackwater", None) for n in range(400)]
    assert len(cluster(many, neighbours=20).stories) == 1


def test_related_merge_joins_every_linked_pair() -> None:
    strangers = [*STORM, make_record("kin", "Lentils", 0.5, related_to="gazette")]
    result = cluster(strangers, related="merge")
    assert result.story("kin") is result.story("gazette")


def test_threads_change_nothing() -> None:
    assert partition(cluster(ALL, jobs=1)) == partition(cluster(ALL, jobs=4))


def test_one_page_under_two_urls_is_one_article_and_a_duplicate() -> None:
    again = make_record(
        "again",
        STORM[0].title,
        urls=(f"{STORM[0].urls[0]}?utm_source=feed",),
        outlet_name="Gazette",
    )
    result = cluster([*ALL, again])
    assert len(result.articles) == len(ALL)
    assert [group.kind for group in result.duplicate_groups] == ["same_page"]


def test_no_records_make_an_empty_result() -> None:
    result = cluster([])
    assert result.stories == []
    assert result.counts["articles"] == 0


def test_records_without_any_text_stand_alone() -> None:
    blank = [make_record(name, "", urls=()) for name in ("one", "two")]
    assert len(cluster(blank).stories) == 2


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(UsageError, match="did you mean 'cohesion'"):
        cluster(ALL, cohesoin=0.2)


def test_seconds_are_noted_for_every_stage() -> None:
    seconds = cluster(make_reading(ALL)).seconds
    assert {"articles", "vectors", "pairs", "graph", "stories"} <= set(seconds)
    assert all(value >= 0 for value in seconds.values())


def test_seeds_are_three_stories(shared_data: Path) -> None:
    result = cluster(read(shared_data.parent / "seeds"))
    found = [sorted(outlet.domain for outlet in story.outlets) for story in result.stories]
    assert found == [
        ["techspot.com", "techstory.in", "telecoms.com", "theverge.com"],
        ["techround.co.uk", "ukauthority.com"],
        ["sourcesecurity.com"],
    ]


@pytest.mark.slow("clusters 4,958 real posts")
def test_same_titles_within_a_week_stay_together_on_real_posts(shared_data: Path) -> None:
    result = cluster(read(shared_data / "posts" / "azure"))
    by_title: dict[str, list[int]] = {}
    for position, article in enumerate(result.articles):
        by_title.setdefault(article.title.casefold(), []).append(position)
    together = []
    for same in by_title.values():
        left, right = np.triu_indices(len(same), 1)
        a, b = np.array(same)[left], np.array(same)[right]
        near = np.abs(result.corpus.days[a] - result.corpus.days[b]) < 7
        together += (result.story_of[a] == result.story_of[b])[near].tolist()
    assert len(together) > 100
    assert np.mean(together) >= 0.97
    assert max(len(story.articles) for story in result.stories) <= 60
