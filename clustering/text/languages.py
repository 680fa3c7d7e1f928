"""Which language each text of a corpus is in, told from its script and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from clustering.arrays.compact import picked
from clustering.arrays.types import FloatArray, IntArray
from clustering.text.frequencies import commonest_words
from clustering.text.scripts import LANGUAGES_OF_SCRIPTS
from clustering.text.wordfreq_lists import ENGLISH, listed_languages, short_list
from clustering.text.words import WordCounter

_LETTERS = [(re.compile(f"[{letters}]"), spoken) for letters, spoken in LANGUAGES_OF_SCRIPTS]
_ANY_LETTER = re.compile(r"[^\W\d_]")
_MIN_SHARE = 0.2
_MIN_KANA = 0.05  # a Japanese headline may be Chinese signs but for one; Chinese has no kana
# Share of the texts of an English corpus that have none of its commonest words, at most.
_MAX_FOREIGN_SHARE = 0.18
# What a word that a list does not have adds; the most frequent ones end at about 1e-5.
_UNLISTED = float(np.log(10**-6))
# Words of each list that are looked at: its most frequent ones.
_LISTED = 10_000
# How far the share of a language in the corpus counts: words of a headline are few, and without
# it one Danish headline in a hundred is Norwegian.
_PRIOR = 2.0

_TEXTS_AT_ONCE = 20_000  # bounds the memory

# Those of the commonest words of English that are not among the commonest of another language.
_ONLY_ENGLISH = {
    "about", "after", "also", "and", "because", "been", "but", "could", "first", "from", "has",
    "he", "him", "his", "how", "into", "its", "more", "new", "not", "now", "out", "people", "she",
    "than", "that", "their", "them", "they", "this", "two", "were", "what", "when", "which", "who",
    "will", "with", "would", "you",
}  # fmt: skip

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fil": "Filipino", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sh": "Serbo-Croatian", "sk": "Slovak", "sl": "Slovenian",
    "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Languages in English, by their codes."""


def languages_of_texts(texts: Sequence[str]) -> list[str]:
    """Return the code of the language of each text; a text without letters is in the commonest.

    A script that one language is written in tells it. Among the languages of one script the words
    tell: that language in whose list a text's words are the most frequent, by the lists of
    ``wordfreq``. How many texts of the corpus are in a language counts as well.

    >>> languages_of_texts(["Storm hits the coast", "Sturm trifft auf die Küste", "港で火災"])
    ['en', 'de', 'ja']
    """
    scripts: dict[tuple[str, ...], int] = {}
    numbers = (scripts.setdefault(_by_script(text), len(scripts)) for text in texts)
    script = np.fromiter(numbers, dtype=np.int16, count=len(texts))
    codes = [""] * len(texts)
    for spoken, number in scripts.items():
        places = np.flatnonzero(script == number)
        chosen = _by_words(picked(texts, places), spoken) if len(spoken) > 1 else 0 * places
        for place, one in zip(places.tolist() if spoken else (), chosen.tolist(), strict=False):
            codes[place] = spoken[one]
    known = [code for code in codes if code]
    commonest = max(sorted(set(known)), key=known.count, default=ENGLISH)
    return [code or commonest for code in codes]


def are_english(texts: Sequence[str]) -> bool:
    """Whether texts look English, all but a few; told in little time, without other lists."""
    if any(_by_script(text) not in ((), _latin()) for text in texts):
        return False
    common = commonest_words(ENGLISH)
    foreign = sum(common.isdisjoint(text.casefold().split()) for text in texts)
    return foreign <= _MAX_FOREIGN_SHARE * len(texts)


def is_surely_english(text: str) -> bool:
    """Whether a text has two of the words that only English has; told without reading a list."""
    return len(_ONLY_ENGLISH.intersection(text.casefold().split())) > 1


def _by_script(text: str) -> tuple[str, ...]:
    """Languages that are written in the script of a text; none for a text without letters."""
    if text.isascii():
        return _latin() if _ANY_LETTER.search(text) else ()
    letters = len(_ANY_LETTER.findall(text))
    for pattern, spoken in _LETTERS:
        least = _MIN_KANA if spoken == ("ja",) else _MIN_SHARE
        if len(pattern.findall(text)) > least * letters:
            return spoken
    return _latin() if letters else ()


@cache
def _latin() -> tuple[str, ...]:
    others = {code for _, spoken in LANGUAGES_OF_SCRIPTS for code in spoken}
    return (ENGLISH, *(code for code in listed_languages() if code not in others | {ENGLISH}))


def _by_words(texts: Sequence[str], spoken: Sequence[str]) -> IntArray:
    """Place in ``spoken`` of the language of each text; ties go to the first."""
    counter = WordCounter()
    starts = range(0, len(texts), _TEXTS_AT_ONCE)
    counts = [counter.count(texts[start : start + _TEXTS_AT_ONCE]) for start in starts]
    frequencies = _log_frequencies(counter.vocabulary, spoken)

    def likely() -> Iterator[FloatArray]:
        return (some @ frequencies[: some.shape[1]] for some in counts)

    votes = sum(np.bincount(some.argmax(axis=1), minlength=len(spoken)) for some in likely())
    shares = (votes + 0.01) / (len(texts) + 0.01 * len(spoken))
    return np.concatenate([(some + _PRIOR * np.log(shares)).argmax(axis=1) for some in likely()])


def _log_frequencies(words: dict[str, int], spoken: Sequence[str]) -> FloatArray:
    """How frequent each word is in each language, as logarithms; ``(words, languages)``."""
    found = np.full((len(words), len(spoken)), _UNLISTED)
    for place, language in enumerate(spoken):
        listed = _commonest(language)
        for word in listed.keys() & words.keys():
            found[words[word], place] = listed[word]
    numbers = [row for word, row in words.items() if word[:1].isdigit()]
    found[numbers] = 0.0
    return found


@cache
def _commonest(language: str) -> dict[str, float]:
    """Return the most frequent words of a language, with the logarithms of their shares."""
    found: dict[str, float] = {}
    for centibels, bucket in enumerate(short_list(language)):
        found |= dict.fromkeys(bucket, -centibels / 100 * np.log(10))
        if len(found) > _LISTED:
            break
    return found
