"""Borrowed dates: whose they are, against a slow obvious walk, and what they keep apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.article import FloatArray
from clustering.pairs import Pairs
from clustering.pipeline import run
from clustering.settings import Settings
from clustering.undated import lend_dates, lent_days
from tests.factories import make_reading, make_record


def pairs_of(similarity: dict[tuple[int, int], float]) -> Pairs:
    keys = sorted(similarity)
    left, right = np.array(keys, dtype=np.int64).reshape(-1, 2).T
    return Pairs(left, right, np.array([similarity[key] for key in keys], dtype=np.float64))


def lenders(days: list[float | None], similarity: dict[tuple[int, int], float]) -> list[int]:
    when = np.array([np.nan if day is None else day for day in days], dtype=np.float64)
    return [int(lender) for lender in lend_dates(when, pairs_of(similarity))]


def slow_lender(member: int, days: FloatArray, similarity: dict[tuple[int, int], float]) -> int:
    """Step from neighbour to nearest neighbour until one has a date or a step leads back."""
    seen = []
    while np.isnan(days[member]):
        if member in seen:
            return -1
        seen.append(member)
        near = [
            (-likeness, bool(np.isnan(days[other])), other)
            for pair, likeness in similarity.items()
            if member in pair
            for other in pair
            if other != member
        ]
        if not near:
            return -1
        member = min(near)[2]
    return member


@given(
    days=st.lists(st.one_of(st.none(), st.just(3.0)), min_size=1, max_size=12),
    likeness=st.data(),
)
def test_dates_are_lent_as_a_walk_to_the_nearest_finds_them(
    days: list[float | None], likeness: st.DataObject
) -> None:
    ends = st.integers(0, len(days) - 1)
    pair = st.tuples(ends, ends).filter(lambda two: two[0] < two[1])
    drawn = likeness.draw(
        st.dictionaries(pair, st.sampled_from([0.1, 0.2, 0.3, 0.4]), max_size=20)
        if len(days) > 1
        else st.just({})
    )
    when = np.array([np.nan if day is None else day for day in days], dtype=np.float64)
    slow = [slow_lender(member, when, drawn) for member in range(len(days))]
    assert lend_dates(when, pairs_of(drawn)).tolist() == slow


def test_an_article_with_a_date_keeps_its_own() -> None:
    assert lenders([1.0, 9.0], {(0, 1): 0.9}) == [0, 1]


def test_the_nearest_lends_and_passes_on_what_it_was_lent() -> None:
    chain = {(0, 1): 0.5, (1, 2): 0.4, (2, 3): 0.3}
    assert lenders([7.0, None, None, None], chain) == [0, 0, 0, 0]


def test_two_nearest_to_each_other_stay_undated() -> None:
    assert lenders([7.0, None, None], {(0, 1): 0.2, (1, 2): 0.6}) == [0, -1, -1]


def test_of_equally_near_ones_the_dated_lends() -> None:
    assert lenders([None, None, 5.0], {(0, 1): 0.5, (0, 2): 0.5}) == [2, 2, 2]


def test_days_are_those_of_the_lender() -> None:
    days = lent_days(np.array([2.0, np.nan, np.nan]), np.array([0, 0, -1]))
    assert days[:2].tolist() == [2.0, 2.0]
    assert np.isnan(days[2])


@pytest.mark.parametrize(("borrow_dates", "together"), [(True, False), (False, True)])
def test_an_undated_report_of_this_year_stays_out_of_last_years_story(
    borrow_dates: bool, together: bool
) -> None:
    last_year = ["Brackwater marathon won by Lena Osei", "Lena Osei wins Brackwater marathon"]
    this_year = [
        "Brackwater marathon won by Tomas Rehn in storm",
        "Tomas Rehn wins Brackwater marathon despite storm",
    ]
    records = [make_record(f"old{at}", title, day=-365) for at, title in enumerate(last_year)]
    records.append(make_record("new0", this_year[0], day=0))
    records.append(make_record("new1", this_year[1], day=None))
    made = run(make_reading(records), Settings(borrow_dates=borrow_dates))
    story = {article.title: made.story_of[at] for at, article in enumerate(made.articles)}
    assert story[this_year[0]] == story[this_year[1]]
    assert (story[this_year[1]] == story[last_year[0]]) == together
