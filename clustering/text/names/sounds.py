"""What names sound like, whatever the script: a key of their consonants; and numbers as values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from clustering.text.scripts import HAN

# Katakana (foreign names in Japanese) and Han by themselves; kana with endings is no name.
_RUN = re.compile(rf"[\u30a1-\u30ff]+|[{HAN}]+|[^\W\d_]+")
_HAN = re.compile(f"[{HAN}]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile("^[وبلف]?(?:ال)")
_HAN_WINDOW = range(2, 6)  # characters of a name inside a run of Han, one for each syllable
# Consonants that newsrooms write for one another become one letter: B, F, V and W; L and R; the
# sibilants. Vowels and H are dropped: Tavrela, Тавреле, タブレラ and تافريلا are all "tpl".
_FOLDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"[^a-z]", ""),
        (r"t?sch|shch|sh|zh|ch|ts|tz|cz|dz|dj|j|z", "s"),
        (r"kh|h", ""),
        (r"c(?=[eiy])", "s"),
        (r"q|c|g", "k"),
        (r"x", "ks"),
        (r"[bfvw]", "p"),
        (r"d", "t"),
        (r"r", "l"),
        (r"[aeiouy]", ""),
        (r"(.)\1+", r"\1"),
    )
)
MIN_CONSONANTS = 3
"""Of a key; shorter ones agree by chance."""

BEGINNING = 4
"""Consonants of a longer key that are compared by themselves, for endings differ."""

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?")
_GROUPS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_TIMES = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"\s?[億亿]", 1e8),
        (r"\s?[万萬]", 1e4),
        (r"\s?(?:mil millones|billion|bn\b|mrd|milliard|миллиард|млрд|مليار)", 1e9),
        (r"\s?(?:milli?[oó]n|mio\b|mln|миллион|млн|مليون|ملايين|milhõ|milyon)", 1e6),
        (r"\s?(?:thousand|tausend|mille\b|mil\b|тысяч|тыс|ألف|آلاف|bin\b)", 1e3),
    )
)


@cache
def sound_key(word: str) -> str:
    """Return the consonants of a word as they sound, in whatever script it is written.

    >>> [sound_key(word) for word in ("Falkrud", "Фалькруд", "فالكرود")]
    ['plklt', 'plklt', 'plklt']
    """
    from anyascii import anyascii  # what comes with the encoders

    key = anyascii(word).lower()
    if _ARABIC.search(word):  # there these two are vowels as often
        key = key.replace("w", "").replace("y", "")
    for pattern, letter in _FOLDS:
        key = pattern.sub(letter, key)
    return key


def sounds_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sounds of the words of a text: each key, and the word it is from.

    A key of more than four consonants is followed by its beginning, which ends in ``-``. In Han,
    which has no spaces, every two to five characters may be a name. In scripts with capitals
    what is written small is none, unless all of the text is.
    """
    has_capitals = text != text.lower()
    for found in _RUN.finditer(text):
        if has_capitals and found.group()[0].islower():
            continue
        for word in _words_of(found.group()):
            key = sound_key(word)
            if len(key) >= MIN_CONSONANTS:
                yield key, word
                if len(key) > BEGINNING:
                    yield f"{key[:BEGINNING]}-", word


def _words_of(run: str) -> Iterator[str]:
    if _HIRAGANA.search(run):
        return
    if _HAN.match(run):
        for size in _HAN_WINDOW:
            yield from (run[at : at + size] for at in range(len(run) - size + 1))
    else:
        yield _ARABIC_ARTICLE.sub("", run)


def numbers_in(text: str) -> set[float]:
    """Return the numbers of a text as values, however a language writes them.

    >>> sorted(numbers_in("6,4 · 12 000 · 1.200 · 9万 · 2.1 million"))
    [6.4, 1200.0, 12000.0, 90000.0, 2100000.0]
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    found = set()
    for number in _NUMBER.finditer(text):
        plain = _GROUPS.sub("", number.group()).replace(",", ".")
        rest = text[number.end() : number.end() + 14]
        times = next((value for pattern, value in _TIMES if pattern.match(rest)), 1.0)
        found.add(round(float(plain) * times, 6))
    return found
