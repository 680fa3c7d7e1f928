"""The verdict in a sentence, and what would change it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering import cluster
from clustering.explain.explanation import Merge
from clustering.result import Result
from tests.explain.conftest import RECORDS
from tests.factories import make_record


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
    assert result.why("gazette", "tern").change == "They stay together at every detail."
    apart = result.why("ledger", "again")
    assert apart.merge == Merge(0.0, 3, 1)
    assert apart.sentence.endswith("join at no detail: their titles hold different names.")
    apart = replace(apart, names=((), ()))
    assert apart.sentence.endswith("join at no detail: each group is closer to others.")
    assert "--cohesion" in apart.change


def test_an_article_and_itself_are_one_article(result: Result) -> None:
    assert "one article" in result.why("gazette", "gazette").sentence


@pytest.mark.parametrize("day", [40.0, None])
def test_what_time_keeps_apart_is_told_with_what_would_connect_it(day: float | None) -> None:
    later = make_record("later", "Second storm Ottoline: Brackwater harbour walls rebuilt", day)
    near = make_record("near", "Brackwater harbour walls rebuilt for second storm", 40.0)
    records = [*RECORDS, later, *([near] if day is None else [])]
    why = cluster(records).why("gazette", "later")
    how, own = (" by a borrowed date", ", dates of their own,") if day is None else ("", "")
    assert why.sentence == (
        f"Not one story: they are 40.0 days apart{how}, "
        "and after 14 days similarity counts for nothing."
    )
    assert why.change == f"A wider window{own} or articles between them could connect them."
    assert cluster(records, window=90).why("gazette", "later").together
    assert why.as_dict()["days_apart"] == 40


def test_what_time_leaves_too_little_of_is_told() -> None:
    later = make_record("later", "Second storm Ottoline: Brackwater harbour walls rebuilt", 12.0)
    why = cluster([*RECORDS, later]).why("gazette", "later")
    assert why.sentence == (
        "Not one story: they are 12.0 days apart, which leaves 14% of their similarity."
    )
    assert why.change == (
        "A wider window, a lower link threshold, or articles between them could connect them."
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
        "Not one story: they are 7.0 days apart, which leaves 50% of their similarity."
    )
