"""Whether engines write the same files: all of a report but the record of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from clustering.answers.file import Answers
from clustering.engines import spill
from clustering.engines.base import Engine
from clustering.engines.inline import InlineEngine
from clustering.engines.texts import StoredTexts
from clustering.model import Reading
from clustering.pipeline import run
from clustering.reporting import FORMATS, write
from clustering.settings.model import Settings

Files = dict[str, bytes]


def files_of(
    engine: Engine,
    reading: Reading,
    folder: Path,
    answers: Answers | None = None,
    **settings: object,
) -> Files:
    """Run with an engine, and return what the report says."""
    with pytest.MonkeyPatch.context() as patch:
        # Small runs do as large ones: in columns, and every array in a file.
        patch.setattr("clustering.arrays.columns.MANY", 0)
        patch.setattr(spill, "_MIN_BYTES", 1)
        patch.setattr("clustering.pipeline.choose_engine", lambda *_: engine)
        result = run(reading, Settings.model_validate({"jobs": 1, **settings}), answers=answers)
        urls = result.corpus.articles.column("url")  # type: ignore[attr-defined]
        assert isinstance(urls, StoredTexts) == engine.is_sliced
        written = write(result, folder / engine.name, FORMATS)
    return {file.name: file.read_bytes() for file in written if file.name != "run.json"}


def assert_same(
    engine: Engine,
    reading: Reading,
    folder: Path,
    answers: Answers | None = None,
    **settings: object,
) -> None:
    """Check that an engine writes the bytes that the engine in memory writes."""
    expected = files_of(InlineEngine(), reading, folder, answers, **settings)
    found = files_of(engine, reading, folder, answers, **settings)
    assert len(expected) == 7
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []
