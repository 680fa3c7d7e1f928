"""Corrections as a store keeps them."""

from __future__ import annotations

from clustering.desk.correct import Corrections
from clustering.desk.journal import correction, corrections, unwritten
from clustering.desk.plans import plan_confirm, plan_split
from tests.desk.corrected import largest


def test_corrections_are_listed_by_story_the_newest_first(desk: Corrections) -> None:
    (one, mine), (other, _) = largest(desk)
    desk.make(lambda store: plan_split(store, one, mine[1:2], together=False))
    desk.make(lambda store: plan_confirm(store, other))
    desk.make(lambda store: plan_confirm(store, one))
    with desk.open() as store:
        assert [c.kind for c in corrections(store.connection, 9)] == [
            "confirmed",
            "confirmed",
            "split",
        ]
        assert [c.id for c in corrections(store.connection, 9, one)] == [3, 1]
        assert [c.id for c in corrections(store.connection, 1)] == [3]
        found = correction(store.connection, 1)
        assert correction(store.connection, 4) is None
        assert unwritten(store.connection) == []
    assert found is not None
    assert list(found.moved) == mine[1:2]
    assert found.stories == {one, *(story for move in found.moved.values() for story in move)}
