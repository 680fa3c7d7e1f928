"""The pair by which a member of a group is a copy, and what one process tells another."""

from __future__ import annotations

from clustering.duplicates.found import (
    DuplicateGroup,
    DuplicatePair,
    pair_of_each_copy,
    with_articles,
    without_articles,
)
from tests.factories import make_article


def pair(left: int, right: int) -> DuplicatePair:
    return DuplicatePair(left, right, "repost", 1.0, 1.0, "title and text", "")


def group(members: tuple[int, ...], *pairs: DuplicatePair) -> DuplicateGroup:
    articles = tuple(make_article(str(member), "Kelp") for member in members)
    return DuplicateGroup("repost", 0, members, articles, members, "", pairs)


def test_a_member_goes_by_its_pair_with_the_kept_one_before_any_other() -> None:
    core, own, second = pair(5, 7), pair(2, 7), pair(2, 5)
    assert pair_of_each_copy(group((2, 5, 7), core, own, second)) == {5: second, 7: own}


def test_a_member_without_one_goes_by_its_pair_with_the_core() -> None:
    core, second = pair(5, 7), pair(2, 5)
    assert pair_of_each_copy(group((2, 5, 7), core, second)) == {5: second, 7: core}


def test_a_page_that_only_repeats_has_no_pairs() -> None:
    assert pair_of_each_copy(group((2,))) == {}


def test_groups_are_told_without_their_articles() -> None:
    articles = [make_article(str(number), "Kelp") for number in range(8)]
    own = articles[5], articles[2]
    groups = [
        DuplicateGroup("repost", 6, (5, 2), own, (5, 6), "first", (pair(2, 5),), "AP"),
        DuplicateGroup("same_page", 1, (1,), (articles[1],), (1, 7), ""),
    ]
    told = without_articles(groups)
    assert not any(one.articles for one in told)
    assert with_articles(told, articles) == groups
