"""Any function as an encoder: a list of texts in, as many vectors out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from clustering.errors import UsageError
from clustering.system.progress import Tell
from clustering.vectors.meaning.base import DenseArray, unit_dense

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
