"""Findings: each copy with what it repeats, in some files only, and beyond a baseline."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clustering import cluster
from clustering.errors import UsageError
from clustering.result import Result
from clustering.selection.findings import (
    beyond_baseline,
    findings,
    in_files,
    of_own_records,
    write_baseline,
)
from tests.selection.test_copies import post


def told(result: Result, new: frozenset[int] | None = None) -> set[tuple[str, str]]:
    records = result.reading.records
    return {
        (Path(records[found.copy].source).name, Path(records[found.of].source).name)
        for found in findings(result, new)
    }


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with two copies in it and a post of its own."""
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def read(site: Path, *more: str) -> Result:
    records = [post(f"{site}/{name}", name[0], 0.1 * k) for k, name in enumerate(("a.md", "b.md"))]
    records += [post(f"{site}/{name}", name[0], -1.0) for name in more]
    return cluster(records)


def test_each_copy_is_told_with_what_it_repeats(site: Path) -> None:
    assert told(read(site)) == {("b.md", "a.md")}
    assert told(read(site), frozenset({0})) == {("a.md", "b.md")}


def test_entries_of_related_lists_are_no_findings(site: Path) -> None:
    """Neither a group of nothing else, nor a post with an entry: nobody can take these back."""
    whole = read(site)
    for mentioned in ({0, 1}, {1}, {0}):
        records = [
            replace(record, related_to="p.md") if at in mentioned else record
            for at, record in enumerate(whole.reading.records)
        ]
        result = replace(whole, reading=replace(whole.reading, records=records))
        assert whole.duplicate_groups
        assert told(result) == set()
        assert of_own_records(result).duplicate_groups == []
    assert of_own_records(whole).duplicate_groups == whole.duplicate_groups


def test_a_baseline_lets_what_it_lists_pass(site: Path) -> None:
    baseline = site / "copies.json"
    assert write_baseline(read(site), baseline) == 1
    assert json.loads(baseline.read_text(encoding="utf-8"))["groups"] == [["a.md", "b.md"]]
    assert beyond_baseline(read(site), baseline, None)[0].duplicate_groups == []


def test_a_new_copy_is_found_though_it_would_be_kept(site: Path) -> None:
    baseline = site / "copies.json"
    write_baseline(read(site), baseline)
    result, new = beyond_baseline(read(site, "d.md"), baseline, None)
    assert {Path(result.reading.records[at].source).name for at in new} == {"d.md"}
    assert [copy for copy, _ in told(result, new)] == ["d.md"]


def test_two_files_of_two_listed_groups_are_a_new_finding(site: Path) -> None:
    baseline = site / "copies.json"
    baseline.write_text('{"schema_version": 1, "groups": [["a.md", "x.md"], ["b.md", "y.md"]]}')
    assert len(beyond_baseline(read(site), baseline, None)[0].duplicate_groups) == 1


@pytest.mark.parametrize("text", ["", "[]", '{"groups": 1}', '{"groups": [[1]]}', "\x00"])
def test_what_is_no_baseline_is_refused(site: Path, text: str) -> None:
    (site / "copies.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="--update-baseline"):
        beyond_baseline(read(site), site / "copies.json", None)


def test_a_missing_baseline_says_how_to_write_it(site: Path) -> None:
    with pytest.raises(UsageError, match="--update-baseline"):
        beyond_baseline(read(site), site / "none.json", None)


def test_only_copies_in_some_files_are_left_and_the_others_are_kept(site: Path) -> None:
    result, new = in_files(read(site), [f"{site}/a.md"])
    assert told(result, new) == {("a.md", "b.md")}
    (group,) = result.duplicate_groups
    assert result.reading.records[group.keep_record].source.endswith("b.md")
    assert in_files(read(site), [f"{site}/c.md", "nowhere.md"])[0].duplicate_groups == []
    both, _ = in_files(read(site), [f"{site}/a.md", f"{site}/b.md"])
    assert len(both.duplicate_groups) == 1
