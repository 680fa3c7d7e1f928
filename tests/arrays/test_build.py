"""Building many objects at once."""

from __future__ import annotations

import gc

import pytest

from clustering.arrays.build import build_frozen, garbage_collection_paused
from clustering.model import Record


def test_built_objects_are_equal_to_constructed_ones() -> None:
    columns = {"name": ["a", "b"], "source": ["s", "s"], "title": ["x", "y"]}
    built = build_frozen(Record, 2, columns)
    assert built == [Record("a", "s", "x"), Record("b", "s", "y")]
    assert hash(built[0]) == hash(Record("a", "s", "x"))


@pytest.mark.parametrize("columns", [{}, {"source": ["s"]}, {"source": [], "title": [], "zz": []}])
def test_objects_without_their_fields_are_not_built(columns: dict[str, list[str]]) -> None:
    with pytest.raises(TypeError):
        build_frozen(Record, 1, {"name": ["a"], **columns})


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
