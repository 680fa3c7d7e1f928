"""Explanations: the words, the evidence, the merge, and what would change the verdict."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering import cluster
from clustering.explain import Merge
from clustering.result import Result
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


def advised(change: str) -> float:
    """Return the value of the knob that a sentence of advice names."""
    found = re.search(r"\d\.\d+", change)
    assert found is not None, change
    return float(found[0])


@pytest.mark.parametrize("pair", [("gazette", "tern"), ("gazette", "ledger"), ("tern", "ledger")])
def test_following_the_advice_on_a_fixed_cut_parts_and_joins_them(pair: tuple[str, str]) -> None:
    together = cluster(RECORDS, cohesion=0.0).why(*pair)
    assert together.change.startswith("A cohesion above ")
    parted = cluster(RECORDS, cohesion=advised(together.change) + 1e-9).why(*pair)
    assert not parted.together
    assert parted.change.endswith(" or less joins them.")
    assert cluster(RECORDS, cohesion=advised(parted.change)).why(*pair).together


# As the last of RECORDS, with no name that keeps it apart.
NEAR = [*RECORDS[:4], make_record("again", "Ferries cancelled as rail strike begins", 0.5)]


def test_following_the_advice_on_the_detail_parts_and_joins_them() -> None:
    parted = cluster(NEAR).why("ledger", "again")
    assert parted.change.endswith(" or less joins them.")
    detail = advised(parted.change)
    together = cluster(NEAR, detail=detail).why("ledger", "again")
    assert together.together
    assert together.change == f"A detail above {detail:g} parts them."
    assert not cluster(NEAR, detail=round(detail + 0.01, 2)).why("ledger", "again").together


@given(st.floats(0, 1))
def test_a_shown_height_is_on_the_side_where_the_advice_holds(height: float) -> None:
    merge = Merge(height, 1, 1)
    joins, parts = merge.shown(together=False), merge.shown(together=True)
    assert float(joins) <= height <= float(parts)
    assert float(parts) - float(joins) < 0.00011
    assert all(re.fullmatch(r"[01](\.\d{1,4})?", shown) for shown in (joins, parts))


def test_sentence_and_advice_name_the_same_height() -> None:
    why = cluster(NEAR).why("ledger", "again")
    for verdict in (why, replace(why, together=not why.together)):
        assert advised(verdict.sentence) == advised(verdict.change)


def test_what_nothing_parts_or_joins_is_told_so(result: Result) -> None:
    assert result.why("gazette", "tern").change == "No detail parts them."
    apart = result.why("ledger", "again")
    assert apart.merge == Merge(0.0, 3, 1)
    assert apart.sentence.endswith("join at no detail: their titles name other things.")
    apart = replace(apart, names=((), ()))
    assert apart.sentence.endswith("join at no detail: each has nearer things.")
    assert "--cohesion" in apart.change


def test_a_story_is_told_against_what_is_nearest_outside(result: Result) -> None:
    why = result.why("ledger", "again")
    inside, outside = result.story("ledger").inside, result.story("ledger").outside
    assert inside > outside > 0
    assert [story.sentence for story in why.stories] == [
        f"These 3 hold together at {inside:.2f}; the nearest thing outside, “{RECORDS[4].title}”, "
        f"reaches {outside:.2f}.",
        f"Alone: the nearest thing, “{result.story('ledger').headline}”, reaches {outside:.2f}.",
    ]
    assert len(result.why("gazette", "tern").stories) == 1
    assert result.why("voltpage", "tern").stories[0].sentence == "Alone: nothing is linked to it."
    told = why.as_dict()["stories"]
    assert [story["articles"] for story in told] == [3, 1]
    assert told[0]["nearest"]["title"] == RECORDS[4].title
    assert told[1]["inside"] is None


def test_a_story_to_which_nothing_is_linked_is_told_so() -> None:
    (story,) = cluster(RECORDS[:3]).why("gazette", "tern").stories
    assert story.sentence.startswith("These 3 hold together at 0.")
    assert story.sentence.endswith(", and nothing outside is linked to them.")


def test_the_surroundings_are_told_under_a_fixed_cut_too() -> None:
    (held, alone) = cluster(RECORDS, cohesion=0.1).why("ledger", "again").stories
    assert held.nearest is not None
    assert held.outside == alone.outside > 0


def test_names_that_keep_two_apart_are_told(result: Result) -> None:
    why = result.why("ledger", "again")
    assert why.names == (("Ottoline", "Brackwater"), ("Rome",))
    assert "Other names: Ottoline, Brackwater against Rome." in why.text().splitlines()
    assert why.as_dict()["other_names"] == [["Ottoline", "Brackwater"], ["Rome"]]
    shared = result.why("gazette", "tern")
    assert shared.names == ((), ())
    assert "Other names" not in shared.text()


def test_times_are_shown_in_utc(result: Result) -> None:
    why = result.why("gazette", "tern")
    assert why.as_dict()["a"]["published"] == "2025-03-10T09:00:00Z"
    eastern = datetime(2025, 3, 10, 9, 0, 0, 5, tzinfo=timezone(timedelta(hours=-5)))
    why = replace(why, left=replace(why.left, published=eastern))
    assert why.as_dict()["a"]["published"] == "2025-03-10T14:00:00Z"
    assert "2025-03-10 14:00 UTC" in why.text()
    why = replace(why, left=replace(why.left, published=None))
    assert why.as_dict()["a"]["published"] is None


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


@pytest.mark.parametrize("day", [40.0, None])
def test_what_time_keeps_apart_is_told_with_what_would_connect_it(day: float | None) -> None:
    later = make_record("later", "Second storm Ottoline: Brackwater harbour walls rebuilt", day)
    near = make_record("near", "Brackwater harbour walls rebuilt for second storm", 40.0)
    records = [*RECORDS, later, *([near] if day is None else [])]
    why = cluster(records).why("gazette", "later")
    how, own = (" by a borrowed date", ", dates of their own,") if day is None else ("", "")
    assert why.sentence == (
        f"Not one story: they are 40.0 days apart{how}, and likeness has faded to nothing at 14."
    )
    assert why.change == f"A wider window{own} or articles between them could connect them."
    assert cluster(records, window=90).why("gazette", "later").together
    assert why.as_dict()["days_apart"] == 40


def test_what_time_leaves_too_little_of_is_told() -> None:
    later = make_record("later", "Second storm Ottoline: Brackwater harbour walls rebuilt", 12.0)
    why = cluster([*RECORDS, later]).why("gazette", "later")
    assert why.sentence == (
        "Not one story: they are 12.0 days apart, and only 14% of their likeness is left."
    )
    assert why.change == (
        "A wider window, a lower link floor, or articles between them could connect them."
    )
    assert cluster([*RECORDS, later], window=20).why("gazette", "later").together
    assert cluster([*RECORDS, later], link=0.05).why("gazette", "later").merge is not None


def test_time_is_the_reason_where_a_related_link_alone_would_do() -> None:
    one = make_record("one", "Storm Ottoline floods the old harbour of Brackwater")
    # As far apart as leaves the pair under the floor, and close enough without the days.
    title = "Chess final at the old harbour: Arkady meets Lindqvist"
    other = make_record("other", title, 7.0, related_urls=one.urls)
    similarity = cluster([one, other]).why("one", "other").similarity
    why = cluster([one, other], link=round(1.1 * similarity, 3)).why("one", "other")
    assert why.similarity < why.link
    assert why.sentence == (
        "Not one story: they are 7.0 days apart, and only 50% of their likeness is left."
    )
