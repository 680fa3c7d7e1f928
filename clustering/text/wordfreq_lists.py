"""The word lists of wordfreq, read from its files without importing it.

wordfreq imports what it would cut and repair texts with, 0.2 s of every run; its lists need
none of that. It promises nothing about the files, but is frozen itself; nothing else knows of
them, and tests/text/test_wordfreq_lists.py compares them with what wordfreq says.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

ENGLISH = "en"

_REPAIR = "install samestory again, or: pip install 'wordfreq>=3.1,<4'"


@cache
def listed_languages() -> list[str]:
    """Return the codes of the languages that there are lists for."""
    paths = _folder().glob("small_*.msgpack.gz")
    return sorted(path.name.removeprefix("small_").partition(".")[0] for path in paths)


@cache
def longest_list(language: str) -> list[list[str]]:
    """Return the longest list of a language; as :func:`short_list`."""
    has_large = (_folder() / f"large_{language}.msgpack.gz").exists()
    return list(_read(language, "large" if has_large else "small"))


def short_list(language: str) -> Iterator[list[str]]:
    """Yield lists of words, the commonest first, casefolded.

    The place of each list is how rare its words are, in centibels: 10 ** (-place / 100) of all
    words are such a word.
    """
    return _read(language, "small")


def _read(language: str, size: str) -> Iterator[list[str]]:
    path = _folder() / f"{size}_{language}.msgpack.gz"
    if not path.exists():
        raise ImportError(f"wordfreq has no list {path}; {_REPAIR}")
    with gzip.open(path) as stream:  # unpacked as far as it is asked for
        packed = msgpack.Unpacker(stream)
        buckets = packed.read_array_header() - 1
        if (head := packed.unpack()) != {"format": "cB", "version": 1}:
            raise ImportError(f"wordfreq's lists are of another kind: {head}; {_REPAIR}")
        for _ in range(buckets):
            bucket = packed.unpack()
            # The Greek list tells the s at the end of a word, for one.
            yield bucket if language == ENGLISH else [word.casefold() for word in bucket]


@cache
def _folder() -> Path:
    found = find_spec("wordfreq")
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"wordfreq is missing; {_REPAIR}")
    return Path(found.submodule_search_locations[0], "data")
