"""Scores of copies become words that nobody has to look up."""

from __future__ import annotations

import pytest

from clustering.reporting.wording import agreement_in_words


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        (1.0, 1.0, "the same headline, the same text"),
        (0.99, 0.8, "the same headline, nearly the same text"),
        (0.9899, 0.5, "nearly the same headline, partly the same text"),
        (0.1, 0.0, "another headline, another text"),
        (1.0, None, "the same headline, no text to compare"),
    ],
)
def test_shares_of_equal_words_are_told_in_words(
    title: float, text: float | None, words: str
) -> None:
    assert agreement_in_words(title, text) == words
