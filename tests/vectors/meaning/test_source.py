"""Where the vectors of a run come from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from clustering.articles.merge import merge
from clustering.errors import UsageError
from clustering.settings.model import Settings
from clustering.vectors.meaning.source import meaning_source
from tests.factories import make_reading, make_record
from tests.tiny_encoder import embed

READING = make_reading(
    [make_record("a", "Strong quake near the town"), make_record("b", "Beben bei der Stadt")]
)


def test_off_asks_for_nothing() -> None:
    assert meaning_source(Settings(model="no/such/folder"), None) is None


def test_an_encoder_a_function_or_a_file(tmp_path: Path) -> None:
    across = Settings(meaning="across")
    found = meaning_source(across, tmp_path)
    assert found and found.encoder and found.encoder.name == "use" and found.folder == tmp_path
    found = meaning_source(across, tmp_path, embed)
    assert found and found.encoder and found.encoder.name == "embed"


def test_a_model_that_is_no_folder_is_refused() -> None:
    with pytest.raises(UsageError, match="neither use nor e5 nor a folder"):
        meaning_source(Settings(meaning="across", model="e6"), None)


def test_given_vectors_are_found_by_the_ids_of_records(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    np.savez(file, ids=np.array(["b", "elsewhere"]), vectors=np.eye(2))
    source = meaning_source(Settings(meaning="across", vectors=str(file)), None)
    corpus = merge(READING.records)
    assert source
    told = source.meanings(READING, corpus)
    assert told is not None
    by_title = dict(zip((a.title for a in corpus.articles), told.rows.tolist(), strict=True))
    assert by_title == {"Beben bei der Stadt": [1.0, 0.0], "Strong quake near the town": [0.0, 0.0]}


def test_vectors_of_no_record_that_was_read_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "v.npz"
    np.savez(file, ids=np.array(["x"]), vectors=np.eye(1))
    source = meaning_source(Settings(meaning="across", vectors=str(file)), None)
    assert source
    with pytest.raises(UsageError, match="ids are as 'a'"):
        source.meanings(READING, merge(READING.records))


def test_what_compares_names_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clustering.vectors.meaning.source.find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"anyascii.*pip install 'samestory\[languages\]'"):
        meaning_source(Settings(meaning="across"), None, embed)
