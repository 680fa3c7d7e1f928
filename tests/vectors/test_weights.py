"""How much a word weighs follows a formula, whatever the articles are."""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.vectors.statistics import WordStatistics
from clustering.vectors.weights import word_weights


def slow_weight(has: list[bool], words: int, p: float) -> float:
    """Weigh a word that some articles have, of ``words`` in all, by the documented formula."""
    a, k, length, m = len(has), words / len(has), 30, 4_000
    n, f = a * k / length, sum(has) / (1 + a)
    c, e = 1 - (1 - f) ** (length / k), 1 - exp(-length * p)
    corpus = log((1 + n + m) / (1 + n * c + m * e)) + 0.5
    return sqrt(1 - f**4) * float(corpus**0.45) * sqrt(-log(p))


def statistics_of(table: npt.NDArray[np.generic]) -> WordStatistics:
    """Count over a table that tells which article (row) has which word (column)."""
    articles, words = table.shape
    has = table != 0
    names, uses = [f"w{word}" for word in range(words)], np.zeros((2, words))
    found, entries = has.sum(axis=0), int(has.sum())
    return WordStatistics(names, found, uses, articles, entries, ("en",), np.zeros(words))


@given(drawn=st.data(), articles=st.integers(1, 6), words=st.integers(1, 5))
def test_weights_follow_the_documented_formula(
    drawn: st.DataObject, articles: int, words: int
) -> None:
    row = st.lists(st.booleans(), min_size=words, max_size=words)
    table = np.array(drawn.draw(st.lists(row, min_size=articles, max_size=articles)))
    common = np.array([10.0 ** -(1 + at) for at in range(words)])
    weights = word_weights(statistics_of(table), common)
    total = max(int(table.sum()), 1)
    expected = [slow_weight(table[:, at].tolist(), total, p) for at, p in enumerate(common)]
    assert weights == pytest.approx(expected)


def test_a_word_is_as_rare_among_headlines_as_among_long_texts() -> None:
    """The same 600 words as 60 headlines and as 10 articles, each word once; one said twice."""
    common = np.full(600, 1e-5)
    few, many = np.zeros((10, 600)), np.zeros((60, 600))
    for word in range(600):
        few[word % 10, word] = many[word % 60, word] = 1
    few[1, 0] = many[1, 0] = 1
    weights = [word_weights(statistics_of(table), common) for table in (few, many)]
    assert weights[0] == pytest.approx(weights[1], rel=2e-3)
