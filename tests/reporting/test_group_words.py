"""The parts of groups in a story are told in a few words, and nothing where there are none."""

from __future__ import annotations

from dataclasses import replace

from clustering.reporting.group_words import groups_in_words, own_in_words
from clustering.reporting.rows import story_row
from clustering.result import Result
from tests.reporting.groups import GROUPS


def test_groups_of_one_kind_are_told_together(result: Result) -> None:
    row = story_row(replace(result, outlet_groups=GROUPS), result.stories[0])
    assert groups_in_words(row) == "rivals 2; kind: national 2, local 0"
    assert own_in_words(row) == ""
    assert row["groups"] == {"own": 1, "rivals": 2, "kind: national": 2, "kind: local": 0}
    assert row["not_covered_by"] == ["kind: local"]


def test_what_we_lack_is_said(result: Result) -> None:
    row = story_row(replace(result, outlet_groups=GROUPS), result.stories[1])
    assert own_in_words(row) == "not covered by us"


def test_without_groups_rows_have_no_such_keys(result: Result) -> None:
    row = story_row(result, result.stories[0])
    assert "groups" not in row
    assert "not_covered_by" not in row
    assert (groups_in_words(row), own_in_words(row)) == ("", "")
