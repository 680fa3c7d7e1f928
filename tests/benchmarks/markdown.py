"""Writes figures and tables for the pages of measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def figure(value: float) -> str:
    """Write a score."""
    return f"{value:.3f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write the lines of a table; all columns but the first hold figures."""
    yield "| " + " | ".join(heads) + " |"
    yield "|---" + "|---:" * (len(heads) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"
