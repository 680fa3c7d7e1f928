"""Runs: sets of titles of one outlet that share something; whether it is a series comes later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from clustering.arrays.keys import KeyArray, is_new, mix
from clustering.arrays.types import BoolArray, FloatArray, IntArray
from clustering.series.titles import Titles

# Fewest different titles: three numbered parts are a series, three headlines are chance.
LEAST = 3
# An outlet of 100,000 titles repeats any four words now and then: one title in a thousand.
LEAST_SHARE = 0.001

# What the titles of a run share; the lower the more it says.
LABELLED, ENDED, FRAMED, MILLED = 0, 1, 2, 3


class Runs(NamedTuple):
    """Sets of titles of one outlet that share a label, an ending, four words or jargon.

    Attributes
    ----------
    title
        Titles of all runs, one run after the other; shape ``(entries,)``.
    start
        Where each run begins; shape ``(runs + 1,)``.
    kind
        ``LABELLED``, ``ENDED``, ``FRAMED`` or ``MILLED``; shape ``(runs,)`` as all below.
    words
        How many words its titles share for certain.
    anchored
        Whether these stand at the beginning or end of a title.
    peculiar
        How much more often the outlet says them than the others do.
    """

    title: IntArray
    start: IntArray
    kind: IntArray
    words: IntArray
    anchored: BoolArray
    peculiar: FloatArray

    @property
    def size(self) -> IntArray:
        """Different titles in each run."""
        return np.diff(self.start)

    @property
    def run(self) -> IntArray:
        """Run of each entry."""
        return np.repeat(np.arange(len(self.kind)), self.size)

    @property
    def earliest(self) -> IntArray:
        """First title of each run, by number."""
        return self.title[self.start[:-1]]

    def members(self, run: int) -> IntArray:
        """Titles of a run."""
        return self.title[self.start[run] : self.start[run + 1]]

    def only(self, kept: BoolArray) -> Runs:
        """Return the runs that are kept, shape of ``kept`` ``(runs,)``."""
        stays = np.repeat(kept, self.size)
        return Runs(
            self.title[stays],
            _starts(self.size[kept]),
            self.kind[kept],
            self.words[kept],
            self.anchored[kept],
            self.peculiar[kept],
        )


def _starts(sizes: IntArray) -> IntArray:
    return np.concatenate([[0], np.cumsum(sizes)])


def gather(
    titles: Titles,
    key: KeyArray,
    title: IntArray,
    kind: int,
    words: IntArray,
    anchored: BoolArray,
    uses: IntArray | None = None,
) -> Runs:
    """Group titles by key; a run has ``LEAST`` titles, or ``LEAST_SHARE`` of its outlet's.

    Parameters
    ----------
    uses
        How often all outlets say what the titles share; without it, as often as the outlet.
    """
    order = np.lexsort((title, key))
    order = order[is_new(key[order], title[order])]
    begins = np.flatnonzero(is_new(key[order]))
    first = order[begins]
    size = np.diff(begins, append=len(order))
    own = titles.outlet_size[titles.outlet[title[first]]]
    others = np.maximum(len(titles) - own, 0)
    said = np.maximum((size if uses is None else uses[first]) - size, 0)
    peculiar = (size / own) * (others + 1) / (said + 1)
    runs = Runs(
        title[order],
        _starts(size),
        np.full(len(first), kind),
        words[first],
        anchored[first],
        np.where(others > 0, peculiar, 0.0),
    )
    return runs.only(size >= np.maximum(LEAST, LEAST_SHARE * own if kind == FRAMED else 0))


def join(pieces: Sequence[Runs]) -> Runs:
    """Put several sets of runs one after the other."""
    sizes = np.concatenate([piece.size for piece in pieces])
    title, _, *columns = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return Runs(title, _starts(sizes), *columns)


def distinct(runs: Runs) -> Runs:
    """Keep one of the runs that hold the same titles: neighbouring words of one frame."""
    if not len(runs.kind):
        return runs
    sums = np.add.reduceat(mix(runs.title), runs.start[:-1])
    # A label says more than four words, an anchored frame more than one in the middle.
    order = np.lexsort((~runs.anchored, runs.kind, sums))
    kept = np.zeros(len(order), dtype=np.bool_)
    kept[order[is_new(sums[order])]] = True
    return runs.only(kept)
