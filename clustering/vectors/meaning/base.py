"""The contract of an encoder: texts in, one unit vector for each out; and what it gave a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from clustering.arrays.types import BoolArray, IntArray
from clustering.system.progress import Tell

DenseArray = npt.NDArray[np.float32]
"""One row for each text; shape ``(texts, dimensions)``."""

TEXT_CHARS = 160
"""Characters of title and excerpt that are encoded: the headline, and how the text begins."""


class Encoder(Protocol):
    """Turns texts into vectors whose dot products say how near they are in meaning.

    Attributes
    ----------
    name, version
        What tells its vectors from those of another, in the cache and in reports.
    is_kept
        Whether its vectors may be remembered: name and version say all that they depend on.
    languages
        Codes of those it was trained in; none where that is not told.
    """

    name: str
    version: str
    is_kept: bool
    languages: frozenset[str]

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Return a unit vector for each text, float32.

        The vector of a text depends on nothing but that text: not on those beside it.
        """
        ...


OneText = Callable[[str], Any]
"""Turns one text into its vector."""


@dataclass
class ModelEncoder:
    """A model; it is loaded when the first text is encoded."""

    name: str
    version: str
    load: Callable[[], OneText]
    languages: frozenset[str] = frozenset()
    is_kept: bool = True
    _encode: OneText | None = field(default=None, init=False)

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Encode each text by itself: in a batch the last bits depend on the others."""
        rows = []
        for place, text in enumerate(texts):
            self._encode = self._encode or self.load()
            rows.append(np.asarray(self._encode(text), dtype=np.float32).ravel())
            if tell:
                tell(place + 1, len(texts))
        return unit_dense(np.stack(rows)) if rows else np.zeros((0, 1), dtype=np.float32)


@dataclass(frozen=True)
class ArticleMeanings:
    """What articles mean, and which language each is in.

    Attributes
    ----------
    rows
        Unit vectors; 0 for an article that has none. Shape ``(articles, dimensions)``.
    background
        Vectors of headlines on other events, which say what unrelated articles have in common
        where a corpus is too small to tell; shape ``(headlines, dimensions)``, or no rows.
    languages
        Codes of the languages, sorted.
    language_of
        Place of each article's language among them; shape ``(articles,)``.
    encoder
        Its name and version.
    is_known
        Whether the encoder knows each article's language; shape ``(articles,)``. What it does not
        know is all near to each other.
    """

    rows: DenseArray
    background: DenseArray
    languages: tuple[str, ...]
    language_of: IntArray
    encoder: str
    is_known: BoolArray


def unit_dense(rows: npt.ArrayLike) -> DenseArray:
    """Scale each row to length 1, float32; a row of zeros, or with no number in it, stays 0."""
    found = np.asarray(rows, dtype=np.float64)
    found = np.where(np.isfinite(found).all(axis=1, keepdims=True), found, 0.0)
    lengths = np.sqrt((found**2).sum(axis=1, keepdims=True))
    scaled = np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)
    unit: DenseArray = scaled.astype(np.float32)
    return unit
