"""The corridor end to end: partition laws, independence of order, and the seeds' shape."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clustering import cluster, pipeline, read
from clustering.errors import UsageError
from clustering.model import Record
from clustering.pipeline import run
from clustering.reporting import FORMATS, write
from clustering.result import Result
from clustering.settings.model import choose_settings
from clustering.sources import read_sources
from tests.factories import ALL, ALONE, BANK, STORM, make_reading, make_record


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


@given(st.permutations(ALL))
@settings(max_examples=20)
def test_the_order_of_records_changes_nothing(records: list[Record]) -> None:
    found, expected = cluster(records), cluster(ALL)
    assert partition(found) == partition(expected)
    assert [s.id for s in found.stories] == [s.id for s in expected.stories]


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


def test_related_merge_joins_every_linked_pair() -> None:
    strangers = [*STORM, make_record("kin", "Lentils", 0.5, related_to="gazette")]
    result = cluster(strangers, related="merge")
    assert result.story("kin") is result.story("gazette")


# Two events of one kind on one day, each told by the same two papers.
QUAKES = (
    ("Earthquake of magnitude 5.8 rattles island of Korvane",
     "An earthquake of magnitude 5.8 rattled the island of Korvane early on Tuesday, the seismic "
     "office said. People in Port Selby ran into the streets."),
    ("Korvane shaken by 5.8 tremor, homes in Port Selby damaged",
     "Homes in Port Selby lost roof tiles when a tremor shook Korvane before dawn."),
    ("Earthquake of magnitude 6.0 rattles island of Dunmarrow",
     "An earthquake of magnitude 6.0 rattled the island of Dunmarrow late on Tuesday, the seismic "
     "office said. People in Harl ran into the streets."),
    ("Dunmarrow hit by 6.0 tremor, no wave expected",
     "Families in Harl slept outdoors after a tremor shook Dunmarrow in the evening."),
)  # fmt: skip
STABBINGS = (
    ("Woman held after stabbing outside Oakmere cinema", ""),
    ("Oakmere cinema stabbing: woman, 27, held by police", ""),
    ("Woman held after stabbing outside Pellworth market", ""),
    ("Pellworth market stabbing: police hold woman, 52", ""),
)
RECALLS = (
    ("Brindle recalls 40,000 electric kettles over fire risk", ""),
    ("Fire risk: Brindle calls back 40,000 kettles", ""),
    ("Castorel recalls 12,000 electric heaters over fire risk", ""),
    ("Fire risk: Castorel calls back 12,000 heaters", ""),
)
VERDICTS = (
    ("Former mayor Aldous Crane found guilty of taking bribes", ""),
    ("Jury finds ex-mayor Crane guilty of bribery", ""),
    ("Former minister Petra Volk found guilty of taking bribes", ""),
    ("Jury finds ex-minister Volk guilty of bribery", ""),
)
ELSEWHERE = [
    make_record(f"elsewhere{at}", title, at / 10)
    for at, title in enumerate(
        [
            "Orchard opens its gate to walkers in autumn",
            "Library to lend tools as well as books",
            "Bees found under the roof of a town hall",
            "Choir sings on the new footbridge at noon",
            "Chess final ends in a draw after nine hours",
            "Museum shows early radios from attic finds",
        ]
    )
]


SAME_PAPERS = ("tidepost", "courier", "tidepost", "courier")
OTHER_PAPERS = ("tidepost", "courier", "gazette", "ledger")


@pytest.mark.parametrize(
    ("twins", "papers"),
    [
        (QUAKES, SAME_PAPERS),
        (STABBINGS, SAME_PAPERS),
        (RECALLS, SAME_PAPERS),
        (VERDICTS, SAME_PAPERS),
        (STABBINGS, OTHER_PAPERS),
        (RECALLS, OTHER_PAPERS),
    ],
)
def test_two_events_of_one_kind_are_two_stories(
    twins: tuple[tuple[str, str], ...], papers: tuple[str, ...]
) -> None:
    records = [
        make_record(
            f"r{at}", title, excerpt=excerpt, outlet_name=paper, outlet_domain=f"{paper}.test"
        )
        for at, (paper, (title, excerpt)) in enumerate(zip(papers, twins, strict=True))
    ]
    result = cluster([*records, *ELSEWHERE])
    assert result.story("r0") is result.story("r1")
    assert result.story("r2") is result.story("r3")
    assert result.story("r0") is not result.story("r2")
    assert len(result.stories) == 2 + len(ELSEWHERE)
    assert result.why("r0", "r2").names != ((), ())


def test_one_name_or_number_alone_joins_nothing() -> None:
    titles = [
        "Prince Harvald opens hospice for old sailors",
        "Striker Harvald Kane scores twice as Sennet reach cup final",
        "Miners freed after 11 days below ground",
        "Leak shows camera of the Voltpix 11 phone",
        "Public debt tops $40 trillion as senators argue",
        "Running shoes at a discount of 40% in summer sale",
    ]
    records = [make_record(f"paper{at}", title) for at, title in enumerate(titles)]
    assert len(cluster([*records, *ELSEWHERE]).stories) == len(titles) + len(ELSEWHERE)


@pytest.mark.parametrize("cut", [{"detail": 0.01}, {"detail": 0.7}, {"cohesion": 0.0}])
@pytest.mark.parametrize("link", [0.0, 0.12])
def test_a_related_link_never_joins_alone(cut: dict[str, Any], link: float) -> None:
    kin = make_record("kin", "Lentils", 0.5, related_to="gazette")
    result = cluster([*STORM, kin], link=link, **cut)
    assert result.graph.related.any()
    assert len(result.story("kin").articles) == 1


@pytest.mark.slow("clusters six articles once for each pair of them")
def test_a_related_link_between_any_two_parts_no_others() -> None:
    before = partition(cluster(ALL))
    for one, other in combinations(range(len(ALL)), 2):
        records = list(ALL)
        records[one] = replace(ALL[one], related_urls=ALL[other].urls)
        result = cluster(records)
        assert result.graph.related.any()
        assert all(any(story <= after for after in partition(result)) for story in before)


@pytest.mark.parametrize("detail", [0.01, 0.7, 1.0])
def test_equal_texts_stay_together_at_every_detail(detail: float) -> None:
    copies = [
        make_record(f"n{n:03d}", "Storm Ottoline floods Brackwater", n / 99) for n in range(60)
    ]
    result = cluster([*copies, *BANK, *ALONE], neighbours=5, detail=detail)
    assert len(result.story("n000").articles) == 60


def test_a_finer_detail_only_splits_stories() -> None:
    coarse, *finer = (partition(cluster(ALL + ELSEWHERE, detail=d)) for d in (0.01, 0.3, 0.7, 1.0))
    for fine in finer:
        assert all(any(story <= wide for wide in coarse) for story in fine)
        coarse = fine


def test_a_story_knows_how_it_holds_together_and_what_is_nearest() -> None:
    result = cluster([*STORM, make_record("later", "Brackwater clears its harbour", 0.9), *BANK])
    for story in result.stories:
        assert 0 <= story.outside <= story.inside <= 1
        assert (result.nearest_to(story) is None) is (story.outside == 0)


@pytest.mark.parametrize("cut", [{"detail": 0.01}, {"detail": 1.0}, {"cohesion": 0.0}])
def test_few_articles_and_articles_without_words_are_grouped(cut: dict[str, Any]) -> None:
    blank = [make_record(name, "", urls=()) for name in ("one", "two")]
    assert cluster([], **cut).stories == []
    (alone,) = cluster(ALONE, **cut).stories
    assert (alone.inside, alone.outside, alone.core) == (1.0, 0.0, (True,))
    assert len(cluster([*blank, *ALONE], **cut).stories) == 3


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


@pytest.mark.parametrize("thread", [False, True])
def test_copies_are_the_same_where_another_process_finds_them(
    monkeypatch: pytest.MonkeyPatch, thread: bool
) -> None:
    records = [*ALL, replace(STORM[0], name="again"), replace(BANK[0], name="once more")]
    expected = cluster(records, jobs=1).duplicate_groups
    monkeypatch.setattr(pipeline, "_BESIDE_FROM", 1)
    if thread:
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(cluster, records, jobs=2).result().duplicate_groups
    else:
        found = cluster(records, jobs=2).duplicate_groups
    assert found == expected
    assert len(found) == 2


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


@pytest.mark.slow("clusters 1,500 real posts")
def test_same_titles_within_a_week_stay_together_on_real_posts(shared_data: Path) -> None:
    newest = sorted((shared_data / "posts" / "azure").rglob("*.md"))[-1_500:]
    result = cluster(read(*newest))
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


def test_columns_give_the_same_files_as_objects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written = []
    for many in (0, 1_000):
        monkeypatch.setattr("clustering.arrays.columns.MANY", many)
        result = run(read_sources([Path("fixtures")]), choose_settings().settings)
        assert isinstance(result.stories, list) == bool(many)
        files = write(result, tmp_path / str(many), FORMATS)
        written.append({f.name: f.read_bytes() for f in files if f.name != "run.json"})
    assert written[0] == written[1]
    assert len(written[0]) == 7
