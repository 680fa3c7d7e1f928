"""Encoders: the contract, a model that is loaded, a function; and what one gave a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from clustering.arrays.types import BoolArray, IntArray
from clustering.errors import UsageError
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


Embed = Callable[[list[str]], Any]
"""Takes texts, and returns a matrix with a row for each, of whatever kind numpy can read."""

_AT_ONCE = 256


@dataclass
class FunctionEncoder:
    """A function of the user's; nothing says on what it depends, so nothing is remembered."""

    embed: Embed
    name: str = "embed"
    version: str = "given"
    is_kept: bool = False
    languages: frozenset[str] = frozenset()

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Call the function with some texts at a time.

        Raises
        ------
        UsageError
            When it returns anything but one vector for each text, all of one length.
        """
        found: list[DenseArray] = []
        for start in range(0, len(texts), _AT_ONCE):
            some = list(texts[start : start + _AT_ONCE])
            try:
                rows = np.asarray(self.embed(some), dtype=np.float64)
            except (TypeError, ValueError) as error:
                raise UsageError(f"embed: no vectors for {len(some)} texts: {error}.") from error
            size = found[0].shape[1:] if found else rows.shape[1:]
            if rows.ndim != 2 or rows.shape != (len(some), *size):
                raise UsageError(
                    f"embed: {len(some)} texts gave an array of shape {rows.shape}; "
                    "expected one vector for each, all of one length."
                )
            found.append(unit_dense(rows))
            if tell:
                tell(start + len(some), len(texts))
        return np.concatenate(found) if found else np.zeros((0, 1), dtype=np.float32)
