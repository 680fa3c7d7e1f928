"""What is told of pairs in blocks of time is what is told of all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clustering.arrays.time_blocks import blocks_of_days
from clustering.engines.spill import SpillEngine
from clustering.graph.discounts import WordDiscounts, words_discount
from clustering.vectors.base import Vectors
from clustering.vectors.in_blocks import narrowed, similarities, told_of_pairs
from tests.pairs.vectors import random_days, random_vectors

FEATURES = ["w0", "italy", "italian", "kenya", "kenyan", "poland", *(f"w{n}" for n in range(6, 30))]


def some_vectors(articles: int) -> Vectors:
    """Return vectors with names in five columns, two of them adjectives, and figures in some."""
    matrix = random_vectors(1, articles)
    names = matrix.copy()
    names.data = ((names.indices > 0) & (names.indices < 6)).astype(np.float32)
    names.eliminate_zeros()
    return Vectors(
        matrix, [f"{'' if n % 3 else '1'}w{n}" for n in range(30)], names, features=FEATURES
    )


@pytest.mark.parametrize("rows", [1, 30, 500])
@pytest.mark.parametrize("undated", [0.2, 1.0])
def test_cosines_and_discounts_are_the_same_to_the_bit(rows: int, undated: float) -> None:
    vectors, rng = some_vectors(120), np.random.default_rng(2)
    left, right = np.sort(rng.integers(0, 120, (2, 900)), axis=0)
    blocks = blocks_of_days(random_days(1, 120, undated), rows)
    engine = SpillEngine(threads=2)
    whole = similarities(vectors, left, right, 1, engine, None)(slice(None))
    pieces = similarities(vectors, left, right, 1, engine, blocks)
    assert pieces(slice(None)).tobytes() == whole.tobytes()
    assert pieces(slice(5, 9)).tobytes() == whole[5:9].tobytes()
    kinds = np.float64, np.bool_
    share, differ = words_discount(vectors, left, right, whole)
    chosen = np.arange(900) % 3 > 0
    of_these = words_discount, kinds, vectors, (left, right), (whole,), 1, engine
    for told in (
        told_of_pairs(*of_these, blocks, chosen),
        told_of_pairs(*of_these, None, chosen),
        told_of_pairs(*of_these, None, chosen, WordDiscounts(vectors).between),
    ):
        for some in (slice(0, 900), slice(20, 31)):
            expected = [column[some][chosen[some]].tobytes() for column in (share, differ)]
            assert [one.tobytes() for one in told(some)] == expected
    every = told_of_pairs(*of_these, blocks)(slice(0, 900))
    assert [one.tobytes() for one in every] == [share.tobytes(), differ.tobytes()]
    assert 0 < differ.sum() < 900
    _, without_adjectives = words_discount(replace(vectors, features=()), left, right, whole)
    assert differ.sum() < without_adjectives.sum()


def test_narrowed_vectors_have_the_words_of_their_articles_alone() -> None:
    vectors = some_vectors(50)
    few = narrowed(vectors, np.array([4, 9]))
    assert few.matrix.shape[0] == 2
    assert few.matrix.shape[1] == len(few.words) == len(few.features) < 30
    numbers = [int(word.split("w")[1]) for word in few.words]
    assert list(few.features) == [FEATURES[number] for number in numbers]
    assert few.shared_words(0, 1) == vectors.shared_words(4, 9)
    assert few.names_in(1) == vectors.names_in(9)
