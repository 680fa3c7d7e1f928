"""Explanations: the words, the evidence, the merge, and what would change the verdict."""

from __future__ import annotations

import json

import pytest

from clustering import cluster
from clustering.pipeline import Result
from tests.factories import make_record

RECORDS = [
    make_record("gazette", "Storm Ottoline floods the old harbour of Brackwater", 0.0),
    make_record("tern", "Brackwater's old harbour under water after storm Ottoline", 0.2),
    make_record("ledger", "Ottoline: ferries cancelled at the Brackwater harbour", 0.6),
    make_record("voltpage", "Central bank of Vesland holds its key rate", 0.1),
    make_record("again", "Ferries cancelled as rail strike begins in Rome", 0.5),
]


@pytest.fixture(scope="module")
def result() -> Result:
    return cluster(RECORDS)


def test_articles_of_one_story_are_explained_by_their_words(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.together
    assert why.sentence.startswith("One story")
    assert {"ottoline", "brackwater"} <= {word for word, _ in why.shared_words}
    assert sum(part for _, part in why.shared_words) == pytest.approx(why.similarity, abs=1e-6)


def test_what_would_part_them_does(result: Result) -> None:
    why = result.why("gazette", "ledger")
    assert why.merge is not None
    assert f"{why.merge.height:.3f}" in why.change
    parted = cluster(RECORDS, cohesion=min(1.0, why.merge.height + 0.001))
    assert not parted.why("gazette", "ledger").together
    joined = cluster(RECORDS, cohesion=why.merge.height - 0.001)
    assert joined.why("gazette", "ledger").together


def test_unconnected_articles_say_so(result: Result) -> None:
    why = result.why("gazette", "voltpage")
    assert not why.together
    assert why.merge is None
    assert why.path == []
    assert "no chain of links" in why.sentence


def test_the_path_runs_from_one_to_the_other_by_strong_links(result: Result) -> None:
    why = result.why("tern", "ledger")
    assert why.steps[0].id == why.left.id
    assert why.steps[-1].id == why.right.id
    assert len(why.steps) == len(why.path) + 1
    assert why.weakest is not None
    assert why.weakest.strength >= result.settings.link


def test_explaining_is_symmetric(result: Result) -> None:
    one, other = result.why("gazette", "ledger"), result.why("ledger", "gazette")
    assert one.similarity == other.similarity
    assert one.merge is not None
    assert other.merge is not None
    assert one.merge.height == other.merge.height
    assert one.merge.left_size == other.merge.right_size


def test_an_article_and_itself_are_one_article(result: Result) -> None:
    assert "one article" in result.why("gazette", "gazette").sentence


def test_text_and_json_say_the_same(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.sentence in why.text()
    values = json.loads(json.dumps(why.as_dict()))
    assert values["sentence"] == why.sentence
    assert values["together"] is True
    assert values["edge"]["strength"] > 0
