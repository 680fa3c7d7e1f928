"""What the commands say about languages."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from clustering.cli.meaning import ACROSS
from tests.cli.conftest import Invoke, besides_taken, refused
from tests.tiny_encoder import embed

TITLES = {
    "a": "Strong quake near the town of Tavrela",
    "b": "The ferry is back in the harbour of the town",
    "c": "Schweres Beben bei der Stadt Tawrela",
    "d": "Der Flughafen wird nach dem Umbau wieder geöffnet",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "headlines.csv"
    rows = "".join(f"{name},{title}\n" for name, title in TITLES.items())
    file.write_text("id,title\n" + rows, "utf-8")
    return file


def test_several_languages_are_told_in_one_line_with_the_way_to_join_them(
    invoke: Invoke, table: Path
) -> None:
    shown = invoke("stories", table)
    assert f"samestory: articles in German, English: {ACROSS}\n" in shown.stderr
    assert "--meaning" not in invoke("stories", table, "--quiet").stderr


def test_one_language_is_not_spoken_of(invoke: Invoke, posts: Path) -> None:
    assert besides_taken(invoke("stories", posts).stderr) == ""


def test_vectors_from_a_file_join_languages(invoke: Invoke, table: Path) -> None:
    vectors = table.with_name("v.npz")
    np.savez(vectors, ids=np.array(list(TITLES)), vectors=embed(list(TITLES.values())))
    shown = invoke("stories", table, "--meaning", "across", "--vectors", vectors, "-f", "jsonl")
    counts = [json.loads(line)["article_count"] for line in shown.stdout.splitlines()]
    assert counts == [2, 1, 1]
    assert "--meaning" not in shown.stderr


def test_a_missing_encoder_is_told_before_anything_is_read(
    invoke: Invoke, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("clustering.vectors.meaning.packaged.version", missing)
    told = refused(invoke("stories", table, "--meaning", "across"))
    assert told.startswith("samestory: --meaning needs an encoder")
    assert "pip install 'samestory[languages]'" in told


def test_a_cache_is_kept_unless_it_is_refused(
    invoke: Invoke, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr("clustering.system.user_cache.default_folder", lambda: cache)
    invoke("stories", table, "--meaning", "across", "--no-cache")
    assert not list(cache.rglob("vectors.db"))
    invoke("stories", table, "--meaning", "across")
    assert list(cache.rglob("vectors.db"))
