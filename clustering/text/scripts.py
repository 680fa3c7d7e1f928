"""Ranges of characters by script, as they stand in a class of a regular expression.

The one place for them: what a word is to the method (``text.words``) and to the search for
copies (``duplicates.words``) is built on these. Both cut and number whole texts with
``text.tokenizer``.
"""

from __future__ import annotations

KANA = r"\u3040-\u30ff"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
SOUTH_EAST_ASIAN = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai and Lao, Burmese, Khmer."""

INDIC = r"\u0900-\u0dff"
"""From Devanagari to Sinhala."""

UNSPACED = KANA + HAN + SOUTH_EAST_ASIAN
"""Scripts written without spaces: a run of them is a sentence, not a word."""

SYLLABIC = KANA + SOUTH_EAST_ASIAN
"""Those of them that write sounds, with a few dozen signs: a pair is a syllable or two."""

MARKS = r"\u0300-\u036f\u064b-\u0652" + INDIC
r"""Combining marks that are not ``\w`` in Python and belong to words: accents, Arabic vowels,
and the vowel signs of Indic scripts, whose letters are in the range as well."""

LANGUAGES_OF_SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (KANA, ("ja",)),
    (r"\uac00-\ud7af", ("ko",)),
    (HAN, ("zh",)),
    (r"\u0400-\u052f", ("ru", "uk", "bg", "mk")),
    (r"\u0600-\u06ff\u0750-\u077f", ("ar", "fa", "ur")),
    (r"\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    (r"\u0590-\u05ff", ("he",)),
    (r"\u0900-\u097f", ("hi",)),
    (r"\u0980-\u09ff", ("bn",)),
    (r"\u0b80-\u0bff", ("ta",)),
    (r"\u0e00-\u0e7f", ("th",)),
)
"""What one character of a script is, and the languages that may be written in it; Japanese, which
also has signs of Chinese, before Chinese."""


def needs_marks(letter: str) -> bool:
    """Whether a letter is of a script in which marks are no extra, as in Indic ones and Thai."""
    return "\u0900" <= letter <= "\u1fff"
