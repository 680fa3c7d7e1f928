"""Countries, names and numbers that two articles share across languages, and how telling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from clustering.arrays.columns import column_of
from clustering.arrays.types import FloatArray, IntArray
from clustering.model import Article
from clustering.text.frequencies import word_frequencies
from clustering.text.names.countries import countries_in, country_name
from clustering.text.names.sounds import BEGINNING, numbers_in, sounds_in
from clustering.vectors.base import row_dots

# Share of unrelated articles that have a sound of so many consonants by chance: one in
# _CHANCE ** consonants of the words, of which an article has some. Han has many more windows.
_CHANCE, _CHANCES = 6.0, 3.0
_WORDS = 15.0  # of an article, that may be the name
_MIN_FREQUENCY = 1e-8
# Share of unrelated articles that have a number by chance, by how it is written.
_DIGIT, _TWO_DIGITS, _YEAR, _NUMBER, _ROUNDED = 0.2, 0.03, 0.2, 0.01, 0.08
_COUNTRY = 0.02  # share of unrelated articles that name one country, at least
_YEARS = range(1900, 2101)
_MIN_ROUNDED = 100.0  # numbers from here on agree when their first digit and their size do


@dataclass(frozen=True)
class SharedEvidence:
    """What articles hold that may tell an event: countries, sounds of names, and numbers.

    ``codes`` are the languages of the articles.
    """

    articles: Sequence[Article]
    codes: Sequence[str]

    @cached_property
    def _texts(self) -> list[tuple[str, str]]:
        titles, excerpts = column_of(self.articles, "title"), column_of(self.articles, "excerpt")
        return list(zip(titles, excerpts, strict=True))

    @cached_property
    def _names(self) -> tuple[sparse.csr_array, FloatArray]:
        """What of the names each article holds, and the weight of each; in natural units."""
        found = [_sounds(*both) for both in self._texts]
        words = {word.casefold() for sounds in found for word in sounds.values()}
        known = word_frequencies(words, sorted(set(self.codes)))
        held, columns = _matrix([list(sounds) for sounds in found])
        common = np.full(len(columns), _MIN_FREQUENCY)
        for sounds in found:
            for key, word in sounds.items():
                at = columns[key]
                common[at] = max(common[at], known.get(word.casefold(), 0.0))
        size = np.array([len(key.rstrip("-")) for key in columns], dtype=np.float64)
        chance = np.maximum(_WORDS * common, _CHANCES * _CHANCE**-size)
        weight = _weight(held, chance)
        for key, at in columns.items():  # a beginning that is shared has its weight already
            begins = columns.get(f"{key[:BEGINNING]}-")
            if begins is not None and not key.endswith("-"):
                weight[at] = max(weight[at] - weight[begins], 0.0)
        return held, weight

    @cached_property
    def _numbers(self) -> tuple[sparse.csr_array, FloatArray]:
        found = [list(_number_keys(numbers_in(" . ".join(both)))) for both in self._texts]
        held, columns = _matrix([[key for key, _ in keys] for keys in found])
        chance = np.zeros(len(columns))
        for keys in found:
            for key, share in keys:
                chance[columns[key]] = share
        return held, _weight(held, chance)

    @cached_property
    def _countries(self) -> tuple[sparse.csr_array, FloatArray]:
        found = [
            list(countries_in(" . ".join(both), code))
            for both, code in zip(self._texts, self.codes, strict=True)
        ]
        held, columns = _matrix(found)
        return held, _weight(held, np.full(max(len(columns), 1), _COUNTRY))

    def names_shared(self, left: IntArray, right: IntArray) -> FloatArray:
        """How telling the names are that each pair shares: minus the logarithm of their chance."""
        return _shared(*self._names, left, right)

    def numbers_shared(self, left: IntArray, right: IntArray) -> FloatArray:
        """How telling the numbers are that each pair shares, in the same way."""
        return _shared(*self._numbers, left, right)

    def countries_shared(self, left: IntArray, right: IntArray) -> FloatArray:
        """How telling the countries are that each pair names, in the same way."""
        return _shared(*self._countries, left, right)


def shared_names(one: Article, other: Article) -> list[tuple[str, str]]:
    """Return words of two articles that sound alike, the longest first, each once."""
    mine, theirs = (_sounds(each.title, each.excerpt) for each in (one, other))
    both = sorted(mine.keys() & theirs.keys(), key=lambda key: (key.endswith("-"), -len(key), key))
    found: list[tuple[str, str]] = []
    for key in both:
        if all(mine[key] != word and theirs[key] != same for word, same in found):
            found.append((mine[key], theirs[key]))
    return found


def shared_numbers(one: Article, other: Article) -> list[float]:
    """Return the numbers that two articles share."""
    mine, theirs = (numbers_in(f"{each.title} . {each.excerpt}") for each in (one, other))
    return sorted(mine & theirs)


def shared_countries(one: Article, other: Article, codes: tuple[str, str]) -> list[str]:
    """Return the countries that two articles in these languages name, in English."""
    mine, theirs = (
        countries_in(f"{each.title} . {each.excerpt}", code)
        for each, code in zip((one, other), codes, strict=True)
    )
    return sorted(country_name(country) for country in mine.keys() & theirs.keys())


def _sounds(title: str, excerpt: str) -> dict[str, str]:
    """Return the sounds of an article; its title may be written small where its text is not."""
    return dict(sounds_in(title)) | dict(sounds_in(excerpt))


def _number_keys(numbers: Iterable[float]) -> list[tuple[str, float]]:
    found = {}
    for number in numbers:
        is_whole = number == int(number)
        share = _NUMBER
        if is_whole and number in _YEARS:
            share = _YEAR
        elif is_whole and number < 100:
            share = _DIGIT if number < 10 else _TWO_DIGITS
        found[f"{number:g}"] = share
        if number >= _MIN_ROUNDED and share != _YEAR:
            found[f"~{number:.0e}"] = _ROUNDED
    return list(found.items())


def _matrix(rows: Sequence[Sequence[str]]) -> tuple[sparse.csr_array, dict[str, int]]:
    columns: dict[str, int] = {}
    indices = [columns.setdefault(key, len(columns)) for keys in rows for key in keys]
    starts = np.concatenate([[0], np.cumsum([len(keys) for keys in rows])])
    ones = np.ones(len(indices), dtype=np.float32)
    shape = (len(rows), max(len(columns), 1))
    held = sparse.csr_array((ones, np.array(indices, dtype=np.int64), starts), shape=shape)
    held.sort_indices()
    return held, columns


def _weight(held: sparse.csr_array, chance: FloatArray) -> FloatArray:
    """Minus the logarithm of the share of articles that hold a thing without being related."""
    count = np.bincount(held.indices, minlength=len(chance))
    here = (count - 1.5) / max(held.shape[0], 1)
    weight: FloatArray = -np.log(np.clip(np.maximum(here, chance), 1e-12, 1.0))
    return weight


def _shared(
    held: sparse.csr_array, weight: FloatArray, left: IntArray, right: IntArray
) -> FloatArray:
    if not len(weight):
        return np.zeros(len(left))
    weighed = held.copy()
    weighed.data = weight[held.indices].astype(np.float32)
    return row_dots(held, left, right, other=weighed)
