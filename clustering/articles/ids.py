"""Ids of articles: short, and the same in every run that finds the same address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from clustering.arrays.compact_values import ShortTexts
from clustering.arrays.keys import is_in_sorted
from clustering.articles.shared_keys import SEPARATOR

_AT_ONCE = 10_000  # bounds the memory
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_SHIFTS = np.arange(55, -1, -5, dtype=np.uint64)  # twelve letters of five bits each


def article_ids(identities: Sequence[str], rank: Callable[[int], Any]) -> ShortTexts:
    """Give each article an id that no other has.

    Parameters
    ----------
    identities
        What tells each article from the others.
    rank
        Sort key of the article at a position, for those of one identity.
    """
    ids = digests(identities).array
    ordered = np.sort(ids)
    repeated = ordered[1:][ordered[1:] == ordered[:-1]]
    clashing = np.flatnonzero(is_in_sorted(ids, repeated)).tolist()
    taken: set[bytes] = set()
    for at in sorted(clashing, key=lambda one: (identities[one], rank(one))):
        attempt, own = 1, ids.item(at)
        while own in taken or (attempt > 1 and own in ids):
            attempt += 1
            own = digests([f"{identities[at]}{SEPARATOR}{attempt}"]).array.item(0)
        ids[at] = own
        taken.add(own)
    return ShortTexts(ids)


def digests(identities: Sequence[str]) -> ShortTexts:
    """Hash each to a letter and 60 bits: a million articles collide once in two million runs."""
    ids = np.zeros(len(identities), dtype="S13")
    for start in range(0, len(identities), _AT_ONCE):
        some = identities[start : start + _AT_ONCE]
        hashed = [blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8) for one in some]
        numbers = np.frombuffer(b"".join([one.digest() for one in hashed]), dtype=">u8")
        bits = numbers.astype(np.uint64)[:, None] >> (_SHIFTS + np.uint64(4))
        text = np.full((len(hashed), 13), ord("a"), dtype=np.uint8)
        text[:, 1:] = _LETTERS[bits & np.uint64(31)]
        ids[start : start + _AT_ONCE] = text.view("S13").ravel()
    return ShortTexts(ids)
