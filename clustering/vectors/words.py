"""From cleaned text to weighted unit vectors: which words count, and how much."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from clustering.arrays.columns import column_of
from clustering.arrays.compact import each
from clustering.arrays.rows import group_adder
from clustering.arrays.types import BoolArray, FloatArray
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.text.clean import cut_word
from clustering.text.frequencies import languages_of, word_frequencies
from clustering.text.proper_names import TitleNames
from clustering.text.tokenizer import Numbering, SpelledTexts
from clustering.text.words import WordCounter, features, is_syllable
from clustering.vectors.base import Vectors, unit_rows
from clustering.vectors.statistics import WordStatistics
from clustering.web.slugs import slug

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


def vectorize(
    articles: Sequence[Article],
    settings: Settings,
    frozen: WordStatistics | None = None,
    titles_read: SpelledTexts | None = None,
) -> Vectors:
    """Weigh the words of titles, excerpts and URL paths into unit vectors.

    What is only met as the last, cut word of an excerpt has no weight.

    Parameters
    ----------
    frozen
        What an earlier run counted; weights and names are told from it, and from these articles
        only for words that it did not have.
    titles_read
        The titles, where they are read for others as well.
    """
    spellings, in_titles = titles_read or SpelledTexts.of(column_of(articles, "title"))
    texts, limit = column_of(articles, "excerpt"), settings.excerpt_chars
    in_texts = spellings.read(each(lambda text: text[:limit], texts))
    counter = WordCounter(spellings)
    titles, excerpts = counter.count(in_titles), counter.count(in_texts)
    cut = counter.count(each(lambda text: cut_word(text, limit), texts))
    slugs = counter.count(each(slug, column_of(articles, "url")))
    forms = list(counter.vocabulary)
    spread, names = word_features(forms)
    fields = [_widen(counts, len(forms)) for counts in (titles, excerpts, slugs)]
    uses = np.asarray(sum(counts.sum(axis=0) for counts in fields)).ravel()
    languages: Sequence[str] = ()
    if settings.prior:
        known = frozen.languages if frozen else ()
        languages = known or languages_of(fields[0] + fields[1], counter.vocabulary)
    spread = _without_scraps(spread, uses, _widen(cut, len(forms)))
    titles, excerpts, slugs = (counts @ spread for counts in fields)
    del fields, cut
    if settings.boilerplate:
        excerpts = _without_boilerplate(titles, excerpts, texts)
    counts = sparse.csr_array(
        settings.title_weight * titles
        + settings.excerpt_weight * excerpts
        + settings.url_weight * slugs
    )
    counts.eliminate_zeros()
    counts.sort_indices()
    common = _commonness(forms, spread, names, languages) if settings.prior else None
    columns = {name: column for column, name in enumerate(names)}
    title_names = TitleNames(in_titles, in_texts, columns, spellings)
    here = WordStatistics(
        names,
        np.bincount(counts.indices, minlength=len(names)),
        title_names.uses,
        articles=len(articles),
        entries=counts.nnz,
        languages=tuple(languages),
    )
    statistics = frozen.with_new(here) if frozen else here
    counted = statistics.at(names) if frozen else here
    weights = word_weights(counted, common)
    matrix = counts.copy()
    matrix.data = np.log1p(counts.data) * weights[counts.indices].astype(np.float32)
    shown = _shown(names, forms, spread, uses)
    found_names = title_names.names(counted.uses, common)
    return Vectors(unit_rows(matrix), shown, found_names, statistics, names)


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


def _commonness(
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


def _shown(
    names: list[str], forms: list[str], spread: sparse.csr_array, uses: FloatArray
) -> list[str]:
    """Name each feature by the form people used most; parts of a longer run by themselves."""
    shown = list(names)
    most = np.zeros(len(names))
    whole = np.diff(spread.indptr) == 1
    for form, column in zip(
        np.flatnonzero(whole), spread.indices[spread.indptr[:-1][whole]], strict=True
    ):
        if uses[form] > most[column]:
            most[column] = uses[form]
            shown[column] = forms[form]
    return shown


def word_features(forms: list[str]) -> tuple[sparse.csr_array, list[str]]:
    """Map words to the features they count as; shape ``(words, features)``."""
    columns: dict[str, int] = {}
    rows: list[int] = []
    targets: list[int] = []
    for row, form in enumerate(forms):
        for feature in features(form):
            rows.append(row)
            targets.append(columns.setdefault(feature, len(columns)))
    ones = np.ones(len(rows), dtype=np.float32)
    shape = (len(forms), len(columns))
    ends = np.array(rows, dtype=np.int32), np.array(targets, dtype=np.int32)
    return sparse.csr_array((ones, ends), shape=shape), list(columns)


def _without_scraps(
    spread: sparse.csr_array, uses: FloatArray, cut: sparse.csr_array
) -> sparse.csr_array:
    """Let words that are never met but cut off ("represen") count as no feature."""
    is_whole = np.asarray(cut.sum(axis=0)).ravel() < uses
    return _rows_kept(spread, is_whole)


def _rows_kept(matrix: sparse.csr_array, is_kept: BoolArray) -> sparse.csr_array:
    """Empty the other rows."""
    kept = matrix.copy()
    kept.data[~np.repeat(is_kept, np.diff(matrix.indptr))] = 0
    kept.eliminate_zeros()
    return kept


def _widen(counts: sparse.csr_array, columns: int) -> sparse.csr_array:
    parts = (counts.data, counts.indices, counts.indptr)
    return sparse.csr_array(parts, shape=(counts.shape[0], columns))


def _without_boilerplate(
    titles: sparse.csr_array, excerpts: sparse.csr_array, texts: Sequence[str]
) -> sparse.csr_array:
    """Empty the excerpts that repeat across unlike titles: placeholders, cookie notices, bylines.

    The titles of a reprinted text share words; those over a placeholder do not. A repeated
    excerpt loses its weight when its titles' average pairwise cosine is under 0.1. Articles
    without a title say nothing of that; their excerpt may be all there is.
    """
    groups = Numbering()
    member = groups.of(texts)
    is_titled = np.diff(titles.indptr) > 0
    sizes = np.bincount(member[is_titled], minlength=len(groups))
    unit = unit_rows(titles.astype(np.float64))
    sums = group_adder(member, len(groups)) @ unit
    square = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    pairs = np.maximum(sizes * (sizes - 1), 1)
    repeats = (sizes >= 3) & ((square - sizes) / pairs < 0.1)
    return _rows_kept(excerpts, ~repeats[member])
