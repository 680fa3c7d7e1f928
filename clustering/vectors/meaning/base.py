"""The contract of an encoder: texts in, one unit vector for each out; and what it gave a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

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

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def version(self) -> str:
        """Which one of that name."""
        ...

    @property
    def is_kept(self) -> bool:
        """Whether its vectors may be remembered between runs."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """The languages it knows."""
        ...

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Return a unit vector for each text, float32.

        The vector of a text depends on nothing but that text: not on those beside it.
        """
        ...


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
