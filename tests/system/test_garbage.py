"""The garbage collector rests while many objects are made."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from clustering.system.garbage import (
    collect_new_garbage,
    garbage_collection_paused,
    keep_what_there_is,
)


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(is_on: bool) -> None:
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        with pytest.raises(KeyError), garbage_collection_paused():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_circles_made_while_the_collector_rests_are_freed() -> None:
    with garbage_collection_paused():
        collect_new_garbage()
        known = ref(_Circle())
        assert known() is not None
        collect_new_garbage()
        assert known() is None


@pytest.mark.parametrize("is_on", [True, False])
def test_what_a_command_has_made_is_looked_through_no_more(is_on: bool) -> None:
    before = gc.get_freeze_count()
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        keep_what_there_is()
        assert (gc.get_freeze_count() > before) is not is_on
    finally:
        gc.unfreeze()
        (gc.enable if was_on else gc.disable)()
