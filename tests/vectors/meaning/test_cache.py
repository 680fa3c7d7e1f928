"""Vectors that are remembered: the same bytes cold and warm, and nothing that harms."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from clustering.system.progress import Tell
from clustering.vectors.meaning.base import DenseArray
from clustering.vectors.meaning.cache import FILE_NAME, encode_remembered
from tests.tiny_encoder import TinyEncoder, embed

TEXTS = ["quake", "ferry", "quake", "strike at the bank"]


def test_each_different_text_is_encoded_once_and_never_again(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    cold = encode_remembered(encoder, TEXTS, tmp_path)
    assert encoder.encoded == 3
    warm = encode_remembered(encoder, TEXTS[::-1], tmp_path)[::-1]
    assert encoder.encoded == 3
    assert cold.tobytes() == warm.tobytes() == embed(TEXTS).tobytes()


def test_another_version_is_encoded_anew(tmp_path: Path) -> None:
    encode_remembered(TinyEncoder(), TEXTS, tmp_path)
    other = TinyEncoder()
    other.version = "2"
    encode_remembered(other, TEXTS, tmp_path)
    assert other.encoded == 3


def test_without_a_folder_nothing_is_written(tmp_path: Path) -> None:
    encode_remembered(TinyEncoder(), TEXTS, None)
    unkept = TinyEncoder()
    unkept.is_kept = False
    encode_remembered(unkept, TEXTS, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database at all, but long enough" * 99, b""])
def test_a_broken_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    found = encode_remembered(TinyEncoder(), TEXTS, tmp_path)
    assert found.tobytes() == embed(TEXTS).tobytes()
    encoder = TinyEncoder()
    encode_remembered(encoder, TEXTS, tmp_path)
    assert encoder.encoded == 0


def test_a_row_of_another_length_is_not_believed(tmp_path: Path) -> None:
    encode_remembered(TinyEncoder(), TEXTS, tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        database.execute("UPDATE vectors SET row = x'00'")
    database.close()
    found = encode_remembered(TinyEncoder(), TEXTS, tmp_path)
    assert found.tobytes() == embed(TEXTS).tobytes()


def test_what_was_encoded_before_an_interruption_is_kept(tmp_path: Path) -> None:
    class Interrupted(TinyEncoder):
        def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
            if self.encoded >= 500:
                raise KeyboardInterrupt
            return super().encode(texts, tell)

    texts = [f"quake {number}" for number in range(900)]
    with pytest.raises(KeyboardInterrupt):
        encode_remembered(Interrupted(), texts, tmp_path)
    encoder = TinyEncoder()
    told: list[tuple[int, int]] = []
    found = encode_remembered(encoder, texts, tmp_path, lambda *done: told.append(done))
    assert encoder.encoded == 400
    assert told[0] == (501, 900) and told[-1] == (900, 900)
    assert np.array_equal(found, embed(texts))


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert len(encode_remembered(TinyEncoder(), [], tmp_path)) == 0
