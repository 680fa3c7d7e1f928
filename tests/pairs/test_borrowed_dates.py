"""Borrowed dates: whose they are, against a slow obvious joining, and what they keep apart."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.answers.file import Answer, Answers
from clustering.arrays.types import FloatArray
from clustering.model import Record
from clustering.pairs.borrowed_dates import (
    BorrowedDates,
    borrow_dates_from_neighbours,
    days_and_decay,
    days_with_borrowed,
)
from clustering.pairs.nearest import Pairs
from clustering.pipeline import run
from clustering.result import Result
from clustering.settings.model import Settings
from tests.factories import make_reading, make_record

WINDOW = 14.0


def pairs_of(similarity: dict[tuple[int, int], float]) -> Pairs:
    keys = sorted(similarity)
    left, right = np.array(keys, dtype=np.int64).reshape(-1, 2).T
    return Pairs(left, right, np.array([similarity[key] for key in keys], dtype=np.float64))


def lent(days: list[float | None], similarity: dict[tuple[int, int], float]) -> BorrowedDates:
    return borrow_dates_from_neighbours(as_days(days), pairs_of(similarity), WINDOW)


def lenders(days: list[float | None], similarity: dict[tuple[int, int], float]) -> list[int]:
    return [int(dated_by) for dated_by in lent(days, similarity).dated_by]


def as_days(days: list[float | None]) -> FloatArray:
    return np.array([np.nan if day is None else day for day in days], dtype=np.float64)


def slow_loans(
    days: list[float | None], similarity: dict[tuple[int, int], float]
) -> list[tuple[int, float]]:
    """Join pairs, the strongest first, but never two that have dates; then ask the joined."""
    chains: nx.Graph[int] = nx.Graph()
    chains.add_nodes_from(range(len(days)))
    for one, other in sorted(similarity, key=lambda pair: -similarity[pair]):
        groups = [nx.node_connected_component(chains, end) for end in (one, other)]
        known = [member for member in set.union(*groups) if days[member] is not None]
        if other not in groups[0] and len(known) < 2:
            chains.add_edge(one, other)
    found = []
    for member, day in enumerate(days):
        group = nx.node_connected_component(chains, member)
        known = [one for one in group if days[one] is not None]
        dated_by = member if day is not None else known[0] if known else -1
        chain = nx.shortest_path(chains, member, dated_by) if dated_by >= 0 else []
        links = [similarity[min(pair), max(pair)] for pair in pairwise(chain)]
        found.append((dated_by, min([2 * link for link in links] + [1.0])))
    return found


@given(drawn=st.data(), size=st.integers(1, 12))
def test_dates_are_lent_along_the_strongest_chains(drawn: st.DataObject, size: int) -> None:
    days = drawn.draw(st.lists(st.sampled_from([None, 3.0]), min_size=size, max_size=size))
    pairs = [(a, b) for b in range(size) for a in range(b)]
    chosen = drawn.draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    likeness = {pair: (1 + at) / (2 + len(chosen)) for at, pair in enumerate(chosen)}
    expected = slow_loans(days, likeness)
    borrowed = lent(days, likeness)
    assert borrowed.dated_by.tolist() == [dated_by for dated_by, _ in expected]
    assert borrowed.trust == pytest.approx([trust for _, trust in expected])


def test_a_date_counts_for_as_much_as_the_weakest_link_of_its_chain() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.3, (2, 3): 0.4}
    assert lent([7.0, None, None, None], chain).trust == pytest.approx([1, 1, 0.6, 0.6])


def test_an_article_with_a_date_keeps_its_own() -> None:
    assert lenders([1.0, 9.0], {(0, 1): 0.9}) == [0, 1]


def test_the_nearest_lends_and_passes_on_what_it_was_lent() -> None:
    chain = {(0, 1): 0.5, (1, 2): 0.4, (2, 3): 0.3}
    assert lenders([7.0, None, None, None], chain) == [0, 0, 0, 0]


def test_two_nearest_to_each_other_look_for_a_date_together() -> None:
    both = {(0, 1): 0.2, (1, 2): 0.9, (0, 3): 0.3, (2, 3): 0.4}
    assert lenders([7.0, None, None, 50.0], both) == [0, 3, 3, 3]


def test_an_article_as_near_to_two_times_borrows_from_neither() -> None:
    between = {(0, 1): 0.5, (1, 2): 0.5}
    assert lenders([0.0, None, WINDOW + 1], between) == [0, -1, 2]
    assert lenders([0.0, None, WINDOW - 1], between)[1] in (0, 2)


def test_nothing_is_lent_where_nothing_fades() -> None:
    days = as_days([1.0, None])
    assert borrow_dates_from_neighbours(days, pairs_of({(0, 1): 0.5}), 0.0).dated_by.tolist() == [
        0,
        -1,
    ]


def test_days_are_those_of_the_lender() -> None:
    days = days_with_borrowed(
        np.array([2.0, np.nan, np.nan]), BorrowedDates(np.array([0, 0, -1]), np.ones(3))
    )
    assert days[:2].tolist() == [2.0, 2.0]
    assert np.isnan(days[2])


def test_days_between_two_borrowed_dates_count_as_far_as_the_less_trusted() -> None:
    borrowed = BorrowedDates(np.array([0, 0, 3, 3]), np.array([1.0, 0.8, 0.5, 1.0]))
    days = as_days([0.0, None, None, 7.0])
    left, right = np.array([0, 0, 1]), np.array([1, 3, 2])
    days_apart, decay = days_and_decay(days, borrowed, left, right, WINDOW)
    assert days_apart.tolist() == [0, 7, 7]
    assert decay == pytest.approx([1, 0.5, 1 - 0.5 / 2])


LAST_YEAR = ["Brackwater marathon won by Lena Osei", "Lena Osei wins Brackwater marathon"]
THIS_YEAR = [
    "Brackwater marathon won by Tomas Rehn in storm",
    "Tomas Rehn wins Brackwater marathon despite storm",
]


def marathons(undated: int = 1) -> list[Record]:
    """Two reports of last year, one of this year, and undated copies of another of this year."""
    records = [make_record(f"old{at}", title, day=-365) for at, title in enumerate(LAST_YEAR)]
    records.append(make_record("new", THIS_YEAR[0], day=0))
    return records + [make_record(f"late{at}", THIS_YEAR[1], day=None) for at in range(undated)]


def is_together(made: Result, one: str, other: str) -> bool:
    return made.story(one) is made.story(other)


@pytest.mark.parametrize("undated", [1, 2])
@pytest.mark.parametrize("borrow_dates", [True, False])
def test_undated_reports_of_this_year_stay_out_of_last_years_story(
    borrow_dates: bool, undated: int
) -> None:
    made = run(make_reading(marathons(undated)), Settings(borrow_dates=borrow_dates))
    assert is_together(made, "late0", "new")
    assert is_together(made, "late0", "old0") != borrow_dates


def test_what_people_said_comes_before_likeness() -> None:
    alike = make_record("alike", "Tomas Rehn wins Brackwater marathon despite the storm", day=-200)
    records = [*marathons(), alike]
    assert is_together(run(make_reading(records), Settings()), "late0", "alike")
    said = Answers("answers", [Answer("late0", "alike", "different")])
    made = run(make_reading(records), Settings(), answers=said)
    assert is_together(made, "late0", "new")
    said = Answers("answers", [Answer("late0", "old1", "same")])
    made = run(make_reading(records), Settings(), answers=said)
    assert made.days[made.find("late0")] == made.corpus.days[made.find("old1")]


def test_an_article_does_not_lean_on_what_a_borrowed_date_keeps_apart() -> None:
    def likeness(borrow_dates: bool) -> float:
        made = run(make_reading(marathons()), Settings(borrow_dates=borrow_dates))
        late, old = (np.array([made.find(name)]) for name in ("late0", "old0"))
        return float(made.vectors.similarities(late, old)[0])

    assert likeness(borrow_dates=True) < likeness(borrow_dates=False)


def test_a_pair_that_people_judged_has_the_borrowed_date_too() -> None:
    said = Answers("answers", [Answer("late0", "old0", "different")])
    made = run(make_reading(marathons()), Settings(), answers=said)
    edge = made.graph.between(made.find("late0"), made.find("old0"))
    assert edge is not None
    assert (edge.days_apart, edge.strength, edge.borrowed_date) == (365, 0, True)
