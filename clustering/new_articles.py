"""Finds the story of a result that a new article belongs to, each by itself.

The result stays as it is. An article is compared with those of the result as these were compared
with each other: by words in the weights of the result, smoothed by its neighbours, with the same
decay and discounts. It joins a story by the rule that cuts the tree (``stories/contrast.py``),
asked of one more merge.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray, IntArray
from clustering.articles.merge import merge
from clustering.errors import UsageError
from clustering.graph.discounts import (
    ROUNDUP,
    WordShares,
    effective_words,
    few_words_share,
    own_outlet_share,
)
from clustering.model import Article, Record
from clustering.pairs.nearest import candidate_floor, comparisons_per_article, time_decay
from clustering.pairs.smoothing import MAX_NEIGHBOURS, MIN_SMOOTHED_WEIGHT
from clustering.result import Result
from clustering.stories.contrast import joins
from clustering.stories.surroundings import surroundings
from clustering.text.roundups import is_roundup
from clustering.vectors.new_articles import FittedWords

_ROUNDED = 9  # digits of a strength
_EQUAL = 0.9999  # similarity from which two articles say the same, and are one story
_AT_ONCE = 500  # new articles whose likeness to all articles is held at once


class NewArticles:
    """Places new articles among the stories of a result, by its word weights."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._settings = result.settings
        statistics = result.own.statistics
        if statistics is None or len(statistics.features) != len(result.own.words):
            raise UsageError("new articles are placed by the words of one run; run cluster anew.")
        self._words = FittedWords(statistics, result.own.words, result.settings)
        self._own = result.own.matrix.astype(np.float64)
        self._shared = WordShares(result.own)
        self._roundup = np.array([is_roundup(one.title) for one in result.articles], dtype=np.bool_)
        comparisons = comparisons_per_article(result.corpus.days, result.settings.window)
        self._floor = min(result.settings.link, candidate_floor(comparisons))
        self._smoothed = result.vectors.matrix.astype(np.float64)
        self._article_of_key = {
            key: at for at, article in enumerate(result.articles) for key in article.keys
        }
        outlets = zip(result.articles, result.corpus.outlets.tolist(), strict=True)
        self._outlets = {one.outlet.key: number for one, number in outlets if number >= 0}
        self._sizes = np.bincount(result.story_of, minlength=len(result.stories))
        around = surroundings(result.tree, result.story_of)
        self._inside, self._outside = around.inside, around.outside

    def story_of(self, records: Sequence[Record]) -> IntArray:
        """Return the position of each record's story; -1 for none. Shape ``(records,)``."""
        articles = [merge([record]).articles[0] for record in records]
        found = np.full(len(articles), -1, dtype=np.int64)
        if not len(self._result.articles):
            return found
        for start in range(0, len(articles), _AT_ONCE):
            some = articles[start : start + _AT_ONCE]
            vectors = self._words.vectorize(some)
            likeness = sparse.csr_array(vectors @ self._own.T)
            for at, article in enumerate(some):
                found[start + at] = self._place(article, vectors[[at]], likeness[[at]])
        return found

    def _place(self, article: Article, vector: sparse.csr_array, likeness: sparse.csr_array) -> int:
        story_of = self._result.story_of
        known = [self._article_of_key[key] for key in article.keys if key in self._article_of_key]
        if known:
            return int(story_of[known[0]])
        near, similar = self._nearest(likeness)
        if not len(near):
            return -1
        day = self._day_of(article, near, similar)
        nearest = int(similar.argmax())
        if similar[nearest] >= _EQUAL and self._decay(near[[nearest]], day)[0] > 0:
            return int(story_of[near[nearest]])
        smoothed = self._smooth(vector, near, similar * self._decay(near, day))
        again = np.minimum((self._smoothed[near] @ smoothed.T).toarray().ravel(), 1.0)
        strength = again * self._decay(near, day)
        strength *= self._discount(article, vector, near, similar, again)
        excess = np.maximum(np.round(strength, _ROUNDED) - self._settings.link, 0.0)
        sums = np.bincount(story_of[near], excess, minlength=len(self._sizes))
        heights = np.round(sums / self._sizes, _ROUNDED)
        best = int(heights.argmax())
        if heights[best] <= 0:
            return -1
        if self._settings.cohesion is not None:
            return best if heights[best] >= self._settings.cohesion else -1
        size, inside, outside = (
            int(self._sizes[best]),
            float(self._inside[best]),
            float(self._outside[best]),
        )
        height, detail = float(heights[best]), self._settings.detail
        return best if joins(height, size, inside, outside, detail) else -1

    def _day_of(self, article: Article, near: IntArray, similar: FloatArray) -> float:
        """Return the day by which an article is judged: its own, or that of the nearest one."""
        if article.published:
            return article.published.timestamp() / 86_400
        if not self._settings.borrow_dates:
            return float("nan")
        return float(self._result.days[near[similar.argmax()]])

    def _decay(self, near: IntArray, day: float) -> FloatArray:
        return time_decay(np.abs(self._result.days[near] - day), self._settings.window)

    def _smooth(
        self, vector: sparse.csr_array, near: IntArray, strength: FloatArray
    ) -> sparse.csr_array:
        strongest = np.lexsort((near, -strength))[:MAX_NEIGHBOURS]
        weights = sparse.csr_array(self._settings.smoothing * strength[strongest][np.newaxis])
        smoothed = sparse.csr_array(vector + weights @ self._own[near[strongest]])
        smoothed.data /= max(np.sqrt((smoothed.data**2).sum()), 1.0)
        smoothed.data[smoothed.data < MIN_SMOOTHED_WEIGHT] = 0
        return smoothed

    def _nearest(self, likeness: sparse.csr_array) -> tuple[IntArray, FloatArray]:
        """Return the nearest articles, in order of position, and how similar they are."""
        similar = np.round(likeness.data, _ROUNDED)
        best = np.lexsort((likeness.indices, -similar))[: self._settings.neighbours]
        best = best[similar[best] >= self._floor]
        best = best[np.argsort(likeness.indices[best])]
        return likeness.indices[best].astype(np.int64), similar[best]

    def _discount(
        self,
        article: Article,
        vector: sparse.csr_array,
        near: IntArray,
        similar: FloatArray,
        again: FloatArray,
    ) -> FloatArray:
        """Return the share of each strength that counts; see ``graph/discounts.py``."""
        squared = vector.multiply(vector).tocsr()
        squares = (self._shared.squared[near] @ squared.T).toarray().ravel()
        numbers = (self._shared.numbers[near] @ vector.T).toarray().ravel()
        fewer = np.minimum(self._shared.effective[near], effective_words(squared))
        number = self._outlets.get(article.outlet.key, -1)
        is_one = (self._result.corpus.outlets[near] == number) & (number >= 0)
        share = few_words_share(similar, squares, numbers, fewer) * own_outlet_share(is_one, again)
        return share * np.where(self._roundup[near] | is_roundup(article.title), ROUNDUP, 1.0)
