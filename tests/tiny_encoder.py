"""An encoder of a few invented concepts, for tests: words of several languages, by their stems."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from clustering.system.progress import Tell
from clustering.vectors.meaning.base import DenseArray, unit_dense

CONCEPTS = (
    ("quake", "beben", "séisme", "землетряс", "地震"),
    ("tavrela", "tawrela", "тавре", "タブレラ"),
    ("ferry", "fähre", "паром", "フェリー"),
    ("strike", "streik", "grève", "забастов", "スト"),
    ("bank", "notenbank", "banque", "банк", "中銀"),
    ("rate", "zins", "taux", "ставк", "利下げ"),
    ("galana", "галана", "ガラナ"),
    ("airport", "flughafen", "aéroport", "аэропорт", "空港"),
)


def embed(texts: Sequence[str]) -> DenseArray:
    """Return which concepts each text names, and a little that is its own."""
    rows = np.zeros((len(texts), len(CONCEPTS) + 32))
    rows[:, -1] = 0.01
    for row, text in zip(rows, texts, strict=True):
        low = text.casefold()
        row[: len(CONCEPTS)] = [any(stem in low for stem in stems) for stems in CONCEPTS]
        for place, letter in enumerate(low):
            row[len(CONCEPTS) + (ord(letter) * 7 + place) % 32] += 0.1
    return unit_dense(rows)


class TinyEncoder:
    """The contract over :func:`embed`; counts the texts it has encoded."""

    name, version, is_kept = "tiny", "1", True
    languages: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str], tell: Tell | None = None) -> DenseArray:
        """Encode each text by itself."""
        for place, _ in enumerate(texts):
            self.encoded += 1
            if tell:
                tell(place + 1, len(texts))
        return np.concatenate([embed([text]) for text in texts])
