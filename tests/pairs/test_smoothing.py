"""Smoothing: neighbours lend words, strangers do not, and nothing depends on block borders."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.pairs import smoothing
from clustering.pairs.borrowed_dates import days_and_decay
from clustering.pairs.nearest import nearest_pairs
from clustering.pairs.smoothing import smooth
from clustering.settings.model import Settings
from clustering.vectors.base import Vectors
from clustering.vectors.words import vectorize
from tests.factories import make_article

TITLES = [
    "Storm Ottoline floods the harbour of Brackwater",
    "Brackwater harbour flooded by Ottoline",
    "Ottoline: ferries cancelled, thousands without power",
    "Ferries cancelled and power cut for thousands",
    "Chess final between Arkady and Lindqvist ends in a draw",
]


def smoothed(weight: float, days: list[float] | None = None) -> tuple[Vectors, Vectors]:
    articles = [make_article(name, title) for name, title in zip("abcde", TITLES, strict=True)]
    vectors = vectorize(articles, Settings())
    when = np.array(days if days is not None else [0.0] * len(TITLES))
    pairs = nearest_pairs(vectors.matrix, when, 10, 0.05, 14.0)
    _, decay = days_and_decay(when, None, *pairs.some(slice(None))[:2], 14.0)
    return vectors, smooth(vectors, pairs, decay, weight)


def likeness(vectors: Vectors, left: int, right: int) -> float:
    return float(vectors.similarities(np.array([left]), np.array([right]))[0])


def test_articles_that_share_neighbours_come_closer() -> None:
    before, after = smoothed(0.3)
    assert likeness(after, 0, 2) > likeness(before, 0, 2)


def test_a_stranger_stays_a_stranger() -> None:
    before, after = smoothed(0.3)
    assert likeness(after, 0, 4) <= likeness(before, 0, 4) + 1e-6


def test_neighbours_lend_less_the_further_away_in_time() -> None:
    _, together = smoothed(0.3)
    _, apart = smoothed(0.3, days=[0.0, 0.0, 12.0, 12.0, 0.0])
    assert likeness(apart, 0, 2) < likeness(together, 0, 2)


def test_rows_keep_length_one() -> None:
    _, after = smoothed(0.3)
    assert np.allclose((after.matrix.toarray() ** 2).sum(axis=1), 1.0, atol=1e-5)


def test_weight_zero_changes_nothing() -> None:
    before, after = smoothed(0.0)
    assert after is before


def test_block_borders_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    _, whole = smoothed(0.3)
    monkeypatch.setattr(smoothing, "_BLOCK", 2)
    _, blocks = smoothed(0.3)
    assert np.array_equal(whole.matrix.toarray(), blocks.matrix.toarray())


def test_smoothing_keeps_the_names_of_titles() -> None:
    before, after = smoothed(0.3)
    assert before.names is not None
    assert after.names is before.names
    assert after.names_in(0) == before.names_in(0) != []
