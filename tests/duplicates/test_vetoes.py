"""Vetoes: typing errors are forgiven, and words that change roles are not."""

from __future__ import annotations

import pytest

from clustering.duplicates.texts.coded import encode_words
from clustering.duplicates.texts.words import Lexicon
from clustering.duplicates.vetoes import has_exchanged, is_misspelling


@pytest.mark.parametrize(
    ("one", "other", "forgiven"),
    [
        ("president", "presidnet", True),
        ("zelensky", "zelenskyy", True),
        ("iran", "iraq", False),
        ("austria", "australia", False),
        ("leeds", "bradford", False),
        ("same", "same", False),
    ],
)
def test_only_small_slips_in_long_words_are_typing_errors(
    one: str, other: str, forgiven: bool
) -> None:
    lexicon = Lexicon()
    rows = lexicon.read([one, other])
    meanings = lexicon.meanings()
    left, right = encode_words(meanings.same[rows.words], rows.starts)
    vocabulary = list(dict.fromkeys(meanings.spelled))
    assert is_misspelling(left, right, vocabulary) is forgiven


@pytest.mark.parametrize(
    ("one", "other", "exchanged"),
    [("abc", "cba", True), ("abcd", "bacd", False), ("abc", "abc", False), ("abc", "abd", False)],
)
def test_words_that_change_roles_are_told_from_neighbours_that_swap(
    one: str, other: str, exchanged: bool
) -> None:
    assert has_exchanged(one, other) is exchanged
