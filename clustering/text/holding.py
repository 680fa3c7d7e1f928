"""Which of many texts hold one of some pieces, told by one search through all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from clustering.arrays.types import BoolArray

_TEXTS_AT_ONCE = 50_000  # bounds the memory


def which_hold(
    texts: Sequence[str], pieces: Sequence[str], change: Callable[[str], str] = str
) -> BoolArray:
    """Whether each text, changed in some way, holds any of the pieces; shape ``(texts,)``.

    It says of 200,000 headlines in 0.1 s which few are worth a regular expression, for a second
    of the expression over all of them. The pieces have no line breaks.
    """
    holds = np.zeros(len(texts), dtype=np.bool_)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        some = list(map(change, texts[start : start + _TEXTS_AT_ONCE]))
        joined = "\n".join([*some, ""])
        ends = np.cumsum(np.fromiter(map(len, some), dtype=np.int64, count=len(some)) + 1)
        for piece in pieces:
            places = np.fromiter(_places(joined, piece), dtype=np.int64)
            holds[start + np.searchsorted(ends, places, side="right")] = True
    return holds


def _places(joined: str, piece: str) -> Iterator[int]:
    """Find a piece in a text, at most once a line."""
    place = joined.find(piece)
    while place >= 0:
        yield place
        place = joined.find(piece, joined.find("\n", place))
