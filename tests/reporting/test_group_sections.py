"""report.md says what the user lacks, what groups miss and who follows; nothing without groups."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from clustering.reporting import group_sections
from clustering.reporting.group_sections import write_group_sections
from clustering.result import Result
from clustering.settings.outlet_groups import OutletGroup, OutletGroups
from tests.reporting.groups import GROUPS


def written(result: Result) -> str:
    stream = io.StringIO()
    write_group_sections(result, stream)
    return stream.getvalue()


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
    monkeypatch.setattr(group_sections, "MAX_MISSED", 0)
    assert "- and 1 more story\n" in written(grouped)
