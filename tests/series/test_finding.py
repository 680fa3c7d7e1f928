"""Finding: templates of one outlet become series, each article in one at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.model import Article, Outlet
from clustering.series import Series, find_series
from tests.factories import FIRST_DAY
from tests.series.outlets import CODED, ENDED, FRAMED, LABELLED, OTHERS, PARTS, others, run_of


def titles_of(articles: list[Article], series: Series) -> list[str]:
    return [articles[member].title for member in series.members]


@pytest.mark.parametrize(
    ("titles", "frame"),
    [
        (LABELLED, "Morning briefing: …"),
        (FRAMED, "Global … Market Report 2031: Size Share Growth and Forecast"),
        (CODED, "Download … exam questions with answers"),
        (PARTS, "The drowned valley part …: …"),
        (ENDED, "… | Market watch"),
    ],
)
def test_a_recurring_template_of_one_outlet_is_a_series(titles: list[str], frame: str) -> None:
    articles = run_of("herald", titles) + others()
    (series,) = find_series(articles)
    assert titles_of(articles, series) == titles
    assert series.frame == frame
    assert series.outlet.domain == "herald.example"
    assert series.first_published == FIRST_DAY
    assert series.last_published == FIRST_DAY + timedelta(days=7 * (len(titles) - 1))


def test_copies_of_one_title_count_once_and_are_all_members() -> None:
    again = run_of("herald", [PARTS[0], PARTS[0].upper(), PARTS[0]])
    assert find_series(again + others()) == []
    articles = run_of("herald", [*PARTS, PARTS[0]]) + others()
    (series,) = find_series(articles)
    assert len(series) == 4


def test_the_same_label_in_different_outlets_makes_no_series() -> None:
    articles = [run_of(f"paper{number}", [title])[0] for number, title in enumerate(LABELLED)]
    assert find_series(articles + others()) == []


def test_articles_without_an_outlet_make_no_series() -> None:
    articles = [replace(one, outlet=Outlet("", "")) for one in run_of("herald", FRAMED)]
    assert find_series(articles) == []


def test_nothing_comes_of_nothing() -> None:
    assert find_series([]) == []
    assert find_series(others()) == []


@pytest.mark.slow("a hundred random orders")
@given(order=st.permutations(range(len(LABELLED + FRAMED + CODED) + len(OTHERS))))
def test_the_order_of_the_articles_changes_nothing(order: list[int]) -> None:
    articles = run_of("herald", LABELLED) + run_of("loom", FRAMED) + run_of("plough", CODED)
    articles += others()
    shuffled = [articles[position] for position in order]

    def named(listed: list[Article]) -> list[tuple[str, str, list[str]]]:
        return [
            (one.id, one.frame, [listed[member].id for member in one.members])
            for one in find_series(listed)
        ]

    assert named(shuffled) == named(articles)
    assert len(named(articles)) == 3


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "b", "1", ":", "|", "AZ-1", "the", "news"]), max_size=6)
    )
)
def test_no_article_is_in_two_series_and_every_member_is_of_its_outlet(
    words: list[list[str]],
) -> None:
    articles = run_of("herald", [" ".join(some) for some in words]) + others()
    found = find_series(articles)
    members = [member for series in found for member in series.members]
    assert len(members) == len(set(members))
    assert all(articles[m].outlet == series.outlet for series in found for m in series.members)
