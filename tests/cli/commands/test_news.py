"""The commands ``report --store`` and ``news``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke, refused, succeeded, write_post


@pytest.fixture
def store(tmp_path: Path, invoke: Invoke) -> Path:
    """Make a store with two runs: a bridge, then a second report on it and a soup."""
    folder, path = tmp_path / "own", tmp_path / "news.db"
    folder.mkdir()
    for names in (["bridge.md"], ["crack.md", "soup.md"]):
        for name in names:
            write_post(folder, name)
        out = tmp_path / "report"
        assert invoke("report", folder, "--store", path, "--out", out).exit_code == 0
    return path


def test_news_tell_what_grew_and_what_is_new(store: Path, invoke: Invoke) -> None:
    found = succeeded(invoke("news", store, "--since", "1"))
    assert "New (1)" in found.stdout
    assert "Ten soups for cold evenings" in found.stdout
    assert "+1 article, 1 new outlet: Coastherald" in found.stdout


def test_news_as_data_pipe_into_other_programs(store: Path, invoke: Invoke) -> None:
    document = json.loads(invoke("news", store, "--since", "1", "--format", "json").stdout)
    assert {item["section"] for item in document["items"]} == {"new", "grown"}


def test_wide_stories_alone(store: Path, invoke: Invoke) -> None:
    found = invoke("news", store, "--since", "1", "--min-outlets", "2")
    assert "soup" not in found.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["none.db"], "there is no such store"),
        (["{store}", "--since", "someday"], "give yesterday, last, the number of a run, or a date"),
    ],
)
def test_mistakes_are_told_with_the_way_out(
    store: Path, invoke: Invoke, words: list[str], sentence: str
) -> None:
    assert sentence in refused(invoke("news", *(word.format(store=store) for word in words)))
