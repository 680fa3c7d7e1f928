"""Laws of the word lists: lower case, no word replaced twice, no word in two minds."""

from __future__ import annotations

import pytest

from clustering.duplicates.texts.wordlists import (
    FIGURES,
    FUNCTION_WORDS,
    GENERIC_WORDS,
    PARTICLES,
    ROMAN,
    SAME_WORDS,
)


def test_what_a_spelling_stands_for_stands_for_itself() -> None:
    assert {word for word in SAME_WORDS.values() if SAME_WORDS.get(word, word) != word} == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bn", "bln", True),
        ("rise", "climbs", True),
        ("rise", "fall", False),
        ("won", "lost", False),
        ("sept", "sep", True),
        ("seven", "7", True),
    ],
)
def test_spellings_of_one_word_and_opposites(one: str, other: str, same: bool) -> None:
    assert (SAME_WORDS.get(one, one) == SAME_WORDS.get(other, other)) is same


def test_directions_and_months_make_another_story() -> None:
    assert {SAME_WORDS["surge"], SAME_WORDS["plunge"]} <= FIGURES
    assert SAME_WORDS["mar"] in FIGURES


def test_words_are_looked_up_in_lower_case() -> None:
    for words in (SAME_WORDS, FIGURES, FUNCTION_WORDS, GENERIC_WORDS, PARTICLES):
        assert all(word == word.lower() for word in words)


def test_roman_numerals_count() -> None:
    assert [ROMAN[numeral] for numeral in ("I", "IV", "IX", "XII")] == ["1", "4", "9", "12"]
