"""How common words are in the language: wordfreq's list, read without the rest of wordfreq.

wordfreq imports what it would cut and repair texts with, 0.2 s of every run; its list needs
none of that. The format is frozen, as wordfreq is.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

_LIST = "data/large_en.msgpack.gz"


def frequencies(words: Iterable[str]) -> dict[str, float]:
    """Return the share of all words that each of some words has, those that are listed.

    The list ends at 1e-8.
    """
    wanted = set(words)
    return {
        word: 10 ** (-centibels / 100)
        for centibels, bucket in enumerate(_buckets())
        for word in wanted.intersection(bucket)
    }


@cache
def _buckets() -> list[list[str]]:
    """Return lists of words; the place of each list is how rare its words are, in centibels."""
    found = find_spec("wordfreq")
    folders = found and found.submodule_search_locations
    assert folders, "wordfreq is a dependency"
    with gzip.open(Path(folders[0], _LIST)) as stream:
        packed = msgpack.load(stream)
    assert packed[0] == {"format": "cB", "version": 1}, packed[0]
    buckets: list[list[str]] = packed[1:]
    return buckets
