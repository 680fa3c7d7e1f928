"""Ids of articles: short, and the same in every run that finds the same address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from clustering.articles.shared_keys import SEPARATOR

_AT_ONCE = 10_000  # bounds the memory
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_SHIFTS = np.arange(55, -1, -5, dtype=np.uint64)  # twelve letters of five bits each


def article_ids(identities: Sequence[str], rank: Callable[[int], Any]) -> list[str]:
    """Give each article an id that no other has.

    Parameters
    ----------
    identities
        What tells each article from the others.
    rank
        Sort key of the article at a position, for those of one identity.
    """
    ids = digests(identities)
    if len(set(ids)) == len(ids):
        return ids
    taken: set[str] = set()
    for at in sorted(range(len(ids)), key=lambda one: (identities[one], rank(one))):
        attempt = 1
        while ids[at] in taken:
            attempt += 1
            (ids[at],) = digests([f"{identities[at]}{SEPARATOR}{attempt}"])
        taken.add(ids[at])
    return ids


def digests(identities: Sequence[str]) -> list[str]:
    """Hash each to a letter and 60 bits: a million articles collide once in two million runs."""
    ids: list[str] = []
    for start in range(0, len(identities), _AT_ONCE):
        some = identities[start : start + _AT_ONCE]
        hashed = [blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8) for one in some]
        numbers = np.frombuffer(b"".join([one.digest() for one in hashed]), dtype=">u8")
        bits = numbers.astype(np.uint64)[:, None] >> (_SHIFTS + np.uint64(4))
        text = _LETTERS[bits & np.uint64(31)].tobytes().decode("ascii")
        ids += ["a" + text[at : at + 12] for at in range(0, len(text), 12)]
    return ids
