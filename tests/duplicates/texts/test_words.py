"""Words: what counts as the same, as a figure, as content; and texts in coded strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clustering.duplicates.texts.coded import encode_words
from clustering.duplicates.texts.words import Lexicon


def codes(*texts: str) -> list[str]:
    lexicon = Lexicon()
    rows = lexicon.read(texts)
    return list(encode_words(lexicon.meanings().same[rows.words], rows.starts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1.8 billion", "$1.8bn"),
        ("10,000 homes", "10 000 homes"),
        ("U.S.'s 1 000 000 homes", "US 1000000 homes"),
        ("two dead", "2 Dead"),
        ("Part II", "part 2"),
        ("U.S. jobs", "US jobs"),
        ("stocks rise", "Stocks climb"),
        ("Zürich", "zurich"),
        ("Men's final", "Men\u2019s final"),
        ("7%", "7 percent"),
    ],
)
def test_spellings_of_the_same_are_the_same(one: str, other: str) -> None:
    first, second = codes(one, other)
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Part I", "Part II"),
        ("stocks rise", "stocks fall"),
        ("AZ-220", "AZ-300"),
        ("東京で火事", "大阪で火事"),
    ],
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    first, second = codes(one, other)
    assert first != second
    assert len(first) == len(second)


def test_figures_and_content_are_told_apart() -> None:
    lexicon = Lexicon()
    words = ["March", "march", "42", "monday", "rises", "the", "says", "US", "us", "II", "I"]
    rows = lexicon.read(words)
    meanings = lexicon.meanings()
    figures = [w for w, n in zip(words, rows.words, strict=True) if meanings.is_figure[n]]
    content = [w for w, n in zip(words, rows.words, strict=True) if meanings.is_content[n]]
    assert figures == ["March", "42", "monday", "rises", "II"]
    assert "US" in content
    assert not {"the", "says", "us", "42"} & set(content)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), max_size=8))
def test_every_text_keeps_its_place(texts: list[str]) -> None:
    assert len(codes(*texts)) == len(texts)
    for place, text in enumerate(texts):
        assert len(codes(*texts)[place]) == len(codes(text)[0])


def test_roman_numerals_in_a_row_are_read_one_by_one() -> None:
    lexicon = Lexicon()
    rows = lexicon.read(["Part II I", "Chapter IV V"])
    spelled = lexicon.meanings().spelled
    assert [spelled[word] for word in rows.words] == ["part", "2", "i", "chapter", "4", "versus"]
