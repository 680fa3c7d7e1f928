"""Figures, scores and dates become words that nobody has to look up."""

from __future__ import annotations

import pytest

from clustering.reporting.wording import agreement_in_words, unread_dates_in_words
from tests.factories import make_record


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


def test_dates_that_cannot_be_read_are_counted_and_the_first_named() -> None:
    records = [
        make_record(f"r{at}", "T", None, unread_date=f"{at}/12/25", source="a/n.csv")
        for at in range(5)
    ]
    assert unread_dates_in_words([]) == ""
    assert unread_dates_in_words(records[:1]).startswith(
        "The date of 1 record cannot be read and is left out: r0 in n.csv (0/12/25). Write dates"
    )
    assert unread_dates_in_words(records).startswith(
        "The dates of 5 records cannot be read and are left out: r0 in n.csv (0/12/25), "
        "r1 in n.csv (1/12/25), r2 in n.csv (2/12/25) and 2 more. Write dates as 2025-12-31, "
    )
    hidden = make_record("n" * 3000, "T", None, unread_date="\u202e", source="n.csv")
    sentence = unread_dates_in_words([hidden])
    assert "… (signs that do not show)." in sentence
    assert len(sentence) < 300
