"""How a corpus uses its words: what their weights, and which of them are names, is told from.

A run measures its own corpus, or is given what an earlier one measured, so that the articles of
yesterday keep their vectors when new ones come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from clustering.arrays.types import FloatArray, IntArray


@dataclass(frozen=True)
class WordStatistics:
    """What was counted over a corpus.

    Attributes
    ----------
    features
        What words count as (see :func:`clustering.text.words.features`).
    found
        Number of articles that have each feature; shape ``(features,)``.
    uses
        How often each is used in ordinary writing, in all and with a capital; shape
        ``(2, features)``.
    articles
        Number of articles.
    entries
        Number of different features of an article, summed over the articles.
    languages
        Languages of the corpus, English first; empty where nobody asked.
    """

    features: list[str]
    found: IntArray
    uses: FloatArray
    articles: int
    entries: int
    languages: tuple[str, ...]

    def at(self, features: list[str]) -> WordStatistics:
        """Return the same counts for other features; those not counted have 0 articles."""
        place = {feature: at for at, feature in enumerate(self.features)}
        rows = np.array([place.get(feature, -1) for feature in features], dtype=np.int64)
        # A last column of zeros, which -1 stands for.
        found, uses = np.append(self.found, 0), np.append(self.uses, np.zeros((2, 1)), axis=1)
        return replace(self, features=features, found=found[rows], uses=uses[:, rows])

    def with_new(self, later: WordStatistics) -> WordStatistics:
        """Add the features that only later articles have; all other counts stay as they are.

        Their numbers of articles are converted, so that the shares of the later articles hold.
        """
        known = set(self.features)
        new = [at for at, feature in enumerate(later.features) if feature not in known]
        converted = np.rint(later.found[new] * (self.articles / max(later.articles, 1)))
        return replace(
            self,
            features=[*self.features, *(later.features[at] for at in new)],
            found=np.concatenate([self.found, np.maximum(converted, 1).astype(np.int64)]),
            uses=np.concatenate([self.uses, later.uses[:, new]], axis=1),
        )
