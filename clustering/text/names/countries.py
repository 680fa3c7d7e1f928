"""Which countries a text names, in whatever language: by their names, adjectives and large cities.

The names are those of the Unicode CLDR, which come with ``babel``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from clustering.text.languages import NAMES
from clustering.text.scripts import INDIC, SOUTH_EAST_ASIAN

# Written without spaces, or with endings that are words of their own: a name is found inside a run.
_RUNS = frozenset({"ja", "ko", "th", "zh"})
_CLDR_CODES = {"sh": ("sr_Latn", "hr", "bs"), "zh": ("zh", "zh_Hant")}
# Letters with the marks that India and its neighbours write vowels with, not their full stop.
_WORD = re.compile(rf"(?:[^\W\d_]|(?![।॥\d])[{INDIC}{SOUTH_EAST_ASIAN}])+")
_ARABIC_PREFIX = re.compile("^[وبلفك]?(?:ال|لل)?")
_ENDINGS = re.compile(r"(?:en|um|[aeiouyjæøаеиоуыэюяйіїєьαειουηωايىةه]+)$")  # noqa: RUF001
_LANGUAGE = re.compile("(?:어|語|语|文|ภาษา)")  # "language" at the end of the name of one
_MIN_STEM, _MIN_WORD, _MIN_RUN, _MIN_CITY_RUN = 4, 3, 2, 3
# Letters that may follow a stem: of four letters that were cut, of a name of four, of longer ones.
_AFTER_SHORT, _AFTER_NAME, _AFTER_LONG = 3, 4, 6
_MAX_OFFICIAL = 4  # countries in which a language that tells a country may be official
_NO_COUNTRIES = frozenset({"AQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Names:
    """How one language calls countries; what stands for several of them is left out.

    Attributes
    ----------
    whole
        Names as they are written, folded.
    stems
        How words begin that are formed from a name, and how many letters may follow.
    inside
        Finds a name in text that has no spaces, the longest first.
    """

    whole: dict[str, str]
    stems: dict[str, tuple[str, int]]
    inside: re.Pattern[str]


def countries_in(text: str, code: str) -> dict[str, str]:
    """Return the countries that a text in one language names: their codes, and by which words.

    >>> countries_in("Polnische Regierung tritt zurück", "de")
    {'PL': 'polnische'}
    >>> countries_in("ポーランドで地震", "ja")
    {'PL': 'ポーランド'}
    """
    if code not in NAMES:
        return {}
    found: dict[str, str] = {}
    for country, word in _named(_folded(text), code, _names_of(code)):
        found.setdefault(country, word)
    return found


def country_name(country: str) -> str:
    """Return what a country is called in English."""
    from babel import Locale

    return str(Locale("en").territories.get(country, country))


def _named(text: str, code: str, names: _Names) -> Iterator[tuple[str, str]]:
    if code in _RUNS:
        for run in names.inside.findall(text):
            yield names.whole[run], run
        return
    words = _WORD.findall(text)
    for at, word in enumerate(words):
        bare = _ARABIC_PREFIX.sub("", word) if code in ("ar", "fa", "ur") else word
        several = [" ".join(words[at : at + size]) for size in (3, 2)]
        for name in (*several, word, bare):
            if name in names.whole:
                yield names.whole[name], name
                break
        else:
            country = _by_stem(bare, names.stems)
            if country:
                yield country, word


def _by_stem(word: str, stems: dict[str, tuple[str, int]]) -> str:
    for size in range(len(word), max(_MIN_STEM, len(word) - _AFTER_LONG) - 1, -1):
        country, after = stems.get(word[:size], ("", 0))
        if country and len(word) - size <= after:
            return country
    return ""


@cache
def _names_of(code: str) -> _Names:
    whole: dict[str, set[str]] = {}
    stems: dict[str, set[tuple[str, int]]] = {}
    for name, country, is_city in _cldr_names(code):
        folded = " ".join(_WORD.findall(_folded(name)))
        least = _MIN_WORD
        if code in _RUNS:
            least = _MIN_CITY_RUN if is_city and code != "zh" else _MIN_RUN
        if len(folded) < least:
            continue
        whole.setdefault(folded, set()).add(country)
        stem, after = _ENDINGS.sub("", folded), _AFTER_SHORT
        if len(stem) < _MIN_STEM:
            stem, after = folded, _AFTER_NAME
        elif len(stem) > _MIN_STEM:
            after = _AFTER_LONG
        if " " not in folded and len(stem) >= _MIN_STEM:
            stems.setdefault(stem, set()).add((country, after))
    known = _certain(whole)
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    inside = re.compile("|".join(map(re.escape, longest_first)))
    return _Names(known, _certain(stems), inside)


def _certain(names: dict[str, set[_T]]) -> dict[str, _T]:
    return {name: next(iter(meant)) for name, meant in names.items() if len(meant) == 1}


def _cldr_names(code: str) -> Iterator[tuple[str, str, bool]]:
    """Yield what countries, the languages that tell one, and large cities are called.

    With each comes its country, and whether it is a city.
    """
    from babel import Locale
    from babel.core import get_global

    country_of_zone = get_global("zone_territories")
    for cldr_code in _CLDR_CODES.get(code, (code,)):
        locale = Locale.parse(cldr_code)
        for country, name in locale.territories.items():
            country = country.partition("-")[0]
            if country.isalpha() and len(country) == 2 and country not in _NO_COUNTRIES:
                yield name, country, False
        for language, country in _countries_of_languages().items():
            if language in locale.languages:
                name = locale.languages[language]
                yield _LANGUAGE.sub("", name) if code in _RUNS else name, country, False
        for zone, country in country_of_zone.items():
            if country in _NO_COUNTRIES or zone.count("/") != 1 or zone.startswith("Etc/"):
                continue
            default = zone.partition("/")[2].replace("_", " ")
            yield locale.time_zones.get(zone, {}).get("city") or default, country, True


@cache
def _countries_of_languages() -> dict[str, str]:
    """Return the languages whose names are those of a people: Polish, but not Arabic."""
    from babel.core import get_global
    from babel.languages import get_official_languages

    official: dict[str, list[str]] = {}
    for country in sorted(get_global("territory_languages")):
        for language in get_official_languages(country, regional=False, de_facto=True):
            official.setdefault(language, []).append(country)
    likely = get_global("likely_subtags")
    found = {}
    for language, countries in official.items():
        own = likely.get(language, "").rpartition("_")[2]
        if language.upper() in countries:
            found[language] = language.upper()
        elif own in countries and len(countries) <= _MAX_OFFICIAL:
            found[language] = own
    return found


def _folded(text: str) -> str:
    """Lower case, without accents; Hangul and kana stay whole."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in marked if not "\u0300" <= letter <= "\u036f")
    return unicodedata.normalize("NFC", bare)
