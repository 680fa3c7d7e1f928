"""Which of many texts hold one of some pieces, told by one search through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from clustering.arrays.types import BoolArray


def which_hold(texts: Sequence[str], pieces: Iterable[str]) -> BoolArray:
    """Whether each text holds any of the pieces; shape ``(texts,)``.

    It says of 200,000 headlines in 0.1 s which few are worth a regular expression, for a second
    of the expression over all of them. The pieces have no line breaks.
    """
    joined = "\n".join([*texts, ""])
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1)
    holds = np.zeros(len(texts), dtype=np.bool_)
    for piece in pieces:
        places = np.fromiter(_places(joined, piece), dtype=np.int64)
        holds[np.searchsorted(ends, places, side="right")] = True
    return holds


def _places(joined: str, piece: str) -> Iterator[int]:
    """Find a piece in a text, at most once a line."""
    place = joined.find(piece)
    while place >= 0:
        yield place
        place = joined.find(piece, joined.find("\n", place))
