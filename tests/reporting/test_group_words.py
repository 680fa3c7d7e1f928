"""The parts of groups in a story are told in a few words, and nothing where there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clustering.reporting import group_words
from clustering.reporting.group_words import groups_in_words, own_in_words, write_group_sections
from clustering.reporting.tables.rows import story_row
from clustering.result import Result
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from tests.factories import text_written
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


def written(result: Result) -> str:
    return text_written(write_group_sections, result)


def test_without_groups_there_is_no_section(result: Result) -> None:
    assert written(result) == ""


def test_blind_spots_and_followers_are_listed(result: Result) -> None:
    text = written(replace(result, outlet_groups=GROUPS))
    assert "kind: national carried these, kind: local did not:\n\n- [Ministers sign" in text
    assert "## Who follows us" in text
    assert "- Coast News: 1 story, 5.0 hours behind (median)" in text
    assert "Not covered" not in text


def test_what_we_lack_is_listed(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    others = OutletGroups((OutletGroup("", "own", ("elsewhere.example",)),))
    grouped = replace(result, outlet_groups=others)
    assert "## Not covered by us\n\n- [Ministers sign harbour deal]" in written(grouped)
    monkeypatch.setattr(group_words, "MAX_MISSED", 0)
    assert "- and 1 more story\n" in written(grouped)
