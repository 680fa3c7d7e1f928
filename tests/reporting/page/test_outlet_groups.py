"""The page gets the groups, which outlets are in them, and who follows."""

from __future__ import annotations

from dataclasses import replace

from clustering.reporting.group_figures import group_parts
from clustering.reporting.page.figures import outlet_figures
from clustering.reporting.page.outlet_groups import group_columns, told_of_groups
from clustering.result import Result
from tests.reporting.groups import GROUPS


def test_outlets_know_their_groups_and_followers_their_outlet(result: Result) -> None:
    grouped = replace(result, outlet_groups=GROUPS)
    figures = outlet_figures(grouped)
    columns = group_columns(grouped, figures, 2)
    assert columns is not None
    named = dict(zip(figures, columns["of"], strict=True))
    assert named == {
        "daily.example": [0, 2],
        "coast.example": [1],
        "wire.example": [1, 2],
        "arts.example": [3],
    }
    told = told_of_groups(grouped, figures, columns["of"])
    assert [[one.key for one in row.outlets] for row in told.rows] == [
        ["daily.example"],
        ["coast.example", "wire.example"],
        ["daily.example", "wire.example"],
        ["arts.example"],
    ]
    assert [one.domain for one in told.followers] == ["coast.example", "wire.example"]
    assert (columns["own"], columns["kind"][2]) == (0, "kind")
    parts = [group_parts(GROUPS, story) for story in grouped.stories[:2]]
    assert columns["parts"] == [[(one.outlets, one.is_missing) for one in own] for own in parts]


def test_without_groups_there_is_nothing(result: Result) -> None:
    assert group_columns(result, outlet_figures(result), 3) is None
