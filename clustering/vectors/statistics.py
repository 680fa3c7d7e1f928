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
    common
        Frequency of each feature in its language, that of its most common form here; shape
        ``(features,)``; 0 where it is not known.
    """

    features: list[str]
    found: IntArray
    uses: FloatArray
    articles: int
    entries: int
    languages: tuple[str, ...]
    common: FloatArray

    def at(self, features: list[str]) -> WordStatistics:
        """Return the same counts for other features; those not counted have 0 articles."""
        place = {feature: at for at, feature in enumerate(self.features)}
        rows = np.array([place.get(feature, -1) for feature in features], dtype=np.int64)
        # A last column of zeros, which -1 stands for.
        return replace(
            self,
            features=features,
            found=np.append(self.found, 0)[rows],
            uses=np.append(self.uses, np.zeros((2, 1)), axis=1)[:, rows],
            common=np.append(self.common, 0.0)[rows],
        )

    def with_new(self, later: WordStatistics) -> WordStatistics:
        """Add the features that only later articles have; all other counts stay as they are.

        Their numbers of articles are converted, so that the shares of the later articles hold.
        A feature that no article has, as it was only met cut off, is none.
        """
        kept = np.flatnonzero(self.found)
        own = [self.features[at] for at in kept.tolist()]
        known = set(own)
        met = (later.found > 0).tolist()
        new = [at for at, name in enumerate(later.features) if met[at] and name not in known]
        converted = np.rint(later.found[new] * (self.articles / max(later.articles, 1)))
        return replace(
            self,
            features=own + [later.features[at] for at in new],
            found=np.concatenate([self.found[kept], np.maximum(converted, 1).astype(np.int64)]),
            uses=np.concatenate([self.uses[:, kept], later.uses[:, new]], axis=1),
            common=np.concatenate([self.common[kept], later.common[new]]),
        )
