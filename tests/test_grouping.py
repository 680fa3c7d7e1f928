"""What a run computed, as later stages read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clustering import cluster, read
from clustering.settings.model import Settings
from clustering.stories.linkage.tree import renumber
from tests.factories import make_record

FIXTURES = Path(__file__).parents[1] / "fixtures"
STORM = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tide", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: ferries cancelled at the Brackwater harbour", 0.6),
]
RECORDS = [make_record("tern", "Lentils for winter"), make_record("otter", "Key rate held")]


@pytest.mark.parametrize(
    ("given", "knob", "cut_at"),
    [
        ({}, "detail", Settings().detail),
        ({"detail": 0.35}, "detail", 0.35),
        ({"cohesion": 0.0}, "cohesion", 0.0),
        ({"cohesion": 0.25, "detail": 0.35}, "cohesion", 0.25),
    ],
)
def test_one_knob_cuts_the_tree_and_a_cohesion_takes_the_place_of_the_detail(
    given: dict[str, Any], knob: str, cut_at: float
) -> None:
    result = cluster(RECORDS, **given)
    assert (result.knob, result.cut_at) == (knob, cut_at)


@pytest.mark.parametrize("knob", ["detail", "cohesion"])
def test_the_cut_tree_holds_the_stories_of_every_value_of_the_knob(knob: str) -> None:
    records = read(FIXTURES / "headlines.jsonl")
    at: dict[str, Any] = {knob: 0.5}
    tree = cluster(records, **at).cut_tree
    found = set()
    for value in (0.01, 0.1, 0.3, 0.6, 0.9):
        at[knob] = value
        result = cluster(records, **at)
        stories = renumber(result.story_of)
        assert tree.cut(value).tolist() == stories.tolist()
        assert result.cut_tree.cut(result.cut_at).tolist() == stories.tolist()
        found.add(len(result.stories))
    assert len(found) > 2


def test_the_tree_holds_every_merge_whatever_the_cut() -> None:
    results = cluster(STORM), cluster(STORM, cohesion=0.9)
    heights = [result.tree.height.tolist() for result in results]
    assert heights[0] == heights[1]
    assert len(heights[0]) == 2


def test_names_are_told_as_their_title_writes_them() -> None:
    result = cluster([*STORM, *RECORDS])
    assert result.names_in(result.find("gazette")) == ("Ottoline", "Brackwater")
    assert result.names_in(result.find("otter")) == ()


def test_articles_are_in_the_order_of_their_ids_whatever_that_of_the_records() -> None:
    ids = [article.id for article in cluster(RECORDS).articles]
    assert ids == sorted(ids) == [article.id for article in cluster(RECORDS[::-1]).articles]
