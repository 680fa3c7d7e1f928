"""Every engine writes the same bytes: all files of a report, of any stream, with answers too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clustering.answers.file import Answer, Answers
from clustering.engines import spill
from clustering.engines.texts import StoredTexts
from clustering.model import Reading
from clustering.pipeline import run
from clustering.reporting import FORMATS, write
from clustering.settings.model import Settings
from clustering.sources import read_sources
from tests.engines.streams import WINDOW, stream_reading

Files = dict[str, bytes]


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let small runs do as large ones: in columns, and every array in a file."""
    monkeypatch.setattr("clustering.arrays.columns.MANY", 0)
    monkeypatch.setattr(spill, "_MIN_BYTES", 1)


def files_of(
    reading: Reading, engine: str, folder: Path, answers: Answers | None = None, **more: object
) -> Files:
    settings = Settings.model_validate({"engine": engine, "jobs": 1, **more})
    result = run(reading, settings, answers=answers)
    assert isinstance(result.corpus.articles.column("url"), StoredTexts) == (engine == "spill")  # type: ignore[attr-defined]
    written = write(result, folder / engine, FORMATS)
    return {file.name: file.read_bytes() for file in written if file.name != "run.json"}


def assert_same(one: Files, other: Files) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.slow("groups three thousand articles twice, and writes both reports")
@pytest.mark.parametrize("related", ["evidence", "merge"])
def test_three_thousand_articles_with_a_window_of_three_days(related: str, tmp_path: Path) -> None:
    inline, spilled = (
        files_of(stream_reading(1, 3_000, 60.0), name, tmp_path, window=WINDOW, related=related)
        for name in ("inline", "spill")
    )
    assert_same(inline, spilled)
    assert len(inline) == 7


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("undated", [0.0, 0.5, 1.0])
def test_small_streams_with_and_without_dates(seed: int, undated: float, tmp_path: Path) -> None:
    inline, spilled = (
        files_of(stream_reading(seed, 150, 20.0, undated), name, tmp_path, window=WINDOW)
        for name in ("inline", "spill")
    )
    assert_same(inline, spilled)


@pytest.mark.parametrize("articles", [1, 2])
def test_next_to_nothing(articles: int, tmp_path: Path) -> None:
    inline, spilled = (
        files_of(stream_reading(4, articles, 20.0), name, tmp_path) for name in ("inline", "spill")
    )
    assert_same(inline, spilled)


def test_answers_hold_in_every_engine(tmp_path: Path) -> None:
    asked = np.random.default_rng(5).permutation(300).reshape(-1, 2)[:30].tolist()
    said = ("same", "different", "copy")
    answers = Answers(
        "labels.yaml", [Answer(f"n{a}", f"n{b}", said[a % 3]) for a, b in asked], True
    )
    inline, spilled = (
        files_of(stream_reading(5, 300, 20.0), name, tmp_path, answers, window=WINDOW)
        for name in ("inline", "spill")
    )
    assert_same(inline, spilled)


def test_a_folder_of_posts_is_the_same_from_every_engine(tmp_path: Path) -> None:
    inline, spilled = (
        files_of(read_sources([Path("fixtures")]), name, tmp_path) for name in ("inline", "spill")
    )
    assert_same(inline, spilled)
