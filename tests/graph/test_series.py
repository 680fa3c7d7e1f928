"""Parts of one outlet's series: told by their titles, and never one story."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from clustering.answers.file import Answer, Answers
from clustering.graph.edges import Graph
from clustering.graph.series import are_series_parts, read_template, without_series
from clustering.model import Outlet
from clustering.pipeline import run
from clustering.settings.model import Settings
from clustering.sources import read_sources
from tests.factories import make_article, make_corpus, make_reading, make_record

FIXTURE = Path(__file__).parents[2] / "fixtures" / "series.jsonl"
ROWS = [json.loads(line) for line in FIXTURE.read_text(encoding="utf-8").splitlines()]
APART = sorted({row["kind"] for row in ROWS if row["story"] == row["id"]})
TIDE = Outlet("Tide Post", "tidepost.example")


@cache
def grouped(*, series: bool) -> dict[str, dict[str, int]]:
    """Group the invented parts; return the story of each record, by kind."""
    result = run(read_sources([FIXTURE]), Settings(series=series, jobs=1))
    stories: dict[str, dict[str, int]] = defaultdict(dict)
    for row, article in zip(ROWS, result.corpus.article_of.tolist(), strict=True):
        stories[row["kind"]][row["id"]] = int(result.story_of[article])
    return stories


@pytest.mark.parametrize("kind", APART)
def test_the_parts_of_a_series_are_stories_of_their_own(kind: str) -> None:
    found = grouped(series=True)[kind]
    assert len(set(found.values())) == len(found) == 4


@pytest.mark.parametrize("kind", ["live pages", "update", "names with numbers"])
def test_reports_of_one_event_stay_together_however_alike(kind: str) -> None:
    assert len(set(grouped(series=True)[kind].values())) == 1


def test_without_the_setting_some_parts_are_joined() -> None:
    joined = [kind for kind in APART if len(set(grouped(series=False)[kind].values())) < 4]
    assert {"recaps", "quiz", "episodes"} <= set(joined)


def test_parts_are_no_copies() -> None:
    result = run(read_sources([FIXTURE]), Settings(jobs=1))
    kind_of = {row["id"]: row["kind"] for row in ROWS}
    names = [
        {kind_of[result.reading.records[record].name] for record in group.records}
        for group in result.duplicate_groups
    ]
    assert names
    assert not any(kinds & set(APART) for kinds in names)


def parts(
    *titles: str, days: Sequence[float | None] = (0.0, 1.0), outlets: Sequence[Outlet] = (TIDE,) * 2
) -> bool:
    """Tell whether two articles are parts of a series."""
    made = [
        replace(make_article(str(at), title, day), outlet=outlet)
        for at, (title, day, outlet) in enumerate(zip(titles, days, outlets, strict=True))
    ]
    ends = np.array([0]), np.array([1])
    texts, copies = np.arange(2), np.full(2, -1)
    return bool(are_series_parts(make_corpus(made), *ends, texts, copies)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Azure updates – January 2021", "Azure updates – March 2021"),
        ("Horoscope today, 11 March: Aries", "Horoscope today, 12 March: Leo"),
        ("The week in review: 11 March", "The week in review: 18 March"),
        ("11.03.2024 Presseschau", "12.03.2024 Presseschau"),
        ("Gold price today at 62,000", "Gold price today slips again"),
        ("Week 12 picks: Bills win", "Week 13 picks: Jets win"),
        ("The Slow Hour #41 with Mara", "The Slow Hour #42 with Jon"),
        ("Daily brief: Russia's gas", "Daily brief: a strike at sea"),
        ("今日の天気 3月11日", "今日の天気 3月12日"),
    ],
)
def test_parts_are_told_by_their_titles(one: str, other: str) -> None:
    assert parts(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferry live: Monday 11 March", "Ferry live: Tuesday 12 March"),
        ("No 10 denies a rift", "No 10 names an envoy"),
        ("Dune: Part 2 breaks a record", "Dune: Part 2 wins a prize"),
        ("Storm kills 12 in Selby", "Storm kills 15 in Selby"),
        ("UPDATE 1-Grid bought by Volt", "UPDATE 2-Grid bought by Volt"),
        ("Storm hits the coast - USA TODAY", "Ferry runs aground - USA TODAY"),
        ("Pier collapses on Monday", "Bridge collapses on Monday"),
        ("Starter's guide to the cloud", "Starter's guide to the cloud"),
    ],
)
def test_titles_of_events_are_none(one: str, other: str) -> None:
    assert not parts(one, other)


BRIEF = "Daily brief: rain", "Daily brief: sun"
DATED = "Police log for 11 March", "Police log for 12 March"


def test_parts_are_of_one_outlet_and_of_different_days() -> None:
    assert parts(*BRIEF)
    assert not parts(*BRIEF, days=(0.0, 0.4))
    assert not parts(*BRIEF, outlets=(TIDE, Outlet("Kell Post", "kell.example")))
    assert not parts(*BRIEF, outlets=(Outlet("", ""), Outlet("", "")))


def test_without_dates_the_titles_have_to_tell_the_days() -> None:
    assert parts(*DATED, days=(None, None))
    assert parts(*BRIEF, days=(None, 1.0))
    assert not parts(DATED[0], DATED[0], days=(None, None))


def test_equal_texts_and_copies_are_no_parts() -> None:
    made = [
        replace(make_article(str(at), title, at), outlet=TIDE) for at, title in enumerate(DATED)
    ]
    ends, corpus = (np.array([0]), np.array([1])), make_corpus(made)
    same, none = np.zeros(2, dtype=np.int64), np.full(2, -1)
    assert not are_series_parts(corpus, *ends, same, none)[0]
    assert not are_series_parts(corpus, *ends, np.arange(2), same)[0]


def test_no_pairs_and_no_titles_are_no_parts() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    corpus = make_corpus([make_article("a", "")])
    assert not are_series_parts(corpus, nothing, nothing, np.arange(1), np.arange(1)).any()
    assert read_template("") == ("", "", "", "")


def test_a_person_may_join_two_parts() -> None:
    records = [
        make_record(f"p{at}", title, at, outlet_name="Tide", outlet_domain="tide.example")
        for at, title in enumerate(DATED)
    ]
    reading, settings = make_reading(records), Settings(jobs=1)
    asked = Answers("labels.yaml", [Answer("p0", "p1", "same")])
    assert len(run(reading, settings).stories) == 2
    assert len(run(reading, settings, answers=asked).stories) == 1


def test_parts_of_a_series_have_no_edge_unless_a_related_link_merges_them() -> None:
    titles = ("Tide tables for Monday", "Tide tables for Tuesday", "Tide tables are new")
    made = [make_article(str(at), title, at) for at, title in enumerate(titles)]
    corpus = make_corpus([replace(one, outlet=TIDE) for one in made])
    graph = Graph(
        articles=3,
        left=np.array([0, 0]),
        right=np.array([1, 2]),
        similarity=np.full(2, 0.5),
        strength=np.full(2, 0.5),
        related=np.array([False, False]),
        same_text=np.array([False, False]),
        days_apart=np.ones(2),
        discount=np.ones(2),
        names_differ=np.array([False, False]),
    )
    apart = np.arange(3), np.full(3, -1)
    found = without_series(graph, corpus, *apart, Settings())
    assert (found.right.tolist(), found.strength.tolist()) == ([2], [0.5])
    assert without_series(graph, corpus, *apart, Settings(series=False)) is graph
    linked = replace(graph, related=np.array([True, False]))
    kept = without_series(linked, corpus, *apart, Settings())
    assert (kept.strength.tolist(), kept.discount.tolist()) == ([0.0, 0.5], [0.0, 1.0])
    merged = without_series(linked, corpus, *apart, Settings(related="merge"))
    assert merged.strength.tolist() == [1.0, 0.5]
