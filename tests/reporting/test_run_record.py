"""``run.json``: what ran on what, how long it took, and what the command was asked to read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clustering import reporting
from clustering.reporting import graphml
from clustering.reporting.run_record import Request
from clustering.result import Result


def recorded(result: Result, folder: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    reporting.write(result, folder / "report", ["graphml"], **more)
    record: dict[str, Any] = json.loads((folder / "report" / "run.json").read_text())
    return record


def test_the_run_record_names_tool_settings_skips_and_times(result: Result, tmp_path: Path) -> None:
    origins = dict.fromkeys(type(result.settings).model_fields, "default")
    request = Request(["table.csv"], origins=origins)
    reporting.write(result, tmp_path / "report", ["csv"], request=request)
    record = json.loads((tmp_path / "report" / "run.json").read_text())
    assert record["tool"] == "samestory"
    assert record["files"] == ["stories.csv", "duplicates.csv", "assignments.csv"]
    assert record["settings"]["link"] == {"value": result.settings.link, "origin": "default"}
    assert record["sources"] == {"files": 1, "records": {"table.csv": 8}}
    assert record["counts"] == result.counts
    assert record["skipped"] == [
        {"path": "posts/broken.md", "line": 3, "reason": "no front matter"}
    ]
    assert list(record["seconds"]) == ["read", "stories", "report"]
    assert record["peak_memory_mb"] > 0


def test_what_was_asked_for_is_kept_as_given(result: Result, tmp_path: Path) -> None:
    request = Request(
        sources=["../posts", "t.csv\udcff"],
        columns=[("title", "KOP"), ("url", "a"), ("title", "Kop 2")],
        labels="answers.yaml",
        store="news.db",
        ignored=["../posts/x.csv"],
    )
    record = recorded(result, tmp_path, request=request)
    assert record["request"] == {
        "sources": ["../posts", "t.csv\ufffd"],
        "columns": {"title": ["KOP", "Kop 2"], "url": ["a"]},
        "labels": "answers.yaml",
        "store": "news.db",
        "outlet": None,
    }
    assert record["ignored"] == ["../posts/x.csv"]


def test_without_a_command_nothing_was_asked_for(result: Result, tmp_path: Path) -> None:
    record = recorded(result, tmp_path)
    assert (record["request"], record["ignored"], record["notes"]) == (None, [], [])
    assert record["settings"]["link"] == {"value": result.settings.link}


def test_memory_is_told_for_each_stage(result: Result, tmp_path: Path) -> None:
    memory = recorded(replace(result, memory={"pairs": 7, "stories": 9}), tmp_path)["memory"]
    assert list(memory["peak_memory_mb"]) == ["pairs", "stories", "report"]
    assert memory["peak_memory_mb"]["pairs"] == 7
    assert memory["about"].startswith("the most memory that the process had held")


def test_what_a_file_leaves_out_is_noted(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphml, "MAX_GRAPH_ARTICLES", 5)
    [note] = recorded(result, tmp_path)["notes"]
    assert note.startswith("graph.graphml holds the first 1 of 2 stories")
