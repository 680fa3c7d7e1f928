"""Names that a title lists side by side, as in "cloud regions in Italy, New Zealand and Poland"."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from clustering.text.words import features, plain_words

# What stands between two items of a list: a comma, or a word for "and".
_BETWEEN = re.compile(
    r"\s*(,\s+(?:(?:and|or|&)\s+)?|\s(?:and|or|&|und|oder|et|ou|y|o|e|och|og|en|и)\s)\s*"
)
_LONGEST_ITEM = 3  # words of an item between two others
_MIN_LETTERS = 4  # of the words that tell whether a title is in title case


def listed_names(title: str, names: Collection[str]) -> list[tuple[str, str]]:
    """Return the names that stand side by side in a list with a comma, two by two.

    Parameters
    ----------
    names
        What the words of the title's names count as (see :func:`clustering.text.words.features`).

    >>> listed_names("New regions in Italy, New Zealand and Poland", {"italy", "zealand", "poland"})
    [('italy', 'zealand'), ('zealand', 'poland')]
    >>> listed_names("Italy, Poland agree", {"italy", "poland"})
    []
    """
    parts = _BETWEEN.split(title)
    items, between = [plain_words(text) for text in parts[::2]], parts[1::2]
    first_words = (
        1 if _is_title_case(title, names) else 2
    )  # of an item: "New Zealand", but "Hire Maurice"
    found = []
    for at, (before, after) in enumerate(pairwise(items)):
        follows_comma = at > 0 and "," in between[at - 1] and len(before) <= _LONGEST_ITEM
        if "," not in between[at] and not follows_comma:
            continue
        if at == 0 and len(before) <= _LONGEST_ITEM and not _goes_on(items, between):
            continue  # "Romney, Ryan sound bipartisan": who does something together
        left = _first_name(before[-1:], names)
        right = _first_name(after[:first_words], names)
        if left and right and left != right:
            found.append((left, right))
    return found


def _goes_on(items: list[list[str]], between: list[str]) -> bool:
    """Whether a list at the beginning of a title has a third item."""
    return len(between) > 1 and len(items[1]) <= _LONGEST_ITEM


def _first_name(words: list[str], names: Collection[str]) -> str:
    """Return the first name among words with a capital; empty if there is none."""
    for word in words:
        if not word[:1].isupper():
            break
        for feature in features(word.casefold()):
            if feature in names:
                return feature
    return ""


def _is_title_case(title: str, names: Collection[str]) -> bool:
    """Whether most words have a capital, the first one and names left out."""
    words = [
        word
        for word in plain_words(title)[1:]
        if len(word) >= _MIN_LETTERS and not _first_name([word], names)
    ]
    return sum(word[0].isupper() for word in words) > len(words) / 2
