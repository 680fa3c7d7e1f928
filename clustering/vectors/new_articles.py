"""Vectors of new articles by the word weights of a corpus, each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.text.clean import cut_word
from clustering.text.words import WordCounter
from clustering.vectors.statistics import WordStatistics
from clustering.vectors.weights import form_frequencies, least_commonness, word_weights
from clustering.vectors.words import word_features
from clustering.web.slugs import slug

_ROUNDED = 6  # digits, so that a vector does not depend on the order in which words were met


class FittedWords:
    """The words of a corpus, by which new articles are weighed.

    ``statistics`` tell how the corpus uses them; ``shown`` is the form of each that is used most.
    """

    def __init__(
        self, statistics: WordStatistics, shown: Sequence[str], settings: Settings
    ) -> None:
        self._settings = settings
        self._statistics = statistics
        self._columns = {name: column for column, name in enumerate(statistics.features)}
        common = np.maximum(
            least_commonness(statistics.features), form_frequencies(shown, statistics.languages)
        )
        self._weights = word_weights(statistics, common if settings.prior else None)

    def vectorize(self, articles: Sequence[Article]) -> sparse.csr_array:
        """Return a vector of each article over the words of the corpus; rows of length 1 or less.

        A word that the corpus does not have weighs what a word of no article weighs. It makes its
        vector shorter than 1, and is not in it. Shape ``(articles, words of the corpus)``, float64.
        """
        settings = self._settings
        counter = WordCounter()
        parts = (
            (settings.title_weight, [article.title for article in articles]),
            (settings.excerpt_weight, [self._excerpt(article.excerpt) for article in articles]),
            (settings.url_weight, [slug(article.url) for article in articles]),
        )
        fields = [(weight, counter.count(texts)) for weight, texts in parts]
        forms = list(counter.vocabulary)
        spread, names = word_features(forms)
        counts = sparse.csr_array((len(articles), len(names)))
        used = sparse.csr_array((len(articles), len(forms)))
        for weight, field in fields:
            wide = sparse.csr_array((field.data, field.indices, field.indptr), shape=used.shape)
            counts, used = counts + weight * (wide @ spread), used + wide
        entries = sparse.csr_array(counts).tocoo()
        known = np.array([self._columns.get(name, -1) for name in names], dtype=np.int64)
        column = known[entries.col]
        weights = self._weights_of_unknown(entries, used, spread, forms, names)
        weights[column >= 0] = self._weights[column[column >= 0]]
        values = np.round(np.log1p(entries.data) * weights, _ROUNDED)
        squares = np.bincount(entries.row, values**2, minlength=len(articles))
        lengths = np.maximum(np.round(np.sqrt(squares), _ROUNDED), 10.0**-_ROUNDED)
        kept = (column >= 0) & (values > 0)
        row = entries.row[kept]
        shape = (len(articles), len(self._columns))
        vectors = sparse.csr_array((values[kept] / lengths[row], (row, column[kept])), shape=shape)
        vectors.sort_indices()
        return vectors

    def _excerpt(self, excerpt: str) -> str:
        limit = self._settings.excerpt_chars
        return excerpt[:limit].removesuffix(cut_word(excerpt, limit))

    def _weights_of_unknown(
        self,
        entries: sparse.coo_array,
        used: sparse.csr_array,
        spread: sparse.csr_array,
        forms: list[str],
        names: list[str],
    ) -> FloatArray:
        """Weight of each entry as if no article of the corpus had its word.

        How common a word is, is told by the forms that its own article uses.
        """
        nowhere = replace(self._statistics, found=np.zeros(len(entries.data), dtype=np.int64))
        if not self._settings.prior:
            return word_weights(nowhere, None)
        uses = used.tocoo()
        width = np.diff(spread.indptr)[uses.col]
        row = np.repeat(uses.row, width).astype(np.int64)
        first = np.repeat(spread.indptr[uses.col] - np.cumsum(width) + width, width)
        feature = spread.indices[first + np.arange(len(row))]
        keys = entries.row.astype(np.int64) * len(names) + entries.col
        order = np.argsort(keys)
        place = order[np.searchsorted(keys, row * len(names) + feature, sorter=order)]
        common = least_commonness(names)[entries.col]
        frequency = form_frequencies(forms, self._statistics.languages)
        np.maximum.at(common, place, np.repeat(frequency[uses.col], width))
        return word_weights(nowhere, common)
