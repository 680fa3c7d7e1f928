"""The words that two texts share, and where they stand in a line."""

from __future__ import annotations

import re

from clustering.text.frequencies import word_frequencies
from clustering.text.words import words_in

# A word that is this share of all words of its language, or more, is in every text.
_MAX_TELLING_FREQUENCY = 0.0005
_TOKEN = re.compile(r"\S+")


def words_in_both(left: str, right: str) -> set[str]:
    """Return the words that both texts use, as features, without those of every text."""
    both = words_in(left) & words_in(right)
    known = word_frequencies(both)
    return {word for word in both if known.get(word, 0.0) < _MAX_TELLING_FREQUENCY}


def marked_parts(line: str, shared: set[str]) -> list[tuple[str, bool]]:
    """Cut a line into parts, each with whether it is a shared word.

    >>> marked_parts("A tug frees the ferry", {"tug"})
    [('A ', False), ('tug', True), (' frees the ferry', False)]
    """
    parts: list[tuple[str, bool]] = []
    start = 0
    for token in _TOKEN.finditer(line):
        if words_in(token[0]) & shared:
            parts += [(line[start : token.start()], False), (token[0], True)]
            start = token.end()
    parts.append((line[start:], False))
    return [(text, is_shared) for text, is_shared in parts if text]
