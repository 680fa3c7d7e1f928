"""Settled stories: nothing of theirs leaves, and what is new may join."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clustering.stories.settled import keep_settled, stays_at_rest

OPEN, SETTLED = False, True


def kept(groups: list[int], before: list[int], settled: list[bool]) -> list[int]:
    arrays = np.array(groups), np.array(before), np.array(settled, dtype=np.bool_)
    found: list[int] = keep_settled(*arrays).tolist()
    return found


def test_a_new_article_joins_the_settled_story_it_is_grouped_with() -> None:
    assert kept([0, 0, 0], [0, 0, -1], [SETTLED]) == [0, 0, 0]


def test_two_settled_stories_stay_two_and_the_new_one_joins_the_larger_part() -> None:
    assert kept([0, 0, 0, 0], [0, 1, 1, -1], [SETTLED, SETTLED]) == [0, 1, 1, 1]


def test_a_settled_story_that_the_cut_splits_is_whole_again() -> None:
    assert kept([0, 1], [0, 0], [SETTLED]) == [0, 0]


def test_an_open_story_does_not_take_a_settled_one_in() -> None:
    assert kept([0, 0, 0], [0, 1, -1], [SETTLED, OPEN]) == [0, 1, 1]


def test_without_settled_stories_nothing_changes() -> None:
    assert kept([0, 1, 0], [0, 0, -1], [OPEN]) == [0, 1, 0]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 3)), min_size=1, max_size=12),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_settled_stories_never_change(articles: list[tuple[int, int]], settled: list[bool]) -> None:
    groups = np.unique([group for group, _ in articles], return_inverse=True)[1].tolist()
    before = [story for _, story in articles]
    now = kept(groups, before, settled)
    for one, story in enumerate(before):
        for other, story_of_other in enumerate(before):
            both_settled = min(story, story_of_other) >= 0 and settled[story]
            both_settled &= settled[story_of_other]
            if both_settled:
                assert (now[one] == now[other]) == (story == story_of_other)
            elif min(story, story_of_other) >= 0 and settled[story] != settled[story_of_other]:
                assert now[one] != now[other]


def at_rest(group_of: list[int], before: list[int], resting: list[int], settled: int) -> list[int]:
    """Stories of three that stay at rest; the last of them is settled or open."""
    stories = np.arange(3)
    is_settled = np.isin(stories, [settled])
    stays = stays_at_rest(
        np.array(group_of), np.array(before), np.isin(stories, resting), is_settled
    )
    return np.flatnonzero(stays).tolist()


def test_a_story_at_rest_stays_where_nothing_new_is_grouped_with_it() -> None:
    assert at_rest([0, 0, 1, 1], [0, 0, 1, -1], resting=[0], settled=-1) == [0]


def test_a_story_at_rest_is_decided_where_new_articles_or_decided_stories_are_with_it() -> None:
    assert at_rest([0, 0, 0, 1], [0, 0, -1, 1], resting=[0], settled=-1) == []
    assert at_rest([0, 0, 1, 0], [0, 0, 1, 1], resting=[0], settled=-1) == []


def test_what_is_grouped_with_one_that_is_decided_is_decided_as_well() -> None:
    assert at_rest([0, 0, 1, 1], [-1, 0, 0, 1], resting=[0, 1], settled=-1) == []


def test_a_settled_story_passes_nothing_on() -> None:
    assert at_rest([0, 0, 1, 1], [-1, 2, 2, 1], resting=[1], settled=2) == [1]
