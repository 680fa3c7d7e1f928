"""Groups of outlets are lists under names, and name outlets as people do."""

from __future__ import annotations

import pytest

from clustering.model import Outlet
from clustering.settings.outlet_groups import OutletGroup, OutletGroups, read_groups


def test_groups_are_lists_and_those_of_one_kind_stand_one_level_deeper() -> None:
    read = read_groups(
        {"own": "ours.example", "rivals": ["a.com", "Daily"], "leaning": {"left": ["b.org"]}}
    )
    assert read == (
        OutletGroup("", "own", ("ours.example",)),
        OutletGroup("", "rivals", ("a.com", "Daily")),
        OutletGroup("leaning", "left", ("b.org",)),
    )
    assert read is not None
    assert [group.label for group in read] == ["own", "rivals", "leaning: left"]
    assert OutletGroups(read).own == 0


def test_one_outlet_needs_no_list_and_a_number_may_be_a_name() -> None:
    assert read_groups({"Own": "a.com", "rivals": [1843]}) == (
        OutletGroup("", "own", ("a.com",)),
        OutletGroup("", "rivals", ("1843",)),
    )


@pytest.mark.parametrize(
    "value",
    [
        ["a.com"],
        "a.com",
        {"own": []},
        {"own": [3.5]},
        {"own": [True]},
        {"own": None},
        {"own": {"main": ["a.com"]}},
        {"own": ["a.com"], "Own": ["b.com"]},
        {"leaning": {}},
        {"own": [" "]},
        {"": ["a.com"]},
        {1: ["a.com"]},
        {"leaning": {"left": {"far": ["a.com"]}}},
        {"leaning": {"": ["a.com"]}},
        {"leaning": {2: ["a.com"]}},
        {"a": {"b": ["c.com"]}, "a: b": ["d.com"]},
    ],
)
def test_what_is_no_group_is_not_taken(value: object) -> None:
    assert read_groups(value) is None


@pytest.mark.parametrize(
    ("entry", "is_meant"),
    [
        ("The  daily", True),
        ("daily.co.uk", True),
        ("https://www.daily.co.uk/news?x=1", True),
        ("news.daily.co.uk", True),
        ("*.daily.co.uk", True),
        ("*daily*", True),
        ("the *", True),
        ("daily", False),
        ("daily.com", False),
        ("*.co", False),
        ("", False),
    ],
)
def test_an_outlet_is_meant_by_its_name_its_domain_and_any_of_its_addresses(
    entry: str, *, is_meant: bool
) -> None:
    groups = OutletGroups((OutletGroup("", "rivals", (entry,)),))
    assert groups.of("The Daily", "daily.co.uk") == ((0,) if is_meant else ())


def test_an_outlet_without_a_domain_is_meant_by_its_name_alone() -> None:
    groups = OutletGroups((OutletGroup("", "a", ("Agency",)), OutletGroup("", "b", ("x.com",))))
    assert groups.of("Agency", "") == (0,)
    assert groups.of("", "x.com") == (1,)


def test_what_names_no_outlet_is_told_once_with_its_groups() -> None:
    groups = OutletGroups(
        (OutletGroup("", "rivals", ("a.com", "gone.com")), OutletGroup("", "left", ("gone.com",)))
    )
    assert groups.unknown([Outlet("A", "a.com")]) == {"gone.com": ["rivals", "left"]}
