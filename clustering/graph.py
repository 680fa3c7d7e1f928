"""The evidence graph: which articles are linked, how strongly, and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clustering.article import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Edge:
    """The evidence between two articles, ready to be shown.

    Attributes
    ----------
    left, right
        Positions of the articles, ``left < right``.
    similarity
        Cosine of their weighted words, 0 to 1.
    strength
        Similarity after the evidence of related links; what the link floor is held against.
    related
        Whether a related list joins them.
    same_text
        Whether their cleaned texts are equal.
    days_apart
        Days between their publication times; ``None`` when one is unknown.
    """

    left: int
    right: int
    similarity: float
    strength: float
    related: bool
    same_text: bool
    days_apart: float | None


@dataclass(frozen=True)
class Graph:
    """Edges between ``articles`` articles as parallel arrays, sorted by ``(left, right)``.

    Every array has shape ``(edges,)``; ``left < right`` throughout, each pair once.
    """

    articles: int
    left: IntArray
    right: IntArray
    similarity: FloatArray
    strength: FloatArray
    related: npt.NDArray[np.bool_]
    same_text: npt.NDArray[np.bool_]
    days_apart: FloatArray

    def __len__(self) -> int:
        return len(self.left)

    def edge(self, position: int) -> Edge:
        """Return one edge by its position in the arrays."""
        days = float(self.days_apart[position])
        return Edge(
            left=int(self.left[position]),
            right=int(self.right[position]),
            similarity=float(self.similarity[position]),
            strength=float(self.strength[position]),
            related=bool(self.related[position]),
            same_text=bool(self.same_text[position]),
            days_apart=None if np.isnan(days) else days,
        )

    def between(self, left: int, right: int) -> Edge | None:
        """Return the edge between two articles, in either order, or ``None``."""
        low, high = sorted((left, right))
        start, stop = np.searchsorted(self.left, [low, low + 1])
        position = start + int(np.searchsorted(self.right[start:stop], high))
        if position < stop and self.right[position] == high:
            return self.edge(position)
        return None

    def within(self, members: IntArray) -> list[Edge]:
        """Return the edges whose two ends are both among ``members`` (shape ``(n,)``)."""
        inside = np.zeros(self.articles, dtype=np.bool_)
        inside[members] = True
        if len(members) < 200:  # a story: look only at its own rows
            starts = np.searchsorted(self.left, members)
            stops = np.searchsorted(self.left, members + 1)
            rows = [np.arange(a, b) for a, b in zip(starts, stops, strict=True)]
            rows_of = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
            kept = np.sort(rows_of[inside[self.right[rows_of]]])
        else:
            kept = np.flatnonzero(inside[self.left] & inside[self.right])
        return [self.edge(int(position)) for position in kept]
