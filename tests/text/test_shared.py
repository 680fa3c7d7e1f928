"""The words that two texts share."""

from __future__ import annotations

import pytest

from clustering.text.shared import marked_parts, words_in_both


def test_words_that_every_text_has_are_not_shared() -> None:
    assert words_in_both("The ferry waits for a tug", "A tug frees the ferry") == {"ferry", "tug"}
    assert words_in_both("The ferry waits for a tug", "The rate is held for a year") == set()


@pytest.mark.parametrize("line", ["", " ", "Ferry", "a ferry, a tug. ", "ferry tug", "x" * 50])
def test_the_parts_of_a_line_are_the_line(line: str) -> None:
    parts = marked_parts(line, {"ferry", "tug"})
    assert "".join(text for text, _ in parts) == line
    assert all(text for text, _ in parts)
    assert sum(is_shared for _, is_shared in parts) == line.lower().count("ferry") + line.count(
        "tug"
    )
