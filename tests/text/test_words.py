"""Text rules: each a row of input and expected output."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.text.words import WordCounter, features, is_syllable, same_text_key


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("It’s OVER", "it's over", True),
        ("Café opens", "Cafe opens", True),
        ("Rates held: bank", "Rates held - bank", True),
        ("Part 1", "Part 2", False),
        ("up 1.5 points", "up 15 points", False),
    ],
)
def test_same_text_ignores_case_accents_and_punctuation(one: str, other: str, equal: bool) -> None:
    assert (same_text_key(one, "") == same_text_key(other, "")) is equal


@pytest.mark.parametrize(
    ("word", "counted"),
    [
        ("storm", ["storm"]),
        ("münchen", ["munchen"]),
        ("地震被害", ["地震", "震被", "被害"]),
        ("雨", ["雨"]),
        ("iphone發表", ["發表", "iphone"]),
        ("नदी", ["नदी"]),
    ],
)
def test_words_without_spaces_count_as_character_pairs(word: str, counted: list[str]) -> None:
    assert features(word) == counted


def counted_words(text: str) -> set[str]:
    counter = WordCounter()
    counts = counter.count([text])
    names = list(counter.vocabulary)
    return {names[column] for column in counts.tocoo().col}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IBM's $69.8 million deal", {"ibm", "69.8", "million", "deal"}),
        ("the mayor’s plan", {"the", "mayor", "plan"}),
        ("10,000 jobs", {"10,000", "jobs"}),
        (
            "الزلزال أمس",
            {"الزلزال", "أمس"},
        ),
        (
            "भूकंप आया",
            {"भूकंप", "आया"},
        ),
    ],
)
def test_words_of_many_scripts(text: str, words: set[str]) -> None:
    assert counted_words(text) == words


@given(st.lists(st.text(alphabet="ab \n", max_size=12), max_size=30))
def test_counts_stay_with_their_text(texts: list[str]) -> None:
    counter = WordCounter()
    together = counter.count(texts).toarray()
    for row, text in enumerate(texts):
        expected = np.zeros(len(counter.vocabulary))
        for word in text.split():
            expected[counter.vocabulary[word]] += 1
        assert together[row].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("feature", "expected"),
    [("とい", True), ("ス", True), ("表し", True), ("กล", True), ("发表", False), ("storm", False)],
)
def test_pairs_of_signs_that_write_sounds_are_syllables(feature: str, expected: bool) -> None:
    assert is_syllable(feature) is expected
