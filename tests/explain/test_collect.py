"""What is collected about two articles: words, names, the path, dates."""

from __future__ import annotations

import pytest

from clustering import cluster
from clustering.result import Result
from tests.explain.conftest import RECORDS
from tests.factories import make_record


def test_articles_of_one_story_are_explained_by_their_words(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.together
    assert why.sentence.startswith("One story")
    assert {"ottoline", "brackwater"} <= {word for word, _ in why.shared_words}
    assert sum(part for _, part in why.shared_words) == pytest.approx(why.similarity, abs=1e-6)


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


def test_names_that_keep_two_apart_are_told(result: Result) -> None:
    why = result.why("ledger", "again")
    assert why.names == (("Ottoline", "Brackwater"), ("Rome",))
    assert (
        "Different names in the titles: Ottoline, Brackwater against Rome."
        in why.text().splitlines()
    )
    assert why.as_dict()["other_names"] == [["Ottoline", "Brackwater"], ["Rome"]]
    shared = result.why("gazette", "tern")
    assert shared.names == ((), ())
    assert "Different names" not in shared.text()


def test_an_article_without_a_date_is_told_with_the_neighbour_it_is_judged_by() -> None:
    undated = make_record("late", "Storm Ottoline floods old harbour of Brackwater", day=None)
    why = cluster([*RECORDS, undated]).why("tern", "late")
    assert why.edge is not None
    assert why.edge.borrowed_date
    assert (
        "   Late · no date · "
        f"{why.right.id}\n"
        "   judged by 2025-03-10 09:00 UTC, the date of the nearest that has one:\n"
        "   Storm Ottoline floods the old harbour of Brackwater · "
    ) in why.text()
    assert "0.2 days apart (by a borrowed date)" in why.text()
    told = why.as_dict()
    assert told["a"]["judged_by"] is None
    assert told["b"]["judged_by"]["published"] == "2025-03-10T09:00:00Z"
    assert told["b"]["published"] is None
    assert told["edge"]["borrowed_date"]


def test_parts_of_a_series_are_told() -> None:
    titles = {"mon": "Police log for 11 March", "tue": "Police log for 12 March"}
    records = [
        make_record(name, title, at, outlet_name="Tide", outlet_domain="tide.example")
        for at, (name, title) in enumerate(titles.items())
    ]
    result = cluster(records)
    why = result.why("mon", "tue")
    assert why.series
    assert not why.together
    assert "parts of one outlet's series" in why.text()
    assert why.as_dict()["series"] is True
    assert not result.why("mon", "mon").series
