"""What checks of copies write for CI: annotations of GitHub, and SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clustering import cluster
from clustering.reporting.ci_formats import write_github, write_sarif
from clustering.result import Result
from tests.factories import make_record, text_written
from tests.selection.test_copies import TEXT, TITLE


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Return a kept post, a copy with odd signs in its name, and a copy in a row of a table."""
    monkeypatch.chdir(tmp_path)
    odd = tmp_path / "b, 100%: é.md"
    odd.write_text(f"---\nlayout: post\ntitle: {TITLE}\n---\n\n{TEXT}\n", encoding="utf-8")
    rows = [
        make_record("a.md", TITLE, 0.0, source="a.md", excerpt=TEXT),
        make_record(odd.name, TITLE, 0.2, source=str(odd), excerpt=TEXT),
        make_record("t.csv:7", TITLE, 0.4, source="t.csv", excerpt=TEXT),
    ]
    return cluster(rows)


def test_github_shows_each_copy_on_its_line(result: Result) -> None:
    first, second = text_written(write_github, result).splitlines()
    assert first.startswith("::error file=b%2C 100%25%3A é.md,line=3,title=Copy (")
    assert second.startswith("::error file=t.csv,line=7,")
    assert "repeats a.md" in first


def test_what_is_repeated_is_named_by_its_path_and_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    post = make_record("b.md", TITLE, 0.5, source="new/b.md", excerpt=TEXT)
    for name, source, shown in (("a.md", "old/a.md", "old/a.md"), ("t.csv:7", "t.csv", "t.csv:7")):
        assert f"repeats {shown} (" in text_written(
            write_github,
            cluster([make_record(name, TITLE, 0.0, source=source, excerpt=TEXT), post]),
        )


def test_no_text_ends_an_annotation_early() -> None:
    title = f"{TITLE}\r\n::error::%0A, gone"
    rows = [make_record(f"{k}.md", title, 0.1 * k, source="x.md", excerpt=TEXT) for k in range(2)]
    text = text_written(write_github, cluster(rows))
    assert text.count("\n") == 1
    assert "%250A, gone" in text


def required(document: dict[str, Any], *names: str) -> None:
    assert set(names) <= set(document)


def test_sarif_has_what_its_schema_requires(result: Result) -> None:
    log = json.loads(text_written(write_sarif, result))
    required(log, "version", "runs")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    required(run, "tool")
    driver = run["tool"]["driver"]
    required(driver, "name")
    for rule in driver["rules"]:
        required(rule, "id")
        required(rule["shortDescription"], "text")
    assert len(run["results"]) == 2
    for found in run["results"]:
        required(found, "message")
        required(found["message"], "text")
        assert driver["rules"][found["ruleIndex"]]["id"] == found["ruleId"]
        assert found["level"] in {"none", "note", "warning", "error"}
        for location in found["locations"] + found["relatedLocations"]:
            place = location["physicalLocation"]
            assert place["region"]["startLine"] >= 1
            assert place["artifactLocation"]["uri"].isascii()
            assert ":" not in place["artifactLocation"]["uri"].replace("%3A", "")
    prints = [found["partialFingerprints"]["copyOf/v1"] for found in run["results"]]
    assert len(set(prints)) == 2


def test_only_new_copies_are_told(result: Result) -> None:
    text = text_written(write_github, result, {2})
    assert "t.csv" in text
    assert text.count("\n") == 1
