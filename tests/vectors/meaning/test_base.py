"""Unit vectors, and the contract that every encoder keeps."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.errors import UsageError
from clustering.vectors.meaning.base import DenseArray, Embed, Encoder, FunctionEncoder, unit_dense
from clustering.vectors.meaning.packaged import open_package
from tests.tiny_encoder import TinyEncoder, embed

TEXTS = ["Strong quake near Tavrela", "Beben bei Tawrela", "", "a\0b", "港" * 300, "\ud800"]


def encoders() -> list[Encoder]:
    return [TinyEncoder(), FunctionEncoder(embed), open_package("use")]


def test_rows_get_length_one_and_what_has_no_length_stays_zero() -> None:
    rows = unit_dense([[3.0, 4.0], [0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0]])
    assert rows.dtype == np.float32
    assert rows[0].tolist() == pytest.approx([0.6, 0.8])
    assert not rows[1:].any()


@pytest.mark.parametrize("encoder", encoders(), ids=lambda encoder: encoder.name)
def test_every_encoder_gives_the_same_unit_row_in_any_company(encoder: Encoder) -> None:
    texts = [text for text in TEXTS if encoder.name != "use" or text != "\ud800"]
    together = encoder.encode(texts)
    assert together.dtype == np.float32 and len(together) == len(texts)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-5)
    backwards = encoder.encode(texts[::-1])[::-1]
    assert np.array_equal(together, backwards)
    assert np.array_equal(together[:1], encoder.encode(texts[:1]))


@pytest.mark.parametrize("encoder", encoders(), ids=lambda encoder: encoder.name)
def test_every_encoder_says_how_far_it_is(encoder: Encoder) -> None:
    told: list[tuple[int, int]] = []
    encoder.encode(["one", "two"], lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)


def test_a_function_may_return_lists_and_gets_some_texts_at_a_time() -> None:
    sizes: list[int] = []

    def embed(texts: list[str]) -> list[list[int]]:
        sizes.append(len(texts))
        return [[len(text), 1] for text in texts]

    rows = FunctionEncoder(embed).encode(["ab"] * 300)
    assert rows.shape == (300, 2) and len(sizes) == 2
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "embed",
    [
        lambda texts: [[1.0]],
        lambda texts: [1.0, 2.0],
        lambda texts: "words",
        lambda texts: None,
        lambda texts: [[1.0], [1.0, 2.0]],
    ],
)
def test_anything_but_a_vector_for_each_text_is_refused(embed: Embed) -> None:
    with pytest.raises(UsageError, match="embed: "):
        FunctionEncoder(embed).encode(["one", "two"])


def test_vectors_of_two_lengths_are_refused() -> None:
    def embed(texts: list[str]) -> DenseArray:
        return np.ones((len(texts), len(texts)), dtype=np.float32)

    with pytest.raises(UsageError, match="all of one length"):
        FunctionEncoder(embed).encode(["text"] * 300)
