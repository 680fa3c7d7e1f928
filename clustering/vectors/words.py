"""From cleaned text to weighted unit vectors: which words count, and how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.arrays.columns import column_of
from clustering.arrays.compact import picked
from clustering.arrays.keys import repeated_texts
from clustering.arrays.rows import column_counts, group_adder
from clustering.arrays.types import BoolArray, FloatArray, IntArray, WordArray
from clustering.engines.base import Engine
from clustering.engines.inline import IN_MEMORY
from clustering.model import Article
from clustering.settings.model import Settings
from clustering.text.clean import cut_word
from clustering.text.frequencies import languages_of
from clustering.text.names.proper_names import TitleNames
from clustering.text.tokenizer import Numbering, SpelledTexts, pieces_of
from clustering.text.words import WordCounter, features
from clustering.vectors.base import Vectors, unit_rows
from clustering.vectors.statistics import WordStatistics
from clustering.vectors.weights import commonness, word_weights
from clustering.web.slugs import slug

_ROWS_AT_ONCE, _VALUES_AT_ONCE = 50_000, 1_000_000  # these bound the memory
_MOST_COLUMNS = 2**31 - 1
_NOTHING = np.zeros(0, dtype=np.int32)


def vectorize(
    articles: Sequence[Article],
    settings: Settings,
    frozen: WordStatistics | None = None,
    titles_read: SpelledTexts | None = None,
    engine: Engine = IN_MEMORY,
) -> Vectors:
    """Weigh the words of titles, excerpts and URL paths into unit vectors.

    What is only met as the last, cut word of an excerpt has no weight. Weights and names are told
    from what an earlier run counted (``frozen``), and from these articles only for words that it
    did not have.
    """
    spellings, in_titles = titles_read or SpelledTexts.of(column_of(articles, "title"))
    texts, limit = column_of(articles, "excerpt"), settings.excerpt_chars
    in_texts = spellings.read(texts, engine, lambda text: text[:limit])
    counter = WordCounter(spellings)

    def counted(numbers: Iterable[WordArray]) -> sparse.csr_array:
        return engine.gather_rows(map(counter.count, numbers), _MOST_COLUMNS)

    def changed(column: str, change: Callable[[str], str]) -> sparse.csr_array:
        return counted(chain([_NOTHING], spellings.pieces(column_of(articles, column), change)))

    titles, excerpts = counted(pieces_of(in_titles)), counted(pieces_of(in_texts))
    cut = changed("excerpt", lambda text: cut_word(text, limit))
    slugs = changed("url", slug)
    forms = list(counter.vocabulary)
    spread, names = word_features(forms)
    fields = [_widen(counts, len(forms)) for counts in (titles, excerpts, slugs)]
    del titles, excerpts, slugs
    uses = np.sum([_column_sums(counts) for counts in fields], axis=0)
    languages: Sequence[str] = ()
    if settings.prior:
        known = frozen.languages if frozen else ()
        languages = known or languages_of(fields[:2], counter.vocabulary)
    is_whole = _column_sums(_widen(cut, len(forms))) < uses
    is_met = spread.T @ is_whole > 0
    if frozen:
        is_met |= frozen.at(names).found > 0
    # Words that are never met but cut off ("represen") count as no feature.
    spread = _rows_kept(spread, is_whole | (spread @ is_met > 0))
    repeats = None
    if settings.boilerplate and fields[1].nnz:
        repeats = _are_boilerplate(fields[0], spread, texts)
    weights = settings.title_weight, settings.excerpt_weight, settings.url_weight
    counts = engine.gather_rows(_weighed(fields, spread, weights, repeats), len(names))
    del fields, cut
    common = commonness(forms, spread, names, languages) if settings.prior else None
    columns = {name: column for column, name in enumerate(names)}
    title_names = TitleNames(in_titles, in_texts, columns, spellings, engine)
    here = WordStatistics(
        names,
        column_counts(counts),
        title_names.uses,
        articles=len(articles),
        entries=counts.nnz,
        languages=tuple(languages),
        common=np.zeros(len(names)) if common is None else common,
    )
    statistics = frozen.with_new(here) if frozen else here
    known_words = statistics.at(names) if frozen else here
    if common is not None:
        common = np.where(known_words.common > 0, known_words.common, common)
    factors = word_weights(known_words, common).astype(np.float32)
    matrix = engine.gather_rows(_unit_vectors(counts, factors), len(names))
    shown = _shown(names, forms, spread, uses)
    found_names = title_names.names(known_words.uses, common)
    return Vectors(matrix, shown, found_names, statistics, names)


def _weighed(
    fields: Sequence[sparse.csr_array],
    spread: sparse.csr_array,
    weights: Sequence[float],
    is_empty: BoolArray | None,
) -> Iterator[sparse.csr_array]:
    """Count features: those of titles, excerpts and addresses by their weights.

    ``is_empty`` says of which articles the excerpt does not count; ``None`` for none.
    """
    for some in stretches(fields[0].shape[0], _ROWS_AT_ONCE):
        title, excerpt, slugs = (counts[some] @ spread for counts in fields)
        if is_empty is not None:
            excerpt = _rows_kept(excerpt, ~is_empty[some])
        counts = sparse.csr_array(weights[0] * title + weights[1] * excerpt + weights[2] * slugs)
        counts.eliminate_zeros()
        counts.sort_indices()
        yield counts


def _unit_vectors(
    counts: sparse.csr_array, factors: npt.NDArray[np.float32]
) -> Iterator[sparse.csr_array]:
    """Weigh what is counted."""
    for some in stretches(counts.shape[0], _ROWS_AT_ONCE):
        matrix = counts[some]
        matrix.data = np.log1p(matrix.data) * factors[matrix.indices]
        yield unit_rows(matrix)


def _column_sums(counts: sparse.csr_array) -> IntArray:
    """Sum up whole numbers in each column; shape ``(columns,)``."""
    sums = np.zeros(counts.shape[1])
    for some in stretches(counts.nnz, _VALUES_AT_ONCE):
        sums += np.bincount(counts.indices[some], counts.data[some], minlength=len(sums))
    return sums.astype(np.int64)


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


def _rows_kept(matrix: sparse.csr_array, is_kept: BoolArray) -> sparse.csr_array:
    """Empty the other rows."""
    kept = matrix.copy()
    kept.data[~np.repeat(is_kept, np.diff(matrix.indptr))] = 0
    kept.eliminate_zeros()
    return kept


def _widen(counts: sparse.csr_array, columns: int) -> sparse.csr_array:
    parts = (counts.data, counts.indices, counts.indptr)
    return sparse.csr_array(parts, shape=(counts.shape[0], columns))


def _are_boilerplate(
    titles: sparse.csr_array, spread: sparse.csr_array, texts: Sequence[str]
) -> BoolArray:
    """Whether each excerpt repeats across unlike titles: placeholders, cookie notices, bylines.

    The titles of a reprinted text share words; those over a placeholder do not. A repeated
    excerpt loses its weight when its titles' average pairwise cosine is under 0.1. Articles
    without a title say nothing of that; their excerpt may be all there is.
    """
    found = np.zeros(len(texts), dtype=np.bool_)
    if not len(repeated := repeated_texts(texts)):
        return found
    groups = Numbering()
    member = groups.of(picked(texts, repeated))
    unit = unit_rows((titles[repeated] @ spread).astype(np.float64))
    is_titled = np.diff(unit.indptr) > 0
    sizes = np.bincount(member[is_titled], minlength=len(groups))
    sums = group_adder(member, len(groups)) @ unit
    square = np.asarray(sums.multiply(sums).sum(axis=1)).ravel()
    pairs = np.maximum(sizes * (sizes - 1), 1)
    repeats = (sizes >= 3) & ((square - sizes) / pairs < 0.1)
    found[repeated] = repeats[member]
    return found
