"""How much a word weighs: how rare it is in the corpus, blended with how rare in its language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from clustering.arrays.types import FloatArray
from clustering.text.frequencies import word_frequencies
from clustering.text.words import is_syllable
from clustering.vectors.statistics import WordStatistics

# Least frequency: wordfreq's lists end at 1e-8, and words outside them get that.
_MIN_FREQUENCY = 1e-8
# Frequency of a pair of kana or Thai letters: of fifty signs there are 2,500 pairs.
_SYLLABLE_FREQUENCY = 1e-3
# Added to the logarithm, so that no word has weight 0; scikit-learn adds 1. With 0 or 1 macro F1
# is 0.0015 lower.
_IDF_OFFSET = 0.5
# Powers of the two parts of a weight. Their sum is below 1, so that one shared rare name does not
# put two articles into one story. F1 is the same to 0.003 from 0.35 and 0.55 to 0.45 and 0.5; a
# smaller power of the corpus part merges posts on one vendor's products (45 alarms on 4,938 posts
# with 0.35 and 0.55, 12 with these).
_CORPUS_POWER = 0.45
_LANGUAGE_POWER = 0.5
# Articles of the language at large that are added to the corpus when document frequencies are
# counted. Without them the words of the events are common in 200 articles on six events, which
# are then grouped differently than among many others (adjusted Rand index 0.02 lower). F1 of the
# whole sets is the same to 0.002 from 1,000 to 16,000; that of 50 to 600 articles is 0.007 higher
# at 4,000 than at 1,000; more than 4,000 merges posts of one vendor.
_BACKGROUND_ARTICLES = 4_000
# Different words in an article of the usual length, between ten of a headline and sixty of a long
# excerpt. Document frequencies are converted to articles of this length, so that they are
# comparable between headlines and excerpts: 200 articles of one kind are then grouped alike alone
# and among many of the other kind (adjusted Rand index 0.01 higher than without). From 25 to 45
# F1 is the same to 0.001.
_USUAL_ARTICLE_WORDS = 30
# Power with which a word's weight falls to 0 as its share of the articles rises to 1. Without
# this and the background articles, seven articles on two events in face recognition would be one
# story.
_UBIQUITY_POWER = 4


def word_weights(counted: WordStatistics, common: FloatArray | None) -> FloatArray:
    """Weight of each word: how rare it is here, blended with how rare it is in the language.

    The corpus part is a smooth inverse document frequency over articles of the usual length
    ``l`` = 30 words, so that headlines and long excerpts are comparable: ``a`` articles of
    ``k`` words make ``n = a * k / l`` of them, and a word in a share ``f`` of the articles is in
    ``c = 1 - (1 - f) ** (l / k)`` of these. With them ``m`` = 4,000 articles of the language at
    large are counted, so that a few articles do not say alone what is common (additive
    smoothing towards a background, Zhai & Lafferty 2004):
    ``log((1 + n + m) / (1 + n * c + m * e)) + 0.5``, where ``e = 1 - exp(-l * p)`` is the share
    that has the word by its frequency ``p`` in the language. The prior part is ``-log p``. The
    one to the power of 0.45 times the other to that of 0.5 makes seven posts and seven hundred
    thousand comparable. The word counts ``1 - f ** 4`` when two articles share it: what nearly
    all articles say, however rare elsewhere, tells none apart.

    Parameters
    ----------
    counted
        How many articles there are, and how many have each word.
    common
        Frequency of each word in its language; ``None`` for the corpus alone, with
        ``log((1 + a) / (1 + b)) + 0.5`` where ``b`` of ``a`` articles have the word.
    """
    articles, found = counted.articles, counted.found
    if common is None:
        alone: FloatArray = np.log((1 + articles) / (1 + found)) + _IDF_OFFSET
        return alone
    words_each = max(counted.entries, 1) / max(articles, 1)
    usual = (
        articles * words_each / _USUAL_ARTICLE_WORDS
    )  # articles of the usual length that the corpus makes
    share = found / (1 + articles)
    here = -np.expm1(_USUAL_ARTICLE_WORDS / words_each * np.log1p(-share))
    anywhere = -np.expm1(-_USUAL_ARTICLE_WORDS * common)
    both = (1 + usual + _BACKGROUND_ARTICLES) / (1 + usual * here + _BACKGROUND_ARTICLES * anywhere)
    corpus = np.log(both) + _IDF_OFFSET
    distinctiveness = np.sqrt(1 - share**_UBIQUITY_POWER)
    weights: FloatArray = (
        distinctiveness * corpus**_CORPUS_POWER * (-np.log(common)) ** _LANGUAGE_POWER
    )
    return weights


def commonness(
    forms: list[str], spread: sparse.csr_array, names: list[str], languages: Sequence[str]
) -> FloatArray:
    """Frequency of each feature in its language: that of its most common form."""
    common = least_commonness(names)
    links = spread.tocoo()
    np.maximum.at(common, links.col, form_frequencies(forms, languages)[links.row])
    return common


def form_frequencies(forms: Sequence[str], languages: Sequence[str]) -> FloatArray:
    """Frequency of each word in its language; shape ``(words,)``."""
    known = word_frequencies(forms, languages)
    return np.array([known.get(form, _MIN_FREQUENCY) for form in forms], dtype=np.float64)


def least_commonness(names: Sequence[str]) -> FloatArray:
    """Frequency that a feature has at least, whatever words count as it; ``(features,)``."""
    return np.array(
        [_SYLLABLE_FREQUENCY if is_syllable(name) else _MIN_FREQUENCY for name in names],
        dtype=np.float64,
    )
