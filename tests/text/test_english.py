"""Figures with their noun."""

from __future__ import annotations

import pytest

from clustering.text.english import counted


@pytest.mark.parametrize(
    ("number", "words", "shown"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (1204, ("article",), "1,204 articles"),
        (1, ("story", "stories"), "1 story"),
        (2, ("story", "stories"), "2 stories"),
    ],
)
def test_one_has_no_plural_and_thousands_a_comma(
    number: int, words: tuple[str, ...], shown: str
) -> None:
    assert counted(number, *words) == shown
