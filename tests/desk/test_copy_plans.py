"""What corrections of copies say."""

from __future__ import annotations

import pytest

from clustering.desk.copy_plans import plan_copies, plan_keep, plan_no_copy
from clustering.desk.correct import Corrections
from clustering.desk.plans import NotPossible
from clustering.desk.shown import groups_of_copies
from tests.desk.corrected import largest, walked_again


def kept(desk: Corrections) -> list[list[str]]:
    with desk.open() as store:
        return [[one.id for one in g.articles] for g in groups_of_copies(store.connection, 0, 9)]


def test_articles_called_copies_are_copies_until_one_is_called_none(desk: Corrections) -> None:
    ((_, articles),) = largest(desk, 1)
    ticked = articles[:3]
    desk.make(lambda store: plan_copies(store, ticked))
    ((first, *others),) = kept(desk)
    assert {first, *others} == set(ticked)
    desk.make(lambda store: plan_keep(store, others[:1]))
    walked_again(desk)
    ((now, *_),) = kept(desk)
    assert now == others[0]
    desk.make(lambda store: plan_keep(store, [first]))
    assert kept(desk)[0][0] == first
    desk.make(lambda store: plan_no_copy(store, [first]), over_earlier=True)
    walked_again(desk)
    assert [set(group) for group in kept(desk)] == [set(others)]


def test_what_cannot_be_said_is_refused(desk: Corrections) -> None:
    ((_, articles),) = largest(desk, 1)
    with desk.open() as store:
        for plan in (plan_copies, plan_no_copy, plan_keep):
            for ticked in ([], articles[:1], ["nothing"]):
                with pytest.raises(NotPossible):
                    plan(store.connection, ticked)
