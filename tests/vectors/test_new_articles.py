"""Vectors of new articles by the word weights of a corpus."""

from __future__ import annotations

import numpy as np
import pytest

from clustering.settings.model import Settings
from clustering.vectors.base import Vectors
from clustering.vectors.new_articles import FittedWords
from clustering.vectors.words import vectorize
from tests.factories import make_article

ARTICLES = [
    make_article("a", "Storm Ottoline floods the harbour", excerpt="Ferries are cancelled."),
    make_article("b", "Gulls lose to terns", excerpt="Gulls, terns and the storm."),
    make_article("c", "Kelp wins prize at the harbour show"),
]


def fitted_words(settings: Settings) -> tuple[FittedWords, Vectors]:
    fitted = vectorize(ARTICLES, settings)
    assert fitted.statistics is not None
    return FittedWords(fitted.statistics, fitted.words, settings), fitted


@pytest.mark.parametrize("prior", [True, False])
def test_an_article_of_the_corpus_gets_the_vector_it_has(prior: bool) -> None:
    settings = Settings(prior=prior, boilerplate=False)
    words, fitted = fitted_words(settings)
    assert np.allclose(words.vectorize(ARTICLES).toarray(), fitted.matrix.toarray(), atol=1e-5)


def test_unknown_words_make_a_vector_shorter_whoever_else_uses_them() -> None:
    words, _ = fitted_words(Settings())
    known = make_article("x", "Storm at the harbour")
    partly = make_article("y", "Storm at the harbour, zeppelins overhead")
    other = make_article("z", "A zeppelin and its overheads")
    alone = words.vectorize([partly]).toarray()
    together = words.vectorize([known, other, partly]).toarray()
    lengths = np.linalg.norm(together, axis=1)
    assert lengths[0] == pytest.approx(1.0, abs=1e-5)
    assert 0.2 < lengths[2] < 0.9
    assert (together[2] == alone[0]).all()
    assert words.vectorize([]).shape == (0, together.shape[1])
