"""How common words are in the languages of a corpus, and which languages those are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice

import numpy as np
import numpy.typing as npt
from scipy import sparse

from clustering.arrays.blocks import stretches
from clustering.text.wordfreq_lists import ENGLISH, listed_languages, longest_list, short_list

# A language is recognized by its hundred commonest words. They are 24 to 29 % of English text,
# 48 % of German and Spanish text, and at most 7 % of text in a language that is not related.
_COMMONEST_WORDS = 100
# An article with a smaller share of them may be in another language. Where more than a tenth of
# the articles are such, the lists of all languages are read, which takes 0.4 s.
_ARTICLES_AT_ONCE = 50_000  # bounds the memory
_MIN_ENGLISH_SHARE = 0.1
_MAX_FOREIGN_SHARE = 0.1
# Least share of the articles, and least number, for a language to be one of the corpus.
_MIN_LANGUAGE_SHARE = 0.05
_MIN_LANGUAGE_ARTICLES = 2


def word_frequencies(
    words: Iterable[str], languages: Sequence[str] = (ENGLISH,)
) -> dict[str, float]:
    """Return the share of all words that each of some words has, those that are listed.

    Of several languages the one counts in which a word is most common. The lists end at 1e-8
    or 1e-6.

    Parameters
    ----------
    words
        In lower case (casefolded).
    """
    wanted = set(words)
    known: dict[str, float] = {}
    for language in languages:
        for centibels, bucket in enumerate(longest_list(language)):
            for word in wanted.intersection(bucket):
                share = 10 ** (-centibels / 100)
                known[word] = max(share, known.get(word, 0.0))
    return known


def languages_of(fields: Sequence[sparse.csr_array], columns: Mapping[str, int]) -> list[str]:
    """Return the languages of a corpus, English first, which is always one of them.

    An article is in the language whose commonest words it uses most often; ties go to English.

    Parameters
    ----------
    fields
        How often each article uses each word in its title, and elsewhere; each of shape
        ``(articles, words)``.
    columns
        Column of each word, in lower case. Scripts written without spaces are not told.
    """
    articles, words = fields[0].shape
    size = np.sum([counts.sum(axis=1) for counts in fields], axis=0)
    common = _commonest(words, columns, [ENGLISH])
    english = np.concatenate([uses[:, 0] for _, uses in _uses(fields, common)])
    if (english < _MIN_ENGLISH_SHARE * size).sum() <= _MAX_FOREIGN_SHARE * articles:
        return [ENGLISH]
    others = [language for language in listed_languages() if language != ENGLISH]
    votes = np.zeros(len(others), dtype=np.int64)
    for some, uses in _uses(fields, _commonest(words, columns, others)):
        best = uses.argmax(axis=1)
        most = uses.max(axis=1)
        votes += np.bincount(best[(most > english[some]) & (most >= 2)], minlength=len(others))
    enough = max(_MIN_LANGUAGE_ARTICLES, _MIN_LANGUAGE_SHARE * articles)
    return [ENGLISH, *(others[at] for at in np.flatnonzero(votes >= enough).tolist())]


def _commonest(
    words: int, columns: Mapping[str, int], languages: Sequence[str]
) -> sparse.csr_array:
    """Return 1 for each language's commonest words; shape ``(words, languages)``."""
    is_common = np.zeros((words, len(languages)), dtype=np.float32)
    for place, language in enumerate(languages):
        here = [columns[word] for word in commonest_words(language) if word in columns]
        is_common[here, place] = 1
    return sparse.csr_array(is_common)


def _uses(
    fields: Sequence[sparse.csr_array], common: sparse.csr_array
) -> Iterator[tuple[slice, npt.NDArray[np.float32]]]:
    """Give how often some articles use each language's commonest words."""
    for some in stretches(fields[0].shape[0], _ARTICLES_AT_ONCE):
        yield some, np.sum([(counts[some] @ common).toarray() for counts in fields], axis=0)


@cache
def commonest_words(language: str) -> frozenset[str]:
    """Return the hundred commonest words of a language."""
    return frozenset(islice(chain.from_iterable(short_list(language)), _COMMONEST_WORDS))
