"""What answers about pairs of articles imply for other pairs, and where they contradict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two articles that one answer calls different stories and other answers make one.

    ``chain`` are the articles that answers of "same" join, one by one, from ``left`` to ``right``.
    """

    left: int
    right: int
    chain: tuple[int, ...]


def _no_answers() -> nx.Graph[int]:
    import networkx as nx  # 0.06 s, which runs without answers do not need

    return nx.Graph()


@dataclass
class ImpliedAnswers:
    """What answers about pairs of articles, given by position, imply for other pairs."""

    _same: nx.Graph[int] = field(default_factory=_no_answers)
    _different: set[tuple[int, int]] = field(default_factory=set)

    def add(self, left: int, right: int, is_same: bool) -> None:
        """Take in one answer."""
        self._same.add_nodes_from((left, right))
        if is_same:
            self._same.add_edge(left, right)
        elif left != right:
            self._different.add((min(left, right), max(left, right)))

    def implied_for(self, left: int, right: int) -> bool | None:
        """Return whether the answers so far put two articles together or apart.

        ``True`` when a chain of "same" joins them. ``False`` when such chains lead from them to
        two articles that an answer calls different. ``None`` when the answers imply neither.
        """
        mine, theirs = self._group(left), self._group(right)
        if right in mine:
            return True
        if any(
            (a in mine and b in theirs) or (a in theirs and b in mine) for a, b in self._different
        ):
            return False
        return None

    def groups(self) -> dict[int, int]:
        """Return the number of its group of "same" answers for each article with an answer."""
        import networkx as nx

        parts = nx.connected_components(self._same)
        return {article: at for at, part in enumerate(parts) for article in part}

    def contradictions(self) -> list[Contradiction]:
        """List the "different" answers that a chain of "same" answers contradicts."""
        import networkx as nx

        return [
            Contradiction(a, b, tuple(nx.shortest_path(self._same, a, b)))
            for a, b in sorted(self._different)
            if nx.has_path(self._same, a, b)
        ]

    def _group(self, article: int) -> set[int]:
        if article not in self._same:
            return {article}
        import networkx as nx

        return set(nx.node_connected_component(self._same, article))
