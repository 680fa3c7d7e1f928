"""What a correction says of pairs of articles."""

from __future__ import annotations

import pytest

from clustering.answers.file import read_answers
from clustering.desk.correct import Corrections
from clustering.desk.plans import (
    NotPossible,
    pair_of,
    plan_answer,
    plan_confirm,
    plan_merge,
    plan_split,
)
from tests.desk.corrected import largest, partition, walked_again


def test_an_article_that_is_out_is_called_different_from_all_that_stay(desk: Corrections) -> None:
    ((story, articles),) = largest(desk, 1)
    with desk.open() as store:
        plan = plan_split(store.connection, story, articles[1:2], together=False)
    assert plan.answers == {
        pair_of(articles[1], one): "different" for one in articles if one != articles[1]
    }


def test_stories_are_one_when_all_their_articles_are_one_with_the_lead(desk: Corrections) -> None:
    (one, mine), (other, theirs) = largest(desk)
    with desk.open() as store:
        plan = plan_merge(store.connection, one, other)
        assert set(plan.answers.values()) == {"same"}
        assert len(plan.answers) == len(mine) + len(theirs) - 1
        with pytest.raises(NotPossible, match="one story already"):
            plan_merge(store.connection, one, one)


def test_what_was_said_is_not_said_again(desk: Corrections) -> None:
    ((story, articles),) = largest(desk, 1)
    desk.make(lambda store: plan_answer(store, articles[0], articles[1], "copy"))
    with desk.open() as store:
        confirmed = plan_confirm(store.connection, story).answers
    assert pair_of(articles[0], articles[1]) not in confirmed
    desk.make(lambda store: plan_confirm(store, story))
    with desk.open() as store:
        assert plan_confirm(store.connection, story).answers == {}


def test_an_answer_of_unsure_is_kept_and_moves_nothing(desk: Corrections) -> None:
    ((_, articles),) = largest(desk, 1)
    one, other = articles[:2]
    before = partition(desk)
    desk.make(lambda store: plan_answer(store, one, other, "unsure"))
    assert partition(desk) == before
    assert [answer.answer for answer in read_answers(desk.labels).entries] == ["unsure"]
    walked_again(desk)
    assert partition(desk) == before
    with desk.open() as store:
        assert plan_answer(store.connection, one, other, "unsure").answers == {}
