"""Any function as an encoder."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.errors import UsageError
from clustering.vectors.meaning.base import DenseArray
from clustering.vectors.meaning.functions import Embed, FunctionEncoder


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
